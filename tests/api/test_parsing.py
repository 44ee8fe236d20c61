"""Large answers are read in a process of their own, and nothing of it is left behind."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

import pytest

from copilot_tui.api import parsing
from copilot_tui.domain.errors import UnreadableAnswer
from tests import faults
from tests.waiting import until

if TYPE_CHECKING:
    from asyncio.subprocess import Process

ANSWER = faults.large(1)
HANGS = "import time; time.sleep(60)"
"""A program that does not end by itself; a minute of it, so that a test that fails leaves none behind for ever."""
LARGE = json.dumps(ANSWER).encode()


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[Process]:
    """Every process that is started."""
    started: list[Process] = []
    start = asyncio.create_subprocess_exec

    async def noted(*arguments: Any, **options: Any) -> Process:
        process = await start(*arguments, **options)
        started.append(process)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)
    return started


async def everything(body: bytes) -> list[object]:
    async with aclosing(parsing.parts(body)) as parts:
        return [part async for part in parts]


async def test_a_large_answer_comes_part_by_part_from_another_process(processes: list[Process]) -> None:
    assert await everything(LARGE) == [{"conversationId": "c"}, *ANSWER["messages"]]
    assert [process.returncode is not None for process in processes] == [True]


async def test_a_small_one_needs_none(processes: list[Process]) -> None:
    assert await everything(b'{"messages": [1, 2]}') == [{}, 1, 2]
    assert processes == []


async def test_a_process_that_cannot_be_started_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert len(await everything(LARGE)) == len(ANSWER["messages"]) + 1


async def test_a_frozen_program_does_without(monkeypatch: pytest.MonkeyPatch, processes: list[Process]) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert len(await everything(LARGE)) == len(ANSWER["messages"]) + 1
    assert processes == []


async def test_a_process_that_dies_makes_the_answer_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    start = asyncio.create_subprocess_exec

    async def dying(*_: str, **options: Any) -> Process:
        return await start(sys.executable, "-I", "-S", "-c", "import os; os._exit(9)", **options)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", dying)
    with pytest.raises(UnreadableAnswer, match="ended early"):
        await everything(LARGE)


async def test_leaving_early_ends_the_process(processes: list[Process]) -> None:
    async with aclosing(parsing.parts(LARGE)) as parts:
        assert await anext(parts) == {"conversationId": "c"}
    assert processes[0].returncode is not None


async def test_cancelling_ends_the_process(monkeypatch: pytest.MonkeyPatch, processes: list[Process]) -> None:
    start = asyncio.create_subprocess_exec

    async def hanging(*_: str, **options: Any) -> Process:
        return await start(sys.executable, "-I", "-S", "-c", HANGS, **options)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", hanging)
    reading = asyncio.create_task(everything(LARGE))
    await until(lambda: bool(processes))  # started and being fed
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert processes[0].returncode is not None


async def test_the_process_is_given_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULUMI_ACCESS_TOKEN", "pul-secret")
    given: dict[str, str] = {}
    start = asyncio.create_subprocess_exec

    async def noted(*arguments: Any, **options: Any) -> Process:
        given.update(options["env"])
        return await start(*arguments, **options)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)
    await everything(LARGE)
    assert "pul-secret" not in given.values()

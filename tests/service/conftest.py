"""A session over a real store, and a wire whose answers the test gives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from copilot_tui.domain.cloud import StackRef, UpdateSummary, User
from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.errors import CopilotError
from copilot_tui.domain.exchange import Exchange
from copilot_tui.domain.message import parse_message
from copilot_tui.domain.question import Answer, Question
from copilot_tui.service.events import Event
from copilot_tui.service.session import Session
from copilot_tui.store.history import SqliteHistory

ACME = CloudContext(org="acme", url="https://app.pulumi.com/acme/project1/dev")


def answer(text: str, service_id: str | None = "service-1") -> Answer:
    """A readable answer of one response."""
    exchange = Exchange(url="http://127.0.0.1/", sent_at=datetime.now(UTC), status=200)
    message = parse_message({"role": "assistant", "kind": "response", "content": text})
    return Answer(service_id=service_id, messages=(message,), exchange=exchange)


class ScriptedDirectory:
    """A `Directory` that says what the test has put into it, and counts what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.held_user: User | None = None
        self.held_organization: str | None = None
        self.held_updates: tuple[UpdateSummary, ...] | None = None
        self.failure: CopilotError | None = None

    async def user(self) -> User | None:
        self._note("user")
        return self.held_user

    async def default_organization(self) -> str | None:
        self._note("default organization")
        return self.held_organization

    async def stacks(self, organization: str = "", *, limit: int = 200) -> tuple[StackRef, ...] | None:
        del organization, limit
        self._note("stacks")
        return None

    async def updates(self, stack: StackRef, *, limit: int = 10) -> tuple[UpdateSummary, ...] | None:
        del limit
        self._note(f"updates of {stack.org}/{stack.project}/{stack.stack}")
        return self.held_updates

    def _note(self, what: str) -> None:
        self.asked.append(what)
        if self.failure is not None:
            raise self.failure


class ScriptedWire:
    """A `CopilotApi` that waits for the test: `reply` answers the question that was asked first."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self._waiting: list[asyncio.Future[Answer]] = []
        self.closed_early = 0
        self.directory = ScriptedDirectory()

    async def ask(self, question: Question, *, on_retry: Callable[[int, str], None] | None = None) -> Answer:
        del on_retry
        self.asked.append(question)
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        try:
            return await waiting
        except asyncio.CancelledError:
            self.closed_early += 1
            raise

    async def close(self) -> None:
        pass

    def reply(self, outcome: Answer | CopilotError, *, to: int = 0) -> None:
        waiting = self._waiting.pop(to)
        if isinstance(outcome, CopilotError):
            waiting.set_exception(outcome)
        else:
            waiting.set_result(outcome)


class Stage:
    """A session with everything a test looks at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wire = ScriptedWire()
        self.events: list[Event] = []
        self.session = Session(SqliteHistory(folder), lambda: self.wire, max_concurrent=2)
        self.session.subscribe(self.events.append)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    made = Stage(tmp_path / "data")
    yield made
    await made.session.close()

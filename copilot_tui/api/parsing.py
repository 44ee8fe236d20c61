"""Answers to parts, without freezing whoever waits: small ones here, large ones in a process of their own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from copilot_tui.api import json_text
from copilot_tui.domain.errors import UnreadableAnswer

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncGenerator

HERE_BYTES: Final = 128 * 1024
"""Up to this size parsing takes about a millisecond: not worth a process."""
_PIECE_BYTES: Final = 256 * 1024
_HEADER_BYTES: Final = 9
_ENVIRONMENT: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What an interpreter may need to start at all. Nothing else goes along, least of all a token."""


async def parts(body: bytes) -> AsyncGenerator[object, None]:
    """Reads an answer part by part: `copilot_tui.api.json_text.parts`, with a pause wherever it would take long.

    Close it when leaving early (``contextlib.aclosing``): that ends the process.

    Raises:
        UnreadableAnswer: it is no JSON, cut off, or the process that read it died.
    """
    try:
        if len(body) <= HERE_BYTES:
            for part in json_text.parts(json_text.read(body)):
                yield part
            return
        process = await _start()
        if process is None:
            # The second best: a thread parses in one go, and the screen stands still for part of that time.
            for part in json_text.parts(await asyncio.to_thread(json_text.read, body)):
                yield part
            return
        async with contextlib.aclosing(_read_frames(process, body)) as frames:
            async for part in frames:
                yield part
    except json_text.NotJson as error:
        raise unreadable(str(error), cut=error.cut) from error


def unreadable(why: str, *, cut: bool) -> UnreadableAnswer:
    """The error for an answer that is no JSON."""
    if cut:
        return UnreadableAnswer("The answer was cut off on its way: its end is missing.")
    return UnreadableAnswer(f"The answer is not JSON: {why}.")


async def _start() -> Process | None:
    """The process that reads large answers; None where none can be started (a frozen program, no processes left)."""
    program = _program()
    if program is None:
        return None
    try:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",  # neither the working directory nor PYTHON… variables say what is imported
            "-S",
            program,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,  # ctrl+c is for the program that waits, which ends this one
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )
    except (OSError, NotImplementedError):  # the latter from event loops that know no processes, as asyncio documents
        return None


def _program() -> str | None:
    """The program's file; None in a frozen program, whose executable is no interpreter."""
    path = Path(json_text.__file__)
    return str(path) if sys.executable and not getattr(sys, "frozen", False) and path.is_file() else None


async def _read_frames(process: Process, body: bytes) -> AsyncGenerator[object, None]:
    output = cast("asyncio.StreamReader", process.stdout)  # a pipe was asked for
    try:
        await _feed(cast("asyncio.StreamWriter", process.stdin), body)
        while True:
            header = await output.readexactly(_HEADER_BYTES)
            payload = await output.readexactly(int.from_bytes(header[1:], "big"))
            tag = header[:1]
            if tag == json_text.END:
                return
            value = await _value(payload)
            if tag == json_text.TROUBLE and isinstance(value, dict):
                raise unreadable(value["why"], cut=value["cut"])
            yield value
    except asyncio.IncompleteReadError as error:
        raise UnreadableAnswer(
            "The answer could not be read: the process that reads large ones ended early."
        ) from error
    finally:
        await _end(process)


async def _value(payload: bytes) -> object:
    """A part; a large one is read in a thread, so that what else there is to do comes in between."""
    return json.loads(payload) if len(payload) <= HERE_BYTES else await asyncio.to_thread(json.loads, payload)


async def _feed(stdin: asyncio.StreamWriter, body: bytes) -> None:
    view = memoryview(body)
    with contextlib.suppress(ConnectionError):  # it died: reading its output says so
        for start in range(0, len(body), _PIECE_BYTES):
            stdin.write(view[start : start + _PIECE_BYTES])
            await stdin.drain()
        stdin.close()
        await stdin.wait_closed()


async def _end(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    if process.stdout is not None:
        await process.stdout.read()  # to its end: only then are the pipes let go
    await process.wait()

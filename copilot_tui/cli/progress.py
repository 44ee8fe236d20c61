"""What is seen while a question is on the wire: the time that passes, on a terminal; one line elsewhere."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import sys
from typing import TYPE_CHECKING, Final, Self

from copilot_tui.cli import output
from copilot_tui.domain.text import line
from copilot_tui.ui.words import duration

if TYPE_CHECKING:
    from types import TracebackType

_FRAMES: Final = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_FRAME_SECONDS: Final = 0.1
_CLEAR: Final = "\r\x1b[K"


class Progress:
    """Says on stderr that something is under way, until it is left.

    Args:
        what: in few words: "asking in acme".
    """

    def __init__(self, what: str) -> None:
        self._what = line(what, 60)
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        if output.talks_to_terminal():
            self._task = asyncio.create_task(self._turn())
        else:
            output.say(f"{self._what} …")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError):  # OSError: the terminal is gone
                await self._task

    def say(self, words: str) -> None:
        """Prints a line above what turns."""
        if self._task is not None:
            sys.stderr.write(_CLEAR)
        output.say(words)

    async def _turn(self) -> None:
        loop = asyncio.get_running_loop()
        start = loop.time()
        try:
            for frame in itertools.cycle(_FRAMES):
                sys.stderr.write(f"{_CLEAR}{frame} {self._what} · {duration(loop.time() - start)}")
                sys.stderr.flush()
                await asyncio.sleep(_FRAME_SECONDS)
        finally:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

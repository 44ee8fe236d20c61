"""The wait that a service asks for, counted down with resending offered; nothing is resent by itself."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from copilot_tui.cli import output
from copilot_tui.domain.text import line
from copilot_tui.ui.words import time_left

if TYPE_CHECKING:
    from copilot_tui.domain.errors import Failure

_CLEAR: Final = "\r\x1b[K"
_STDIN: Final = 0


async def resend_is_wanted(failure: Failure) -> bool:
    """Asks whether a question is to be sent again; enter says yes at any time, ctrl+c and ctrl+d say no.

    Args:
        failure: why it got no answer.

    Returns:
        The person's answer; False at once where the service named no time to wait, or nobody sits at a terminal.
    """
    until = failure.retry_at
    if until is None or not (output.talks_to_terminal() and sys.stdin is not None and sys.stdin.isatty()):
        return False
    answer = _line_from_terminal()
    try:
        while not answer.done():
            left = (until - datetime.now(UTC)).total_seconds()
            wait = f"Wait {time_left(left)}" if left > 0 else "The wait is over"
            sys.stderr.write(f"{_CLEAR}{line(failure.message)} {wait} · enter resends · ctrl+c leaves")
            sys.stderr.flush()
            # No longer than until the next second begins: the count is then never late.
            await asyncio.wait([answer], timeout=left % 1 + 0.01 if left > 0 else None)
        return bool(answer.result())
    except asyncio.CancelledError:  # ctrl+c
        return False
    finally:
        with suppress(OSError):  # the terminal is gone
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


def _line_from_terminal() -> asyncio.Future[bytes]:
    """What is typed next; empty at the end of input.

    Read by a thread that does not keep the program from ending, past Python's own buffer, whose lock would.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[bytes] = loop.create_future()

    def take(typed: bytes) -> None:
        if not answer.done():
            answer.set_result(typed)

    def read() -> None:
        try:
            typed = os.read(_STDIN, 1024)
        except OSError:
            typed = b""
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(take, typed)

    threading.Thread(target=read, name="terminal", daemon=True).start()
    return answer

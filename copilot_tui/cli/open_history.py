"""The store, open for as long as a command reads it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from copilot_tui.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copilot_tui.cli.invocation import Invocation
    from copilot_tui.service.ports import History, Questions


@contextmanager
def open_history(invocation: Invocation) -> Iterator[History]:
    """The history, closed in the end; questions whose process died are interrupted from here on.

    Raises:
        StoreTrouble: it cannot be opened.
    """
    history = invocation.wiring.history(invocation.options)
    try:
        if history.notice:
            output.say(history.notice)
        _recover(history)
        yield history
    finally:
        history.close()


def _recover(history: Questions) -> None:
    from copilot_tui.domain.errors import StoreTrouble

    try:
        history.interrupt_abandoned(at=datetime.now(UTC))
    except StoreTrouble:
        return  # a store that cannot be written can still be read

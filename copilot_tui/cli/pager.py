"""Reading what is longer than the terminal page by page."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from copilot_tui.cli import output
from copilot_tui.cli.table import cell_width
from copilot_tui.domain.environment import without_token

if TYPE_CHECKING:
    from collections.abc import Iterator

_USUAL: Final = "less"
_OPTIONS: Final = {"LESS": "FRX", "LV": "-c"}
"""As Git sets them where the person has not: nothing is paged that fits, and colours are drawn."""


def data(content: str) -> None:
    """Prints to stdout, through the person's pager where somebody reads and it does not fit on the terminal.

    Raises:
        click.ClickException: it could not be written.
    """
    command = _command()
    if not (command and output.to_terminal() and _somebody_types() and _is_long(content)):
        output.data(content)
        return
    import subprocess

    try:
        pager = subprocess.Popen(  # noqa: S603 — the person's own choice of a program
            command, stdin=subprocess.PIPE, env=_environment(), text=True, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:  # there is no such program
        output.data(content)
        return
    with _interrupts_are_the_pagers():
        with suppress(OSError):  # it was left before it had read everything
            pager.communicate(content if content.endswith("\n") else content + "\n")
        pager.wait()


def _command() -> list[str]:
    """The pager's command line; empty where none is wanted."""
    wanted = os.environ.get("PAGER")
    if wanted is None:
        return [_USUAL] if shutil.which(_USUAL) else []
    import shlex

    with suppress(ValueError):  # quotes that do not end
        words = shlex.split(wanted)
        return [] if words == ["cat"] else words
    return []


def _environment() -> dict[str, str]:
    """What the pager is given, with our wishes where the person has none."""
    return _OPTIONS | without_token(os.environ)


def _somebody_types() -> bool:
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty() and os.environ.get("TERM") != "dumb"


def _is_long(content: str) -> bool:
    columns, lines = shutil.get_terminal_size()
    taken = 0
    for text in content.split("\n"):
        taken += max(1, -(-cell_width(_unstyled(text)) // max(1, columns)))
        if taken >= lines:
            return True
    return False


def _unstyled(text: str) -> str:
    if "\x1b" not in text:
        return text
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@contextmanager
def _interrupts_are_the_pagers() -> Iterator[None]:
    """ctrl+c stops a search of the pager's, or moves it; it ends neither."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

"""Aligned columns for a terminal: a cell is as wide as its characters are drawn, not as many as there are."""

from __future__ import annotations

import shutil
import unicodedata
from typing import TYPE_CHECKING, Final

from copilot_tui.cli import output

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from copilot_tui.domain.listing import Summary

_GAP: Final = "  "
_ZERO_WIDTH: Final = {"Mn", "Me", "Cf", "Co"}  # Co: the marks around a search's hits


def terminal_width() -> int | None:
    """The columns of the terminal on stdout; None where it is none, so that nothing is to be cut."""
    return shutil.get_terminal_size().columns if output.to_terminal() else None


def table(rows: Sequence[Sequence[str]], *, right: Collection[int] = (), width: int | None = None) -> str:
    """Rows as aligned lines.

    Args:
        rows: cells of one line each, safe to print; all rows have as many.
        right: the columns that are aligned to the right.
        width: how wide a line may be, in terminal columns; the last column gives way. None for any width.
    """
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_row(row, widths, right, width) for row in rows)


def cell_width(text: str) -> int:
    """How many columns a line of text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def fit(text: str, width: int) -> str:
    """A line of text cut to a width, with "…" at its end where something was cut."""
    if cell_width(text) <= width:
        return text
    kept, room = [], width - 1
    for character in text:
        room -= _character_width(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…" if width > 0 else ""


def mark(summary: Summary) -> str:
    """The sign before a title, as in the screen's list: what asks for attention most."""
    from copilot_tui.domain.state import TurnState

    marks = (
        (summary.state in {TurnState.SENDING, TurnState.QUEUED}, "◐"),
        (summary.state is TurnState.FAILED, "✗"),
        (summary.state is TurnState.INTERRUPTED, "◌"),
        (summary.unread, "◆"),
        (summary.pinned, "★"),
        (summary.has_draft, "✎"),
    )
    return next((sign for holds, sign in marks if holds), " ")


def _row(row: Sequence[str], widths: Sequence[int], right: Collection[int], width: int | None) -> str:
    cells = []
    for at, (cell, column) in enumerate(zip(row[:-1], widths, strict=False)):
        padding = " " * (column - cell_width(cell))
        cells.append(padding + cell if at in right else cell + padding)
    before = "".join(f"{cell}{_GAP}" for cell in cells)
    last = row[-1] if width is None else fit(row[-1], max(8, width - cell_width(before)))
    return (before + last).rstrip()


def _character_width(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1

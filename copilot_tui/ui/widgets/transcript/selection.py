"""Selected text: places in it, and what of it is copied.

Textual keeps where a selection starts and ends as (x, y). Here x is a character of a row's text and y names the row by
its block and its number, not by its line on a page whose heights are still estimates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.geometry import Offset
from textual.selection import Selection

from copilot_tui.ui.widgets.transcript.viewport import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copilot_tui.ui.widgets.transcript.rows import Row
    from copilot_tui.ui.widgets.transcript.viewport import Viewport

_ROWS_OF_A_BLOCK: Final = 1 << 24


def line_of(spot: Spot) -> int:
    """The y that stands for a row."""
    return spot.block * _ROWS_OF_A_BLOCK + spot.row


def spot_of(line: int) -> Spot:
    """The row that a y stands for."""
    return Spot(*divmod(line, _ROWS_OF_A_BLOCK))


def whole_block(index: int) -> Selection:
    """A selection of one block."""
    return Selection(Offset(0, line_of(Spot(index, 0))), Offset(0, line_of(Spot(index + 1, 0))))


def selected_span(selection: Selection, spot: Spot, row: Row) -> tuple[int, int] | None:
    """The characters of a row that are selected; None where none is."""
    span = selection.get_span(line_of(spot))
    if span is None or row.silent:
        return None
    length = len(row.text)
    start, end = max(0, span[0]), length if span[1] == -1 else min(length, span[1])
    return (start, end) if start < end else None


def selected_text(viewport: Viewport, selection: Selection) -> str:
    """The selected text as it reads: no gutter, no padding, lines as they were before they were wrapped or cut."""
    parts: list[str] = []
    for spot, row in _rows(viewport, selection):
        if row.silent:
            continue
        span = selected_span(selection, spot, row)
        text = row.text[slice(*span)] if span else ""
        whole = span is not None and span[1] == len(row.text)
        if whole and row.cut_off:
            text = text[:-1] + row.cut_off
        parts.append(text.rstrip() + "\n" if row.join is None else text + (row.join if whole else ""))
    return "".join(parts).strip("\n")


def _rows(viewport: Viewport, selection: Selection) -> Iterator[tuple[Spot, Row]]:
    first = spot_of(selection.start.y) if selection.start else Spot(viewport.blocks.begin, 0)
    last = spot_of(selection.end.y) if selection.end else Spot(viewport.blocks.end, 0)
    for index in range(max(first.block, viewport.blocks.begin), min(last.block + 1, viewport.blocks.end)):
        layout = viewport.layout(index)
        start = first.row if index == first.block else 0
        end = last.row + 1 if index == last.block else len(layout)
        for at in range(start, min(end, len(layout))):
            yield Spot(index, at), layout.row(at)

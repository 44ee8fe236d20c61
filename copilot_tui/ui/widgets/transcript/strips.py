"""Rows as strips: gutter, bar and text side by side, on the grounds that they have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from copilot_tui.ui.widgets.drawing import ink
from copilot_tui.ui.widgets.transcript.wrap import slice_spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.theme import Palette
    from copilot_tui.ui.widgets.transcript.rows import Row

MEASURE: Final = 100
"""Cells of the text at most: longer lines are hard to read, however wide the screen."""
NARROW: Final = 56
"""Panes of fewer columns have no room for times in the gutter."""
_MARK: Final = "▎"
_BAR: Final = "┃"
_TIME_CELLS: Final = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand across the widget.

    Args:
        width: cells of the widget.
        times: whether the gutter holds times: mark, blank, time, bar, blank; else mark, bar, blank.
    """

    width: int
    times: bool

    @property
    def gutter(self) -> int:
        """Cells before the text."""
        return _TIME_CELLS + 4 if self.times else 3

    @property
    def text_width(self) -> int:
        """Cells of the text."""
        return max(2, min(MEASURE, self.width - self.gutter - 1))

    def lead(self, row: Row, palette: Palette, mark: str | None) -> list[Span]:
        """The gutter of a row.

        Args:
            row: the row.
            palette: the colours.
            mark: colour of the mark of the block that is meant; None for any other.
        """
        bar: Span = (_BAR, ink(row.bar)) if row.bar else (" ", None)
        spans: list[Span] = [(_MARK, ink(mark)) if mark else (" ", None)]
        if self.times:
            spans.append((f" {row.time[:_TIME_CELLS]:<{_TIME_CELLS}}", ink(palette.half)))
        return [*spans, bar, (" ", None)]


Overlay = tuple[int, int, Style]
"""A style over some characters of a row: first, last (exclusive)."""


def draw_strip(
    row: Row, frame: Frame, palette: Palette, *, mark: str | None, overlays: Iterable[Overlay], line: int
) -> Strip:
    """A row as a strip of the widget's width.

    Args:
        row: the row.
        frame: where things stand.
        palette: the colours.
        mark: colour of the mark of the block that is meant; None for any other.
        overlays: hits and selection, later ones over earlier ones.
        line: what names the row in a selection; see `copilot_tui.ui.widgets.transcript.selection`.
    """
    gutter = frame.lead(row, palette, mark)
    pieces = row.pieces
    for start, end, style in overlays:
        pieces = _overlaid(pieces, start, end, style)
    content = Strip(_segments([*row.lead, *pieces])).crop_extend(0, frame.text_width, None)
    if row.ground:
        bare, grounded = content.divide([min(row.inset, frame.text_width), frame.text_width])
        content = Strip.join([bare, grounded.apply_style(Style(bgcolor=row.ground))])
    strip = Strip.join([Strip(_segments(gutter)), content]).crop_extend(0, frame.width, None)
    before = sum(len(text) for text, _ in (*gutter, *row.lead))
    base = Style(color=palette.text, bgcolor=palette.ground)
    return strip.apply_style(base).apply_offsets(-before, line)


def _segments(spans: Iterable[Span]) -> list[Segment]:
    return [Segment(text, style) for text, style in spans if text]


def _overlaid(pieces: list[Span], start: int, end: int, over: Style) -> list[Span]:
    marked: list[Span] = [(text, style + over if style else over) for text, style in slice_spans(pieces, start, end)]
    length = sum(len(text) for text, _ in pieces)
    return [*slice_spans(pieces, 0, start), *marked, *slice_spans(pieces, end, length)]

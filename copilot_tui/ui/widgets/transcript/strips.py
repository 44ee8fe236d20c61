"""Rows as segments: gutter, bar and text side by side, on the grounds that they have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from copilot_tui.ui.widgets.drawing import ink, tone
from copilot_tui.ui.widgets.transcript.wrap import slice_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.theme.palette import Palette
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


class Drawn(NamedTuple):
    """A row, drawn."""

    segments: list[Segment]
    """Just as many cells as the frame has."""
    before: int = 0
    """Characters that stand before the row's text."""


class Painted(Strip):
    """A row as it goes to the screen.

    Textual keeps a strip that need not be cut as its own part: a ring, which only the garbage collector would free.
    """

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The parts between cuts."""
        cuts = list(cuts)
        return [self] if cuts == [self.cell_length] else super().divide(cuts)


def draw_row(row: Row, frame: Frame, palette: Palette, *, mark: str | None, overlays: Iterable[Overlay]) -> Drawn:
    """A row as segments.

    Args:
        row: the row.
        frame: where things stand.
        palette: the colours.
        mark: colour of the mark of the block that is meant; None for any other.
        overlays: hits and selection, later ones over earlier ones.
    """
    gutter = frame.lead(row, palette, mark)
    pieces = row.pieces
    for start, end, style in overlays:
        pieces = _overlaid(pieces, start, end, style)
    base = ink(palette.text, on=palette.ground)
    ground = base + tone(row.ground) if row.ground else base
    # At once and no step in between: a page is forty rows, and each strip more would be felt in it.
    segments = [Segment(text, base + style if style else base) for text, style in gutter]
    segments += _inset([*row.lead, *pieces], frame.text_width, min(row.inset, frame.text_width), (base, ground))
    rest = frame.width - frame.gutter - frame.text_width
    segments.append(Segment(" " * rest, base))
    if rest < 0:
        segments = list(Strip(segments).crop(0, frame.width))
    before = sum(len(text) for text, _ in (*gutter, *row.lead))
    return Drawn([segment for segment in segments if segment.text], before)


def _inset(spans: Iterable[Span], width: int, inset: int, styles: tuple[Style, Style]) -> list[Segment]:
    """Spans in just so many cells: the first ones on the base, those after the inset on the ground."""
    base, ground = styles
    segments: list[Segment] = []
    used = 0
    for span, style in spans:
        cells = min(cell_len(span), width - used)
        text = span if cells == cell_len(span) else set_cell_size(span, cells)
        if used < inset < used + cells:  # indentation around the ground
            segments += _split(text, inset - used, (base + style, ground + style) if style else styles)
        else:
            on = base if used + cells <= inset else ground
            segments.append(Segment(text, on + style if style else on))
        used += cells
    if used < inset:
        segments.append(Segment(" " * (inset - used), base))
    return [*segments, Segment(" " * (width - max(used, inset)), ground)]


def _split(text: str, cells: int, styles: tuple[Style, Style]) -> list[Segment]:
    first, rest = Segment(text).split_cells(cells)
    return [Segment(first.text, styles[0]), Segment(rest.text, styles[1])]


def _overlaid(pieces: list[Span], start: int, end: int, over: Style) -> list[Span]:
    marked: list[Span] = [(text, style + over if style else over) for text, style in slice_spans(pieces, start, end)]
    length = sum(len(text) for text, _ in pieces)
    return [*slice_spans(pieces, 0, start), *marked, *slice_spans(pieces, end, length)]

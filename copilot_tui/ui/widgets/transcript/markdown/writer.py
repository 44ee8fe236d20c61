"""Rows within nested lists and quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from copilot_tui.ui.widgets.transcript.rows import Row, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copilot_tui.ui.highlight import Span

_LEAST_WIDTH: Final = 12
"""Cells left to the text however deep it is nested; what is deeper shows only the last of its marks."""


@dataclass
class Nesting:
    """One level of a list or a quote."""

    mark: Span | None
    """A list item's mark, until its first row is written."""
    rest: Span
    """What stands before every other row."""


class Writer:
    """Collects rows.

    Args:
        width: cells of a row.
    """

    def __init__(self, width: int) -> None:
        self.rows: list[Row] = []
        self._width = width
        self._levels: list[Nesting] = []
        self._gap = False
        self._fresh = True

    @property
    def width(self) -> int:
        """Cells that are left to the text at this depth."""
        taken = sum(cell_len(level.rest[0]) for level in self._levels)
        return max(self._width - taken, min(_LEAST_WIDTH, self._width))

    def enter(self, rest: Span, mark: Span | None = None) -> None:
        """Goes a level deeper."""
        self._write_gap()
        self._fresh = True
        self._levels.append(Nesting(mark, rest))

    def leave(self) -> None:
        """Goes a level up; an item without any text still shows its mark."""
        if self._levels[-1].mark is not None:
            self.add(Row())
        self._levels.pop()
        self._fresh = False

    def gap(self) -> None:
        """An empty row before the next one, unless it is the first of its level."""
        self._gap = not self._fresh

    def paragraph(self, lines: Iterable[Sequence[Span]]) -> None:
        """Text, wrapped."""
        for line in lines:
            for row in wrapped(line, max(2, self.width - self._mark_excess())):
                self.add(row)

    def add(self, row: Row) -> None:
        """One row, with the marks of its levels before it."""
        self._write_gap()
        self._fresh = False
        lead, marks = self._marks()
        outer = self._fitting(lead)
        row.inset += sum(cell_len(text) for text, _ in outer)
        row.lead = outer + row.lead
        if marks:  # a mark belongs to the text: whoever copies a list wants its numbers
            row.pieces = self._fitting(marks) + row.pieces
        self.rows.append(row)

    def _write_gap(self) -> None:
        if self._gap:
            self._gap = False
            self.rows.append(Row(lead=self._fitting([level.rest for level in self._levels if level.mark is None])))

    def _marks(self) -> tuple[list[Span], list[Span]]:
        first = next((at for at, level in enumerate(self._levels) if level.mark is not None), len(self._levels))
        lead = [level.rest for level in self._levels[:first]]
        marks = [level.mark or level.rest for level in self._levels[first:]]
        if marks:
            blank = [span for span in lead if not span[0].strip()]
            if len(blank) == len(lead):  # nested items keep their indentation when copied
                lead, marks = [], [*blank, *marks]
        for level in self._levels[first:]:
            level.mark = None
        return lead, marks

    def _mark_excess(self) -> int:
        """Cells by which marks not yet written are wider than what stands below them; normally none."""
        return sum(max(0, cell_len(level.mark[0]) - cell_len(level.rest[0])) for level in self._levels if level.mark)

    def _fitting(self, spans: list[Span]) -> list[Span]:
        """The last of the spans, as many as leave `_LEAST_WIDTH` cells to the text."""
        room = self._width - min(_LEAST_WIDTH, self._width)
        kept: list[Span] = []
        for span in reversed(spans):
            room -= cell_len(span[0])
            if room < 0:
                break
            kept.insert(0, span)
        return kept

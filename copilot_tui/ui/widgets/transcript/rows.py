"""What a block is drawn as: rows of a width, and what of them is text that can be selected and found."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from copilot_tui.ui.widgets.transcript.wrap import slice_spans, wrap

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.theme.palette import Palette

HitRange = tuple[int, int, int]
"""A part of a row that belongs to a hit: first character, last (exclusive), which hit of the block (0, 1, …)."""


def utc_now() -> datetime:
    """Now, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, eq=False)
class Canvas:
    """What blocks draw on. A layout holds for one canvas; another width, theme or key makes another canvas."""

    width: int
    """Cells of the text, the gutter not counted; at least 2."""
    palette: Palette
    keys: Mapping[str, str]
    """The key of each action, as shown; an action without a key is not offered."""
    times_in_gutter: bool = True
    """Whether times stand in the gutter; else they stand in the line that says who speaks."""
    show_traces: bool = False
    usual_seconds: tuple[float, float] | None = None
    """How long answers usually take, from and to."""
    line_held: bool = False
    """Whether the questions in line stand still until the person lets them go on."""
    wire_full: bool = False
    """Whether as many questions are asked in other conversations as may be asked at once."""
    elsewhere: frozenset[str] = frozenset()
    """Turns that another copy of the program sends: not ours to cancel or to take back."""
    still: bool = False
    """Whether nothing turns, and times that pass are told in whole seconds."""
    clock: Callable[[], datetime] = utc_now
    """UTC; for what changes with time."""


@dataclass(slots=True)
class Row:
    """One row."""

    pieces: list[Span] = field(default_factory=list)
    """The text, which can be selected."""
    lead: list[Span] = field(default_factory=list)
    """What stands before the text and is none: indentation, the bar of a quote, line numbers."""
    join: str | None = None
    """Where the text goes on in the next row: what stood between before it was wrapped. None: the line ends here."""
    cut_off: str = ""
    """The rest of a line that is cut, where the last character of the text is a mark for it; "" where it is whole."""
    ground: str | None = None
    """Colour behind the row, to the end of the measure; None for the pane's own."""
    inset: int = 0
    """Cells before the ground starts: the indentation of lists and quotes around it."""
    bar: str | None = None
    """Colour of a bar in the gutter."""
    time: str = ""
    """What stands in the gutter."""
    silent: bool = False
    """Whether copying passes over the row: it is only there for the eye."""

    @property
    def text(self) -> str:
        """The text alone."""
        return "".join(text for text, _ in self.pieces)


class Layout(Protocol):
    """A block's rows for one canvas."""

    def __len__(self) -> int:
        """How many rows."""
        ...

    def row(self, at: int) -> Row:
        """One of them."""
        ...

    def characters_before(self, at: int) -> int:
        """How much text stands before a row: what to find the same place by in a layout of another width."""
        ...

    def row_with(self, character: int) -> int:
        """The row in which that much text has passed."""
        ...

    def hits(self, pattern: re.Pattern[str]) -> tuple[int, dict[int, list[HitRange]]]:
        """How often a pattern is found, and where in which rows."""
        ...


class Rows:
    """A layout whose rows are all drawn at once."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, at: int) -> Row:
        """One row."""
        return self.rows[at]

    def characters_before(self, at: int) -> int:
        """Characters of text before a row."""
        return self._starts[at]

    def row_with(self, character: int) -> int:
        """The first row that ends after so many characters."""
        return max(0, min(bisect_right(self._starts, character) - 1, len(self.rows) - 1))

    def hits(self, pattern: re.Pattern[str]) -> tuple[int, dict[int, list[HitRange]]]:
        """Hits in the text without the breaks of wrapping."""
        found: dict[int, list[HitRange]] = {}
        number = -1
        for number, match in enumerate(pattern.finditer(self._text)):
            for at in range(self.row_with(match.start()), self.row_with(max(match.start(), match.end() - 1)) + 1):
                start = max(0, match.start() - self._starts[at])
                end = min(len(self.rows[at].text), match.end() - self._starts[at])
                if start < end:
                    found.setdefault(at, []).append((start, end, number))
        return number + 1, found

    @cached_property
    def _text(self) -> str:
        return "".join(f"{row.text}{_end(row)}" for row in self.rows)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(row.text) + len(_end(row)) for row in self.rows)]


def _end(row: Row) -> str:
    return "\n" if row.join is None else row.join


def wrapped(spans: Sequence[Span], width: int) -> Iterator[Row]:
    """One line of styled text as rows."""
    text = "".join(piece for piece, _ in spans)
    breaks = wrap(text, width)
    for number, (start, end) in enumerate(breaks):
        after = breaks[number + 1][0] if number + 1 < len(breaks) else None
        yield Row(slice_spans(spans, start, end), join=None if after is None else text[end:after])

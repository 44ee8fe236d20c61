"""What every block is and can."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from copilot_tui.domain import text as door
from copilot_tui.domain.finding import NOTICE, OUTCOME, QUESTION
from copilot_tui.syntax import TAB
from copilot_tui.ui.widgets.drawing import ink
from copilot_tui.ui.widgets.transcript.copies import Copy
from copilot_tui.ui.widgets.transcript.rows import Row, wrapped
from copilot_tui.ui.words import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.message import Message
    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.transcript.markdown.links import Link
    from copilot_tui.ui.widgets.transcript.rows import Canvas, Layout

LARGE_LINES: Final = 2_000
LARGE_CHARACTERS: Final = 96 * 1024
"""Larger texts are drawn plain, and only the rows in sight of them."""
SLOW_CHARACTERS: Final = 8 * 1024
"""Markdown from here on may take 20 ms and more to draw: lists and tables most."""

_PARTS: Final = {"question": QUESTION, "outcome": OUTCOME, "notice": NOTICE}


def is_large(text: str) -> bool:
    """Whether a text is drawn plain and by slices: beyond this, laying it out whole would be felt."""
    return len(text) > LARGE_CHARACTERS or text.count("\n") > LARGE_LINES


def is_slow(text: str) -> bool:
    """Whether laying a text out would be felt, so that it is better done in a thread before."""
    return len(text) > SLOW_CHARACTERS or is_large(text)


@dataclass(frozen=True, slots=True)
class Part:
    """A message in its place."""

    index: int
    """Its position among its turn's messages."""
    message: Message
    version: int | None = None
    """Of a program: 1, 2, … within its conversation and language."""


@dataclass(frozen=True, slots=True)
class Header:
    """The line that says who speaks."""

    name: str
    """"you" or "copilot"."""
    facts: str
    """What is known about it: the context, the duration; "" for nothing."""
    at: datetime | None


class Block(ABC):
    """One piece of the transcript.

    Args:
        turn: what it belongs to.
        part: which piece of the turn it is: "question", "outcome", "notice" or a message's position; stable while the
            turn grows.
        indices: the positions of the messages that it shows.
    """

    foldable: ClassVar[bool] = False
    """Whether opening shows more of it."""

    def __init__(self, turn: Turn, part: str, indices: Sequence[int] = ()) -> None:
        self.turn = turn
        self.key = (turn.id, part)
        self.indices = tuple(indices)
        self.shown_parts = self.indices or (_PARTS[part],)
        self.opened = False
        self.header: Header | None = None
        self._layout: Layout | None = None
        self._canvas: Canvas | None = None

    @property
    def parts(self) -> Sequence[Part]:
        """The messages that it shows."""
        return ()

    @property
    def actions(self) -> tuple[str, ...]:
        """What can be done with it."""
        return ("copy",)

    @property
    def changes_with_time(self) -> bool:
        """Whether it is drawn anew at every tick."""
        return False

    @property
    def is_slow(self) -> bool:
        """Whether drawing it would be felt."""
        return False

    def is_drawn(self, canvas: Canvas) -> bool:
        """Whether its rows are there for a canvas."""
        return self._layout is not None and self._canvas is canvas

    @abstractmethod
    def draw(self, canvas: Canvas) -> Layout:
        """Draws it, the empty row above it included."""

    @classmethod
    @abstractmethod
    def text_of(cls, turn: Turn, indices: Sequence[int]) -> str:
        """The text of such a block as it came: what is searched and copied. Asked before there is a block."""

    @classmethod
    def rough_height(cls, turn: Turn, indices: Sequence[int], width: int) -> int:
        """About how many rows such a block will be; cheap, since it is asked for every block there could be."""
        return 2 + len(cls.text_of(turn, indices)) // width

    def source(self) -> str:
        """Its text as it came."""
        return self.text_of(self.turn, self.indices)

    def copies(self, _palette: Palette) -> list[Copy]:
        """What of it can be copied by itself, the whole first; may take as long as drawing it."""
        return [Copy("all of it", self.source())]

    def layout(self, canvas: Canvas) -> Layout:
        """Its rows, drawn once for a canvas."""
        if self._layout is None or self._canvas is not canvas or self.changes_with_time:
            self._layout, self._canvas = self.draw(canvas), canvas
        return self._layout

    def forget(self) -> None:
        """Frees what was drawn."""
        self._layout = self._canvas = None

    def links(self, _canvas: Canvas) -> list[Link]:
        """The links in it, in order."""
        return []


def gap() -> Row:
    """The empty row above a block."""
    return Row()


def header_row(header: Header, canvas: Canvas) -> Iterator[Row]:
    """Who speaks, in bold; what is known about it, in half tone; the time in the gutter, where there is one."""
    palette = canvas.palette
    colour = palette.you if header.name == "you" else palette.copilot
    time = clock(header.at) if header.at else ""
    facts = [fact for fact in ("" if canvas.times_in_gutter else time, header.facts) if fact]
    spans: list[Span] = [(header.name, ink(colour, bold=True))]
    spans += [(f" · {fact}", ink(palette.half)) for fact in facts]
    for number, row in enumerate(wrapped(spans, canvas.width)):
        row.time = time if canvas.times_in_gutter and not number else ""
        yield row


def prose_rows(text: str, canvas: Canvas, colour: str | None = None, *, indent: int = 0) -> Iterator[Row]:
    """Foreign text, line by line as it came, so many cells from the left."""
    style = ink(colour) if colour else None
    for line in door.prose(text).split("\n"):
        for row in wrapped([(line.expandtabs(TAB), style)], max(2, canvas.width - indent)):
            row.lead = [(" " * indent, None)] if indent else []
            yield row


def context_label(turn: Turn) -> str:
    """A turn's cloud context in words: "acme · project1/dev · update 4"."""
    page = turn.context.page
    other = page.org if page.org != turn.context.org else ""
    return door.line(" · ".join(part for part in (turn.context.org, other, page.label) if part))


def half(palette: Palette, text: str) -> Span:
    """A span in half tone."""
    return text, ink(palette.half)

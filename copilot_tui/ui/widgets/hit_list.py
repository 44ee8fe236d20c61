"""What a search found, by conversation; rows are drawn as they scroll into view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from copilot_tui.domain.listing import HIT_END, HIT_START
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import beside, ink, strip
from copilot_tui.ui.widgets.tall_view import TallView
from copilot_tui.ui.words import age, count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from textual import events

    from copilot_tui.domain.listing import SearchHit
    from copilot_tui.ui.theme.palette import Palette

_KINDS: Final = {"response": "answer", "improvedProgram": "program"}
_KIND_WIDTH: Final = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """A conversation's title above its hits."""

    hit: SearchHit


@dataclass(frozen=True, slots=True)
class Rest:
    """How many further hits of a conversation are not shown."""

    count: int


Row = int | Heading | Rest | None
"""A hit by its number, or what stands around hits; None for an empty line."""


class HitList(TallView):
    """Shows hits in the order given, one of which is meant.

    Args:
        now: gives the time that ages are counted from.
    """

    DEFAULT_CSS = """
    HitList { background: $panel; height: 1fr; }
    """

    class EndNear(Message):
        """The last of the hits came into sight."""

    class Chosen(Message):
        """The hit that is meant was chosen with the mouse."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._hits: list[SearchHit] = []
        self._rows: list[Row] = []
        self._row_of: list[int] = []
        self._empty = ""
        self._told = 0
        self.at = 0
        """The number of the hit that is meant."""

    @property
    def meant(self) -> SearchHit | None:
        """The hit that is meant."""
        return self._hits[self.at] if self.at < len(self._hits) else None

    def show(self, hits: Sequence[SearchHit], *, empty: str = "") -> None:
        """Shows other hits, the first one meant."""
        self._empty, self.at, self._told = empty, 0, 0
        self._arrange(list(hits))
        self.scroll_to(y=0, animate=False)

    def extend(self, hits: Sequence[SearchHit]) -> None:
        """Adds further hits at the end."""
        self._arrange([*self._hits, *hits])

    def __len__(self) -> int:
        return len(self._hits)

    @property
    def conversations(self) -> int:
        """In how many conversations the hits are, neighbours counted once."""
        return sum(isinstance(row, Heading) or _is_title(self._hits, row) for row in self._rows)

    def move(self, hits: int) -> None:
        """Means another hit."""
        if self._hits:
            self.at = max(0, min(len(self._hits) - 1, self.at + hits))
            row = self._row_of[self.at]
            above = row - 1 if row and isinstance(self._rows[row - 1], Heading) else row
            self.scroll_to_region(Region(0, above, 1, row - above + 1), animate=False, force=True)
            self.refresh()

    def move_page(self, pages: int) -> None:
        """Means a hit a page further."""
        if self._hits:
            target = self._row_of[self.at] + pages * max(1, self.size.height - 2)
            near = min(range(len(self._row_of)), key=lambda number: abs(self._row_of[number] - target))
            self.move((near - self.at) or pages)

    # drawing

    def on_click(self, event: events.Click) -> None:
        """Chooses the hit that was clicked; a title stands for the first hit below it."""
        content = event.get_content_offset(self)
        at = content.y + self.scroll_offset.y if content is not None else -1
        if 0 <= at < len(self._rows):
            row = self._rows[at]
            number = self._rows[at + 1] if isinstance(row, Heading) else row
            if isinstance(number, int):
                self.at = number
                self.refresh()
                self.post_message(self.Chosen())

    def render_line(self, y: int) -> Strip:
        """Draws one row."""
        colours, ground, width = self.colours, self.ground, self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if not self._hits:
            return strip(self, Text(self._empty if y == 0 else "", ink(colours.half)), self.size.width, ground)
        if at >= len(self._rows):
            return Strip.blank(self.size.width, ground)
        if at >= len(self._rows) - 2 and self._told != len(self._hits):
            self._told = len(self._hits)
            self.post_message(self.EndNear())
        row = self._rows[at]
        on = ground + ink(colours.text, on=colours.selected) if row == self.at and isinstance(row, int) else ground
        return strip(self, self._draw(row, width, colours), width, on)

    def _draw(self, row: Row, width: int, colours: Palette) -> Text:
        if isinstance(row, Heading):
            return self._title(row.hit, Text(line(row.hit.title, 200) or "Untitled"), width, colours)
        if isinstance(row, Rest):
            return Text(f"{'':{_KIND_WIDTH + 2}}{count(row.count, 'more hit')} here", ink(colours.half))
        if row is None:
            return Text()
        hit = self._hits[row]
        if _is_title(self._hits, row):
            return self._title(hit, marked(hit.snippet or hit.title, colours, colours.text), width, colours)
        kind = Text(
            f"  {_KINDS.get(hit.kind, line(hit.kind, 12)):<{_KIND_WIDTH}}"[: _KIND_WIDTH + 2], ink(colours.half)
        )
        text = kind.append_text(marked(hit.snippet, colours, colours.text))
        text.truncate(width, overflow="ellipsis")
        return text

    def _title(self, hit: SearchHit, title: Text, width: int, colours: Palette) -> Text:
        title.stylize_before(ink(colours.text, bold=True))
        return beside(title, Text(f"{age(hit.updated_at, self._now()):>4}", ink(colours.half)), width)

    def _arrange(self, hits: list[SearchHit]) -> None:
        self._hits = hits
        self._rows = list(_rows(hits))
        self._row_of = [at for at, row in enumerate(self._rows) if isinstance(row, int)]
        self.set_height(len(self._rows))


def marked(snippet: str, colours: Palette, colour: str) -> Text:
    """A snippet in a colour, its hits in the accent; underlined, too, where the row that is meant has no colours."""
    text = Text()
    for part in snippet.split(HIT_START):
        hit, end, rest = part.rpartition(HIT_END)
        text.append(line(hit) if end else "", ink(colours.accent, bold=True, underline=not colours.mixes))
        text.append(line(f"·{rest}·")[1:-1], ink(colour))  # the dots keep the spaces beside a hit
    return text


def hit_words(snippet: str) -> list[str]:
    """What is marked in a snippet, each spelling once."""
    hits = (part.rpartition(HIT_END)[0] for part in snippet.split(HIT_START))
    return [hit for hit in dict.fromkeys(hits) if hit.strip()]


def _is_title(hits: Sequence[SearchHit], row: Row) -> bool:
    """Whether a row is a hit in a title, or a whole conversation: it needs no heading."""
    return isinstance(row, int) and not hits[row].turn_id


def _rows(hits: Sequence[SearchHit]) -> Iterator[Row]:
    before, rest = None, 0
    for number, hit in enumerate(hits):
        if hit.conversation_id != before:
            if rest:
                yield Rest(rest)
            if before is not None and hit.kind:
                yield None
            before, rest = hit.conversation_id, hit.others
            if hit.turn_id:
                yield Heading(hit)
        yield number
    if rest:
        yield Rest(rest)

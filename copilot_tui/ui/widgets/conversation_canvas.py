"""The conversations as they are drawn: rows of a list of any length, read and drawn as they scroll into view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from copilot_tui.ui.widgets.conversation_row import RowLook, conversation_row, mark_of
from copilot_tui.ui.widgets.drawing import cut, ink, strip
from copilot_tui.ui.widgets.ground import alike_from
from copilot_tui.ui.widgets.held_pages import PAGE, HeldPages
from copilot_tui.ui.widgets.lines import heading
from copilot_tui.ui.widgets.list_layout import ListLayout
from copilot_tui.ui.widgets.marked_rows import MarkedRows
from copilot_tui.ui.widgets.tall_view import TallView
from copilot_tui.ui.words import age

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.timer import Timer

    from copilot_tui.domain.listing import Summary

_NOTHING: Final = "No conversations yet.\nWhat you ask stays here.\n\ni imports from files"
_OPENING: Final = "Opening the history…"
_LONG_SECONDS: Final = 0.7
"""To look through a large history, or to read what is left of a damaged one, takes longer: then that is said."""


class ConversationCanvas(TallView):
    """Draws the list; what can be done with it is `copilot_tui.ui.widgets.conversation_list.ConversationList`."""

    DEFAULT_CSS = """
    ConversationCanvas { background: $panel; width: 30; padding: 1 0 0 2; }
    """

    @dataclass
    class PagesWanted(Message):
        """Rows came into sight, or near, that are not there."""

        pages: tuple[int, ...]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._layout = ListLayout()
        self._held = HeldPages()
        self._empty = ""  # before the history is there, nobody knows
        self._awaited: Timer | None = None
        self._at = 0
        self._open: str | None = None
        self._asking: frozenset[str] = frozenset()
        self._marked = MarkedRows()

    # what is shown

    def show(
        self, layout: ListLayout, pages: Mapping[int, Sequence[Summary]], *, at: int | None = None, empty: str = ""
    ) -> None:
        """Shows a list, or the same one as it is now.

        Args:
            layout: how long it is.
            pages: what was read of it; the rest is asked for when it comes into sight.
            at: the position of the cursor; None leaves it where it is.
            empty: what to say where there is nothing.
        """
        if self._awaited is not None:
            self._awaited.stop()
        self._layout, self._held = layout, HeldPages(pages, layout.total)
        self._empty = empty or _NOTHING
        self.set_height(layout.height)
        self._at = max(0, min(self._at if at is None else at, layout.total - 1))
        self._marked.renew(self._held.rows)
        self.refresh()

    def fill(self, page: int, rows: Sequence[Summary]) -> None:
        """Takes a page that was asked for."""
        self._held.take(page, rows)
        if page in self.pages_in_sight:  # what is read ahead changes nothing
            self.refresh()

    def mark(self, *, open_id: str | None, asking: frozenset[str]) -> None:
        """Marks the open conversation and those with a question on the wire."""
        if open_id != self._open and open_id is not None:
            position = self._held.position(open_id)
            self._at = self._at if position is None else position
        self._open, self._asking = open_id, asking
        self.refresh()

    def go_to(self, position: int) -> None:
        """Puts the cursor on a row."""
        if self._layout.total:
            self._at = max(0, min(position, self._layout.total - 1))
            row = self._layout.row_of(self._at)
            above = 1 if isinstance(self._layout.at(row - 1), str) and row else 0  # its heading with it
            self.scroll_to_region(Region(0, row - above, 1, 1 + above), animate=False, force=True)
            self.refresh()

    @property
    def loaded(self) -> int:
        """How many conversations are held."""
        return len(self._held)

    @property
    def summaries(self) -> Sequence[Summary]:
        """What is held, in order."""
        return self._held.rows

    @property
    def total(self) -> int:
        """How long the list is."""
        return self._layout.total

    @property
    def first(self) -> Summary | None:
        """The first row; None where there is none."""
        return self._held.at(0)

    @property
    def current(self) -> Summary | None:
        """The row that the cursor is on; None where there is none, or while it is read."""
        return self._held.at(self._at)

    @property
    def at(self) -> int:
        """The cursor's position."""
        return self._at

    @property
    def pages_in_sight(self) -> tuple[int, ...]:
        """The pages of the rows in sight and of the cursor; the first one before anything is shown."""
        top = self.scroll_offset.y
        rows = range(top, min(top + max(1, self.size.height), self._layout.height))
        positions = [at for row in (rows[:2], rows[-2:]) for one in row if isinstance(at := self._layout.at(one), int)]
        return tuple(sorted({at // PAGE for at in (*positions, self._at)}))

    # drawing

    def on_mount(self) -> None:
        """Ages go on by themselves once a minute; a history that is long in coming is said to be awaited."""
        self._awaited = self.set_timer(_LONG_SECONDS, self._say_that_it_is_opened)
        self._aged_at = datetime.now(UTC)
        self.set_interval(60, self._grow_older)

    def _say_that_it_is_opened(self) -> None:
        self._empty = _OPENING
        self.refresh()

    def _grow_older(self) -> None:
        """Draws the rows anew whose age is told in other words than a minute ago."""
        before, self._aged_at = self._aged_at, datetime.now(UTC)
        for y in range(self.size.height):
            row = y + self.scroll_offset.y
            at = self._layout.at(row) if row < self._layout.height else ""
            summary = self._held.at(at) if isinstance(at, int) else None
            moment = summary and summary.moment
            if moment and age(moment, before) != age(moment, self._aged_at):
                self.refresh(Region(0, y, self.size.width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws the rows in sight; what is below the last one looks all alike."""
        rows = self._layout.height or len(self._empty.split("\n"))
        return alike_from(super().render_lines, crop, self.gutter.top + rows - self.scroll_offset.y)

    def render_line(self, y: int) -> Strip:
        """Draws one row."""
        colours, ground, width = self.colours, self.ground, self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        if not self._layout.total:
            words = self._empty.split("\n")
            text = Text(cut(words[y] if y < len(words) else "", width), ink(colours.half))
            return strip(self, text, self.size.width, ground)
        if row >= self._layout.height:
            return Strip.blank(self.size.width, ground)
        at = self._layout.at(row)
        if isinstance(at, str):
            return strip(self, heading(at, colours), self.size.width, ground)
        if missing := self._held.to_ask(at):
            self.post_message(self.PagesWanted(missing))
        summary = self._held.at(at)
        under_cursor = self.has_focus and at == self._at
        meant = under_cursor or (summary is not None and summary.id == self._open)
        on = ground + ink(colours.text, on=colours.selected) if meant else ground
        if summary is None:  # being read
            return strip(self, Text("  …", ink(colours.faint)), width, on)
        return conversation_row(summary, width, on, self._look(summary, bold=under_cursor or summary.unread))

    def _look(self, row: Summary, *, bold: bool) -> RowLook:
        mark = mark_of(
            row,
            self.colours,
            chosen=row.id in self._marked,
            opened=row.id == self._open,
            asking=row.id in self._asking,
        )
        return RowLook(self.colours, datetime.now(UTC), mark, bold)

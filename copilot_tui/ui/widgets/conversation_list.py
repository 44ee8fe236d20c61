"""The list of conversations: pinned first, then by day; rows are read and drawn as they scroll into view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from copilot_tui.ui.theme.palette import DARK
from copilot_tui.ui.widgets.conversation_row import RowLook, conversation_row, mark_of
from copilot_tui.ui.widgets.drawing import cut, ink, palette, strip
from copilot_tui.ui.widgets.lines import heading
from copilot_tui.ui.widgets.list_layout import ListLayout
from copilot_tui.ui.widgets.tall_view import TallView
from copilot_tui.ui.words import age

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from copilot_tui.domain.listing import Summary

PAGE: Final = 100
"""Conversations that are read at once: page 0 is the first hundred of the list, and so on."""
_NOTHING: Final = "No conversations yet.\nWhat you ask stays here.\n\ni imports from files"


class ConversationList(TallView, can_focus=True):
    """Shows a list of any length, of which only pages near the rows in sight are held."""

    DEFAULT_CSS = """
    ConversationList { background: $panel; width: 30; padding: 1 0 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", id="list.open"),
        Binding("slash", "filter", "filter", id="list.filter", key_display="/"),
        Binding("s", "want('scope')", "scope", id="list.scope"),
        Binding("x", "choose", "mark", id="list.mark"),
        Binding("d", "act('delete')", "delete", id="list.delete"),
        Binding("u", "undo", "undo", id="list.undo"),
        Binding("r", "act('rename')", "rename", id="list.rename"),
        Binding("p", "act('pin')", "pin", id="list.pin"),
        Binding("a", "act('archive')", "archive", id="list.archive"),
        Binding("e", "act('export')", "export", id="list.export"),
        Binding("v", "want('view')", "archive, bin", id="list.view"),
        Binding("i", "want('import')", "import", id="list.import"),
        Binding("escape", "clear", "clear marks, filter", show=False, id="list.clear"),
        Binding("j,down", "move(1)", "down", show=False, id="list.down"),
        Binding("k,up", "move(-1)", "up", show=False, id="list.up"),
        Binding("g,home", "move(-1000000000)", "first", show=False, id="list.first"),
        Binding("G,end", "move(1000000000)", "last", show=False, id="list.last"),
        Binding("pagedown", "page(1)", "page down", show=False, id="list.page_down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="list.page_up"),
    ]

    @dataclass
    class Opened(Message):
        """A conversation was chosen."""

        conversation_id: str

    @dataclass
    class Acted(Message):
        """Something is to be done with conversations."""

        action: str
        """"rename", "pin", "archive", "delete", "export" or "undo"."""
        summaries: tuple[Summary, ...]
        """Those that are marked, else the one that the cursor is on; none where there is none."""

    @dataclass
    class Wanted(Message):
        """Something about the list as a whole is wanted."""

        what: str
        """"filter", "scope", "view", "import" or "everything": no filter any more."""

    @dataclass
    class PagesWanted(Message):
        """Rows came into sight, or near, that are not there."""

        pages: tuple[int, ...]

    class ChoiceChanged(Message):
        """Other conversations are marked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._layout = ListLayout()
        self._pages: dict[int, Sequence[Summary]] = {}
        self._asked: set[int] = set()
        self._empty = _NOTHING
        self._at = 0
        self._open: str | None = None
        self._asking: frozenset[str] = frozenset()
        self._chosen: dict[str, Summary] = {}
        self._colours = DARK
        self._ground = Style()

    # what is shown

    def show(
        self, layout: ListLayout, pages: Mapping[int, Sequence[Summary]], *, at: int | None = None, empty: str = ""
    ) -> None:
        """Shows a list, or the same one as it is now.

        Args:
            layout: how long it is.
            pages: what was read of it, by `PAGE`; the rest is asked for when it comes into sight.
            at: the position of the cursor; None leaves it where it is.
            empty: what to say where there is nothing.
        """
        self._layout, self._pages, self._asked = layout, dict(pages), set()
        self._empty = empty or _NOTHING
        self.set_height(layout.height)
        self._at = max(0, min(self._at if at is None else at, layout.total - 1))
        for summary in self.summaries:
            if summary.id in self._chosen:
                self._chosen[summary.id] = summary
        self.refresh()

    def fill(self, page: int, rows: Sequence[Summary]) -> None:
        """Takes a page that was asked for."""
        self._pages[page] = rows
        self._asked.discard(page)
        if page in self.pages_in_sight:  # what is read ahead changes nothing
            self.refresh()

    def mark(self, *, open_id: str | None, asking: frozenset[str]) -> None:
        """Marks the open conversation and those with a question on the wire."""
        if open_id != self._open and open_id is not None:
            position = next((at for at, row in self._held() if row.id == open_id), None)
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
        return sum(map(len, self._pages.values()))

    @property
    def summaries(self) -> Sequence[Summary]:
        """What is held, in order."""
        return [row for _, row in self._held()]

    @property
    def total(self) -> int:
        """How long the list is."""
        return self._layout.total

    @property
    def first(self) -> Summary | None:
        """The first row; None where there is none."""
        return self._summary(0)

    @property
    def current(self) -> Summary | None:
        """The row that the cursor is on; None where there is none, or while it is read."""
        return self._summary(self._at)

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

    # marking several

    @property
    def chosen(self) -> tuple[Summary, ...]:
        """The conversations that are marked."""
        return tuple(self._chosen.values())

    def action_choose(self) -> None:
        """Marks the one that the cursor is on, or no longer; goes on to the next."""
        if summary := self.current:
            if self._chosen.pop(summary.id, None) is None:
                self._chosen[summary.id] = summary
            self.go_to(self._at + 1)
            self.post_message(self.ChoiceChanged())

    def clear(self) -> None:
        """Marks none."""
        if self._chosen:
            self._chosen.clear()
            self.refresh()
            self.post_message(self.ChoiceChanged())

    def action_clear(self) -> None:
        """Marks none; where none is marked, nothing is filtered any more."""
        if self._chosen:
            self.clear()
        else:
            self.post_message(self.Wanted("everything"))

    # acting

    def action_move(self, rows: int) -> None:
        """Moves the cursor by conversations."""
        self.go_to(self._at + rows)

    def action_page(self, pages: int) -> None:
        """Moves the cursor by a page."""
        self.action_move(pages * max(1, self.size.height - 3))

    def action_open(self) -> None:
        """Opens what the cursor is on."""
        if summary := self.current:
            self.post_message(self.Opened(summary.id))

    def action_act(self, action: str) -> None:
        """Passes an action on what is marked, else on what the cursor is on; one that takes only one, on that."""
        current = (self.current,) if self.current else ()
        if meant := current if action == "rename" else self.chosen or current:
            self.post_message(self.Acted(action, meant))

    def action_undo(self) -> None:
        """Wants the last change taken back; in the bin, what is meant out of it."""
        current = (self.current,) if self.current else ()
        self.post_message(self.Acted("undo", self.chosen or current))

    def action_filter(self) -> None:
        """Wants the filter line."""
        self.post_message(self.Wanted("filter"))

    def action_want(self, what: str) -> None:
        """Wants something about the list as a whole."""
        self.post_message(self.Wanted(what))

    def on_click(self, event: events.Click) -> None:
        """Opens the row that was clicked."""
        content = event.get_content_offset(self)
        row = content.y + self.scroll_offset.y if content is not None else -1
        at = self._layout.at(row) if 0 <= row < self._layout.height else ""
        if isinstance(at, int):
            self.go_to(at)
            self.action_open()

    # drawing

    def on_mount(self) -> None:
        """Follows the theme; ages go on by themselves once a minute."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.refresh())
        self._aged_at = datetime.now(UTC)
        self.set_interval(60, self._grow_older)

    def _grow_older(self) -> None:
        """Draws the rows anew whose age is told in other words than a minute ago."""
        before, self._aged_at = self._aged_at, datetime.now(UTC)
        for y in range(self.size.height):
            row = y + self.scroll_offset.y
            at = self._layout.at(row) if row < self._layout.height else ""
            summary = self._summary(at) if isinstance(at, int) else None
            moment = summary and (summary.deleted_at or summary.updated_at)
            if moment and age(moment, before) != age(moment, self._aged_at):
                self.refresh(Region(0, y, self.size.width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws rows; what is the same for all of them is looked up once."""
        self._colours, self._ground = palette(self), self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draws one row."""
        colours, ground, width = self._colours, self._ground, self.scrollable_content_region.width
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
        self._look_ahead(at)
        summary = self._summary(at)
        under_cursor = self.has_focus and at == self._at
        meant = under_cursor or (summary is not None and summary.id == self._open)
        on = ground + ink(colours.text, on=colours.selected) if meant else ground
        if summary is None:  # being read
            return strip(self, Text("  …", ink(colours.faint)), width, on)
        return conversation_row(summary, width, on, self._look(summary, bold=under_cursor or summary.unread))

    def _look(self, row: Summary, *, bold: bool) -> RowLook:
        mark = mark_of(
            row,
            self._colours,
            chosen=row.id in self._chosen,
            opened=row.id == self._open,
            asking=row.id in self._asking,
        )
        return RowLook(self._colours, datetime.now(UTC), mark, bold)

    def _look_ahead(self, at: int) -> None:
        """Asks for the page of a row, and for the one that comes next in either direction."""
        pages = {max(0, at - PAGE // 2) // PAGE, at // PAGE, min(at + PAGE // 2, self._layout.total - 1) // PAGE}
        if missing := tuple(sorted(pages - self._pages.keys() - self._asked)):
            self._asked.update(missing)
            self.post_message(self.PagesWanted(missing))

    def _summary(self, at: int) -> Summary | None:
        rows = self._pages.get(at // PAGE, ())
        return rows[at % PAGE] if at >= 0 and at % PAGE < len(rows) else None

    def _held(self) -> list[tuple[int, Summary]]:
        return [(page * PAGE + at, row) for page, rows in sorted(self._pages.items()) for at, row in enumerate(rows)]

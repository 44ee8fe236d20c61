"""The list of conversations: pinned first, then by day; rows are drawn as they scroll into view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from copilot_tui.domain.language import badge
from copilot_tui.domain.listing import Cursor
from copilot_tui.domain.state import TurnState
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import beside, cut, ink, palette, strip
from copilot_tui.ui.widgets.lines import heading
from copilot_tui.ui.words import age, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from copilot_tui.domain.listing import Summary
    from copilot_tui.ui.theme import Palette

_MORE = 40  # rows before the end at which the next page is asked for


class ConversationList(ScrollView, can_focus=True):
    """Shows summaries; knows the open one, those asking, and where its own cursor is."""

    DEFAULT_CSS = """
    ConversationList { background: $panel; width: 30; padding: 1 1 0 2; scrollbar-size-vertical: 1; }
    ConversationList { overflow-x: hidden; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", id="list.open"),
        Binding("slash", "filter", "filter", id="list.filter", key_display="/"),
        Binding("r", "act('rename')", "rename", id="list.rename"),
        Binding("p", "act('pin')", "pin", id="list.pin"),
        Binding("a", "act('archive')", "archive", id="list.archive"),
        Binding("d", "act('delete')", "delete", id="list.delete"),
        Binding("u", "undo", "undo", id="list.undo"),
        Binding("e", "act('export')", "export", id="list.export"),
        Binding("j,down", "move(1)", "down", show=False, id="list.down"),
        Binding("k,up", "move(-1)", "up", show=False, id="list.up"),
        Binding("g,home", "move(-1000000)", "first", show=False, id="list.first"),
        Binding("G,end", "move(1000000)", "last", show=False, id="list.last"),
        Binding("pagedown", "page(1)", "page down", show=False, id="list.page_down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="list.page_up"),
    ]

    @dataclass
    class Opened(Message):
        """A conversation was chosen."""

        conversation_id: str

    @dataclass
    class Acted(Message):
        """Something is to be done with a conversation."""

        action: str
        """"rename", "pin", "archive", "delete" or "export"."""
        summary: Summary

    class UndoWanted(Message):
        """The last deletion is to be taken back."""

    class FilterWanted(Message):
        """The filter line is wanted."""

    @dataclass
    class MoreWanted(Message):
        """The end of what is loaded came near."""

        after: Cursor

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 — Textual's name
        super().__init__(id=id)
        self._summaries: list[Summary] = []
        self._rows: list[Summary | str] = []  # summaries, headings, and "" for a blank line
        self._at: dict[str, int] = {}  # conversation → its row
        self._complete = True
        self._waiting = False
        self._cursor: str | None = None
        self._open: str | None = None
        self._asking: frozenset[str] = frozenset()
        self._empty = "No conversations yet.\nAsk something, and it is\nkept here."

    # data

    def show(self, summaries: Sequence[Summary], *, complete: bool, empty: str | None = None) -> None:
        """Shows these rows from the top; `complete` tells that there are no more."""
        self._summaries = list(summaries)
        self._complete = complete
        if empty is not None:
            self._empty = empty
        self._waiting = False
        self._arrange()

    def extend(self, summaries: Sequence[Summary], *, complete: bool) -> None:
        """Adds the next page."""
        known = set(self._at)
        self._summaries += [summary for summary in summaries if summary.id not in known]
        self._complete = complete
        self._waiting = False
        self._arrange()

    @property
    def loaded(self) -> int:
        """How many conversations are loaded."""
        return len(self._summaries)

    @property
    def summaries(self) -> Sequence[Summary]:
        """What is loaded, in order."""
        return self._summaries

    @property
    def first(self) -> Summary | None:
        """The first row; None where there is none."""
        return self._summaries[0] if self._summaries else None

    def mark(self, *, open_id: str | None, asking: frozenset[str]) -> None:
        """Marks the open conversation and those with a question on the wire."""
        if open_id != self._open and open_id is not None:
            self._cursor = open_id
        self._open, self._asking = open_id, asking
        self.refresh()

    @property
    def current(self) -> Summary | None:
        """The row that the cursor is on."""
        row = self._rows[at] if (at := self._at.get(self._cursor or "")) is not None else None
        return row if row is not None and not isinstance(row, str) else None

    # moving

    def action_move(self, rows: int) -> None:
        """Moves the cursor by conversations."""
        if not self._summaries:
            return
        ids = [summary.id for summary in self._summaries]
        at = ids.index(self._cursor) if self._cursor in self._at else -1
        self._put_cursor(ids[max(0, min(len(ids) - 1, at + rows))])

    def action_page(self, pages: int) -> None:
        """Moves the cursor by a page."""
        self.action_move(pages * max(1, self.size.height - 3))

    def action_open(self) -> None:
        """Opens what the cursor is on."""
        if summary := self.current:
            self.post_message(self.Opened(summary.id))

    def action_act(self, action: str) -> None:
        """Passes an action on what the cursor is on."""
        if summary := self.current:
            self.post_message(self.Acted(action, summary))

    def action_undo(self) -> None:
        """Wants the last deletion taken back."""
        self.post_message(self.UndoWanted())

    def action_filter(self) -> None:
        """Wants the filter line."""
        self.post_message(self.FilterWanted())

    def on_click(self, event: events.Click) -> None:
        """Opens the row that was clicked."""
        content = event.get_content_offset(self)
        at = content.y + self.scroll_offset.y if content is not None else -1
        row = self._rows[at] if 0 <= at < len(self._rows) else None
        if row is not None and not isinstance(row, str):
            self._put_cursor(row.id)
            self.post_message(self.Opened(row.id))

    def on_focus(self) -> None:
        """Starts from the open conversation, or the first."""
        if self._cursor not in self._at and self._summaries:
            self._cursor = self._open if self._open in self._at else self._summaries[0].id
        self.refresh()

    # drawing

    def on_mount(self) -> None:
        """Follows the theme; ages go on by themselves once a minute."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.refresh())
        self.set_interval(60, self.refresh)

    def render_line(self, y: int) -> Strip:
        """Draws one row."""
        colours = palette(self)
        ground = self.rich_style
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if not self._rows:
            words = self._empty.split("\n")
            text = words[y] if y < len(words) else ""
            return strip(self, Text(cut(text, width), ink(colours.half)), self.size.width, ground)
        if at >= len(self._rows):
            return Strip.blank(self.size.width, ground)
        row = self._rows[at]
        if isinstance(row, str):
            return strip(self, heading(row, colours), self.size.width, ground)
        if not self._complete and not self._waiting and at > len(self._rows) - _MORE:
            self._want_more()
        meant = row.id == self._open or (self.has_focus and row.id == self._cursor)
        on = ground + ink(colours.text, on=colours.selected) if meant else ground
        return strip(self, self._draw(row, width, colours), width, on)

    def _draw(self, row: Summary, width: int, colours: Palette) -> Text:
        mark, colour = self._mark(row, colours)
        under_cursor = self.has_focus and row.id == self._cursor
        title = Text.assemble(
            (mark, ink(colour)),
            " ",
            (line(row.title, 200) or "Untitled", ink(colours.text, bold=row.unread or under_cursor)),
        )
        when = age(row.updated_at, datetime.now(UTC))
        language = badge(row.language)
        right = Text(f"{language} {when:>4}" if language else f"{when:>4}", ink(colours.half))
        return beside(title, right, width)

    def _mark(self, row: Summary, colours: Palette) -> tuple[str, str]:
        """The mark before a title: what asks for attention most."""
        marks = (
            (row.id in self._asking or row.state is TurnState.SENDING, "◐", colours.accent),
            (row.state is TurnState.FAILED, "✗", colours.error),
            (row.state is TurnState.INTERRUPTED, "◌", colours.error),
            (row.id == self._open, "●", colours.you),
            (row.unread, "◆", colours.accent),
            (row.pinned, "★", colours.accent),
            (row.has_draft, "✎", colours.half),
        )
        return next(((mark, colour) for holds, mark, colour in marks if holds), (" ", colours.text))

    def _want_more(self) -> None:
        self._waiting = True
        last = self._summaries[-1]
        self.post_message(self.MoreWanted(Cursor(last.pinned, last.updated_at, last.id)))

    def _arrange(self) -> None:
        now = datetime.now(UTC)
        rows: list[Summary | str] = []
        group = None
        for summary in self._summaries:
            name = "Pinned" if summary.pinned else day(summary.updated_at, now)
            if name != group:
                rows += ["", name] if rows else [name]
                group = name
            rows.append(summary)
        self._rows = rows
        self._at = {row.id: at for at, row in enumerate(rows) if not isinstance(row, str)}
        self.virtual_size = Size(self.scrollable_content_region.width, len(rows))
        self.refresh()

    def _put_cursor(self, conversation_id: str) -> None:
        self._cursor = conversation_id
        at = self._at[conversation_id]
        above = 1 if at and isinstance(self._rows[at - 1], str) else 0  # its heading with it
        self.scroll_to_region(Region(0, at - above, 1, 1 + above), animate=False, force=True)
        self.refresh()

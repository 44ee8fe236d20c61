"""The list of conversations: pinned first, then by day; gone through, marked, and acted on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var

from copilot_tui.ui.widgets.conversation_canvas import ConversationCanvas
from copilot_tui.ui.widgets.moving_keys import cursor_keys
from copilot_tui.ui.widgets.typed_order import KeysInOrder, tell_of_key

if TYPE_CHECKING:
    from textual import events

    from copilot_tui.domain.listing import Summary


_NOT_IN_THE_BIN: Final = {"enter": "open", "d": "delete", "r": "rename", "p": "pin", "a": "archive", "e": "export"}


class ConversationList(ConversationCanvas, KeysInOrder, can_focus=True):
    """The list with its keys: one row is meant, or several that are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", id="list.open"),
        Binding("slash", "screen.filter", "filter", id="list.filter", key_display="/"),
        Binding("s", "want('scope')", "scope", id="list.scope"),
        Binding("x", "choose", "mark", id="list.mark"),
        Binding("d", "act('delete')", "delete", id="list.delete"),
        Binding("u", "undo", "undo", id="list.undo"),
        Binding("u", "restore", "take out of the bin", id="list.undo"),
        Binding("r", "act('rename')", "rename", id="list.rename"),
        Binding("p", "act('pin')", "pin", id="list.pin"),
        Binding("a", "act('archive')", "archive", id="list.archive"),
        Binding("a", "unarchive", "back to the list", id="list.archive"),
        Binding("e", "act('export')", "export", id="list.export"),
        Binding("v", "want('view')", "archive, bin", id="list.view"),
        Binding("v", "leave_bin", "back to the list", id="list.view"),
        Binding("i", "want('import')", "import", id="list.import"),
        # In the bin these say why they do nothing; only what does something there is in the key bar.
        *(Binding(key, "explain_bin", show=False, id=f"list.{name}") for key, name in _NOT_IN_THE_BIN.items()),
        Binding("escape", "clear", "clear marks, filter", show=False, id="list.clear"),
        *cursor_keys("list"),
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
        """"scope", "view", "import" or "everything": no filter any more."""

    class ChoiceChanged(Message):
        """Other conversations are marked."""

    view: var[str] = var("")
    """"archive", "bin", or "" for the list itself."""

    def watch_view(self) -> None:
        """Offers other keys."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What a key does in the archive and in the bin is said in words of its own."""
        in_bin, in_archive = self.view == "bin", self.view == "archive"
        match action, parameters:
            case "act", ("archive",):
                return not (in_archive or in_bin)
            case (("act" | "open" | "undo"), _) | ("want", ("view",)):
                return not in_bin
            case "unarchive", _:
                return in_archive
            case (("restore" | "leave_bin" | "explain_bin"), _):
                return in_bin
        return super().check_action(action, parameters)

    # marking several

    @property
    def chosen(self) -> tuple[Summary, ...]:
        """The conversations that are marked."""
        return self._marked.rows

    def action_choose(self) -> None:
        """Marks the one that the cursor is on, or no longer; goes on to the next."""
        if summary := self.current:
            self._marked.toggle(summary)
            self.go_to(self._at + 1)
            self.post_message(self.ChoiceChanged())

    def clear(self) -> None:
        """Marks none."""
        if self._marked:
            self._marked.clear()
            self.refresh()
            self.post_message(self.ChoiceChanged())

    def action_clear(self) -> None:
        """Marks none; where none is marked, nothing is filtered any more."""
        if self._marked:
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
            tell_of_key(self, self.Opened(summary.id))

    def action_act(self, action: str) -> None:
        """Passes an action on what is marked, else on what the cursor is on; one that takes only one, on that."""
        current = (self.current,) if self.current else ()
        if meant := current if action == "rename" else self.chosen or current:
            tell_of_key(self, self.Acted(action, meant))

    def action_undo(self) -> None:
        """Wants the last change taken back."""
        current = (self.current,) if self.current else ()
        tell_of_key(self, self.Acted("undo", self.chosen or current))

    def action_restore(self) -> None:
        """Wants what is meant out of the bin; where nothing is in it, the last change taken back."""
        self.action_undo()

    def action_leave_bin(self) -> None:
        """Wants the list itself, which comes after the bin."""
        self.action_want("view")

    def action_explain_bin(self) -> None:
        """Wants told why nothing but taking out can be done here."""
        self.action_open()

    def action_unarchive(self) -> None:
        """Wants what is meant out of the archive."""
        self.action_act("archive")

    def action_want(self, what: str) -> None:
        """Wants something about the list as a whole."""
        tell_of_key(self, self.Wanted(what))

    def on_click(self, event: events.Click) -> None:
        """Opens the row that was clicked."""
        content = event.get_content_offset(self)
        row = content.y + self.scroll_offset.y if content is not None else -1
        at = self._layout.at(row) if 0 <= row < self._layout.height else ""
        if isinstance(at, int):
            self.go_to(at)
            self.action_open()

"""The text of a question while it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import TextArea

from copilot_tui.ui.widgets.drawing import ink, palette
from copilot_tui.ui.widgets.pasted_texts import Pasted
from copilot_tui.ui.widgets.typed_order import do_in_order, tell_of_key

if TYPE_CHECKING:
    from rich.text import Text
    from textual import events


class Prompt(TextArea):
    """The text itself: readline's keys, Enter sends, newlines by ctrl+j, shift+enter or alt+enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "send", id="composer.send", tooltip="Send the question"),
        Binding(
            "ctrl+j,shift+enter,alt+enter", "newline", "newline", id="composer.newline", tooltip="Begin a new line"
        ),
        Binding("escape", "leave", "transcript", show=False, id="composer.leave", tooltip="Read the transcript"),
        Binding(
            "ctrl+g",
            "edit_elsewhere",
            "in $EDITOR",
            show=False,
            id="composer.editor",
            tooltip="Write the question in $EDITOR",
        ),
        Binding(
            "ctrl+r",
            "search_earlier",
            "earlier questions",
            show=False,
            id="composer.search",
            tooltip="Search earlier questions",
        ),
        Binding("tab", "complete", "complete", show=False, id="composer.complete", tooltip="Complete a /word"),
        Binding("alt+b", "cursor_word_left", "word left", show=False, id="composer.word_left"),
        Binding("alt+f", "cursor_word_right", "word right", show=False, id="composer.word_right"),
        Binding("ctrl+b", "cursor_left", "left", show=False, id="composer.left"),
        Binding("ctrl+f", "cursor_right", "right", show=False, id="composer.right"),
        Binding("ctrl+h", "delete_left", "delete", show=False, id="composer.backspace"),
        Binding(
            "alt+backspace", "delete_word_left", "delete word before", show=False, id="composer.delete_word_before"
        ),
        Binding("ctrl+underscore", "undo", "undo", show=False, id="composer.undo"),
        Binding("alt+d", "delete_word_right", "delete word", show=False, id="composer.delete_word"),
    ]

    completion: var[str] = var("")
    """What Tab makes of the text; "" for nothing."""

    class DetachWanted(Message):
        """Backspace was pressed before the first character: the last attachment is to go."""

    @dataclass
    class Sent(Message):
        """Enter was pressed."""

        text: str
        """What stood there at that moment; more may have been typed since."""
        edition: int = 0
        """How often something had been taken out of the text by then."""

    class Left(Message):
        """Escape was pressed: the transcript is wanted, the text stays."""

    @dataclass
    class EarlierWanted(Message):
        """An earlier (+1) or later (-1) question is wanted, at the text's first or last line."""

        step: int

    class EditorWanted(Message):
        """The text is to be edited in the person's editor."""

    class SearchWanted(Message):
        """Earlier questions are to be searched."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(
            show_line_numbers=False,
            soft_wrap=True,
            tab_behavior="focus",
            placeholder=Content(placeholder),
            highlight_cursor_line=False,
        )
        self._pasted = Pasted()
        self.edition = 0
        """How often something was taken out of the text."""

    @property
    def whole_text(self) -> str:
        """The text with everything that is folded in it."""
        return self._pasted.unfold(self.text)

    @property
    def holds_labels(self) -> bool:
        """Whether something is folded in the text."""
        return any(map(self._pasted.spans, self.document.lines))

    @property
    def selected_text(self) -> str:
        """What is selected, with everything that is folded in it."""
        return self._pasted.unfold(super().selected_text)

    def put(self, text: str, *, undoable: bool) -> None:
        """Replaces the whole text; one that is too long is folded."""
        if undoable:
            self.replace(self._pasted.fold(text), (0, 0), self.document.end)
        else:
            self._pasted.forget()
            self.load_text(self._pasted.fold(text))

    async def _on_paste(self, event: events.Paste) -> None:
        """Takes a paste in one piece; a long one as its label."""
        event.stop()
        event.prevent_default()
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")  # as terminals send the end of a line
        shown = self._pasted.fold(text, len(self.text))
        if result := self._replace_via_keyboard(shown, *self.selection):
            self.move_cursor(result.end_location)

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn: labels stand out from what is typed."""
        line = super().get_line(line_index)
        for start, end in self._pasted.spans(line.plain):
            line.stylize(ink(palette(self).accent), start, end)
        return line

    def action_delete_left(self) -> None:
        """Deletes what is selected, a label as a whole, or a character; before the first one, an attachment."""
        row, column = self.cursor_location
        if (row, column) == (0, 0) and self.selection.is_empty:
            self.post_message(self.DetachWanted())
            return
        before = [span for span in self._pasted.spans(self.document.get_line(row)) if span[0] < column <= span[1]]
        if before and self.selection.is_empty:
            self._delete_via_keyboard((row, before[0][0]), (row, before[0][1]))
        else:
            super().action_delete_left()

    def action_delete_right(self) -> None:
        """Deletes what is selected, a label as a whole, or a character."""
        row, column = self.cursor_location
        after = [span for span in self._pasted.spans(self.document.get_line(row)) if span[0] <= column < span[1]]
        if after and self.selection.is_empty:
            self._delete_via_keyboard((row, after[0][0]), (row, after[0][1]))
        else:
            super().action_delete_right()

    async def _on_key(self, event: events.Key) -> None:
        """Does what a key is for in the order of typing."""
        await do_in_order(self, event)

    def action_send(self) -> None:
        """Sends what stands here now."""
        self.post_message(self.Sent(self.whole_text, self.edition))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves Tab to the screen where there is nothing to complete."""
        return bool(self.completion) if action == "complete" else super().check_action(action, parameters)

    def watch_completion(self) -> None:
        """Gives Tab to whoever has it now."""
        self.refresh_bindings()

    def action_complete(self) -> None:
        """Writes what is suggested."""
        if self.completion:
            self.put(self.completion, undoable=True)
            self.move_cursor(self.document.end)

    def action_newline(self) -> None:
        """Starts a new line."""
        self.insert("\n")

    def action_leave(self) -> None:
        """Leaves for the transcript."""
        tell_of_key(self, self.Left())

    def action_edit_elsewhere(self) -> None:
        """Wants the person's editor."""
        self.post_message(self.EditorWanted())

    def action_search_earlier(self) -> None:
        """Wants a search of earlier questions."""
        tell_of_key(self, self.SearchWanted())

    def action_cursor_up(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 — the base's signature
        """Moves up; at the first line, to an earlier question."""
        if not select and self.get_cursor_up_location()[0] == self.cursor_location[0] and self.cursor_at_first_line:
            tell_of_key(self, self.EarlierWanted(1))
            return
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 — the base's signature
        """Moves down; at the last line, to a later question."""
        if not select and self.cursor_at_last_line:
            tell_of_key(self, self.EarlierWanted(-1))
            return
        super().action_cursor_down(select)

"""The composer: where a question is written. Enter sends; what it will do, and with which context, is said below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import TextArea

from copilot_tui.ui.widgets.drawing import cut, ink, palette
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.widgets.pasted import Pasted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from copilot_tui.ui.theme import Palette

SAVE_AFTER_SECONDS = 0.5
_LONG = 2000  # characters from which on the length is shown


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

    @dataclass
    class Sent(Message):
        """Enter was pressed."""

        text: str
        """What stood there at that moment; more may have been typed since."""

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

    @property
    def whole_text(self) -> str:
        """The text with everything that is folded in it."""
        return self._pasted.unfold(self.text)

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
        shown = self._pasted.fold(event.text, len(self.text))
        if result := self._replace_via_keyboard(shown, *self.selection):
            self.move_cursor(result.end_location)

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn: labels stand out from what is typed."""
        line = super().get_line(line_index)
        for start, end in self._pasted.spans(line.plain):
            line.stylize(ink(palette(self).accent), start, end)
        return line

    def action_delete_left(self) -> None:
        """Deletes what is selected, a label as a whole, or a character."""
        row, column = self.cursor_location
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
        """Sends and breaks lines in the order of typing.

        As bindings with priority they would overtake letters that still wait in this widget's queue, and half a
        question would be sent; as plain ones they would come too late, since TextArea takes Enter for itself.
        """
        if event.is_printable:
            return
        active = self.screen.active_bindings.get(event.key)
        if active is None or active.node is not self or active.binding.action not in {"send", "newline"}:
            return
        event.stop()
        event.prevent_default()
        await self.run_action(active.binding.action)

    def action_send(self) -> None:
        """Sends what stands here now."""
        self.post_message(self.Sent(self.whole_text))

    def action_newline(self) -> None:
        """Starts a new line."""
        self.insert("\n")

    def action_leave(self) -> None:
        """Leaves for the transcript."""
        self.post_message(self.Left())

    def action_edit_elsewhere(self) -> None:
        """Wants the person's editor."""
        self.post_message(self.EditorWanted())

    def action_search_earlier(self) -> None:
        """Wants a search of earlier questions."""
        self.post_message(self.SearchWanted())

    def action_cursor_up(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 — the base's signature
        """Moves up; at the first line, to an earlier question."""
        if not select and self.get_cursor_up_location()[0] == self.cursor_location[0] and self.cursor_at_first_line:
            self.post_message(self.EarlierWanted(1))
            return
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 — the base's signature
        """Moves down; at the last line, to a later question."""
        if not select and self.cursor_at_last_line:
            self.post_message(self.EarlierWanted(-1))
            return
        super().action_cursor_down(select)


class Hint(Lines, can_focus=False):
    """The quiet line below the text."""

    DEFAULT_CSS = """
    Hint { height: 1; background: $raised; scrollbar-size: 0 0; }
    """

    text: var[str] = var("")
    warning: var[bool] = var(default=False)
    length: var[int] = var(0)
    """Characters typed; shown when there are many."""

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """The line."""
        counter = f"{self.length:,} characters  " if self.length >= _LONG else ""
        words = Text(cut(counter + self.text, width), ink(palette.warning if self.warning else palette.half))
        return [words]

    def watch_text(self) -> None:
        """Draws anew."""
        self.redraw()

    watch_warning = watch_length = watch_text


class Composer(Vertical):
    """The text, growing to a third of the screen, and the line that says what Enter will do."""

    DEFAULT_CSS = """
    Composer {
        height: auto; max-height: 34%; min-height: 4; background: $raised;
        border-left: outer $faint; padding: 0 0 0 2; margin: 1 2 0 2;
    }
    Composer:focus-within { border-left: outer $you; }
    Composer Prompt {
        height: auto; min-height: 2; max-height: 100%; border: none; padding: 0; background: $raised;
        scrollbar-size-vertical: 1;
        &:focus { border: none; }
        & .text-area--cursor-line { background: $raised; }
        & .text-area--placeholder { color: $half; }
    }
    """

    @dataclass
    class Submitted(Message):
        """A question is to be asked; the text stays until `Composer.clear` is called."""

        query: str

    class Drafted(Message):
        """The text has changed and typing has stopped; see `Composer.is_unsaved`."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 — Textual's name
        super().__init__(id=id)
        self._saving: Timer | None = None
        self._saved = ""
        self._under_way = ""  # the beginning of the text that was passed on and is not committed yet

    def compose(self) -> ComposeResult:
        """The text and its hint."""
        yield Prompt("Ask Pulumi Copilot…")
        yield Hint()

    @property
    def prompt(self) -> Prompt:
        """The text area."""
        return self.query_one(Prompt)

    @property
    def hint(self) -> Hint:
        """The line below it."""
        return self.query_one(Hint)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.prompt.whole_text

    def put(self, text: str, *, undoable: bool = True) -> None:
        """Replaces the text, with the cursor at its end; by default so that ctrl+z brings the old one back."""
        if text != self.text:
            self.prompt.put(text, undoable=undoable)
        self.prompt.move_cursor(self.prompt.document.end)

    def show_draft(self, text: str) -> None:
        """Shows a stored draft: nothing to save."""
        self._under_way = ""
        self._saved = text
        self.put(text, undoable=False)

    def on_prompt_sent(self, event: Prompt.Sent) -> None:
        """Passes the question on; a blank one is none, and one that is being committed is not sent once more."""
        event.stop()
        query = event.text.removeprefix(self._under_way)
        if query.strip():
            self._under_way = event.text
            self.post_message(self.Submitted(query))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Saves the draft once typing has stopped."""
        event.stop()
        self.hint.length = len(self.text)
        if self._saving is not None:
            self._saving.stop()
        self._saving = self.set_timer(SAVE_AFTER_SECONDS, self._typing_stopped)

    @property
    def is_unsaved(self) -> bool:
        """Whether the text is another one than was last kept."""
        return self.text != self._saved

    def kept(self, text: str) -> None:
        """Notes that a text was kept."""
        self._saved = text

    def take(self, query: str) -> None:
        """Takes a question out that was committed, and its draft with it; what was typed meanwhile stays."""
        self._saved = ""
        self._under_way = self._under_way.removeprefix(query)
        self.put(self.text.replace(query, "", 1), undoable=False)

    def keep(self) -> None:
        """Nothing of the text is under way any more: it was not sent."""
        self._under_way = ""

    def _typing_stopped(self) -> None:
        self._saving = None
        if self.is_unsaved:
            self.post_message(self.Drafted())

"""The composer: where a question is written. Enter sends; what it will do, and with which context, is said below."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from copilot_tui.domain.attachment import Attachment, with_attachments, without_attachments
from copilot_tui.ui.widgets.chips import Chips
from copilot_tui.ui.widgets.ground import Stacked
from copilot_tui.ui.widgets.hint import Hint
from copilot_tui.ui.widgets.prompt import Prompt
from copilot_tui.ui.widgets.suggestion_line import SuggestionLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widgets import TextArea

    from copilot_tui.ui.widgets.lines import Lines

SAVE_AFTER_SECONDS = 0.5
_SHARE = 3  # the part of the screen's height, a third, that a long text may take with the line below it
_CHIPS_SHARE = 10
_ROOMY = 16


class Composer(Stacked):
    """The text, growing to a third of the screen, and the line that says what Enter will do."""

    DEFAULT_CSS = """
    Composer {
        height: auto; min-height: 4; background: $raised;
        border-left: outer $faint; padding: 0 0 0 2; margin: 1 2 0 2;
    }
    Composer SuggestionLine { display: none; margin-bottom: 0; padding: 0; background: $raised; }
    Composer:focus-within { border-left: outer $you; }
    Composer Prompt {
        height: auto; min-height: 2; border: none; padding: 0; background: $raised;
        scrollbar-size-vertical: 1;
        &:focus { border: none; }
        & .text-area--cursor-line { background: $raised; }
        & .text-area--placeholder { color: $half; }
    }
    """

    @dataclass
    class Submitted(Message):
        """A question is to be asked; the text stays until `Composer.take` is called."""

        query: str

    class SentBlank(Message):
        """Enter was pressed where nothing is written."""

    @dataclass
    class Edited(Message):
        """Something was typed or deleted."""

        typed: str

    class Drafted(Message):
        """The text has changed and typing has stopped; see `Composer.is_unsaved`."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._saving: Timer | None = None
        self._saved = ""
        self._taken: deque[tuple[int, str]] = deque(maxlen=8)  # edition, and what was taken out with it
        self._under_way = ""  # the beginning of the text that was passed on and is not committed yet
        self._attachments: tuple[Attachment, ...] = ()
        self._going = False  # whether they were passed on with it

    def compose(self) -> ComposeResult:
        """The text and its hint."""
        yield Prompt("Ask Pulumi Copilot…   / for files and prompts")
        yield Chips()
        yield SuggestionLine()
        yield Hint()

    def on_resize(self) -> None:
        """Text and chips take a third of the screen at most, so that the line below them stays in sight."""
        # In cells: within what is as high as its content, Textual passes over shares.
        height = self.screen.size.height
        self.styles.min_height = 4 if height >= _ROOMY else 3  # the empty row below is for those who have room
        self.query_one(Chips).styles.max_height = max(1, height // _CHIPS_SHARE)
        self.prompt.styles.max_height = max(2, height // _SHARE - 1)

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
        """The whole question: what is typed, with what is attached below it."""
        typed = self.prompt.whole_text
        return with_attachments(typed, self._attachments) if self._attachments else typed

    def attach(self, attachment: Attachment) -> None:
        """Has a text go with the question, as a chip."""
        self._hold((*self._attachments, attachment))
        self._changed()

    def _hold(self, attachments: tuple[Attachment, ...]) -> None:
        self._attachments, self._going = attachments, False
        self.query_one(Chips).show(attachments)

    def on_prompt_detach_wanted(self, event: Prompt.DetachWanted) -> None:
        """Takes the last chip away."""
        event.stop()
        self._take_away(len(self._attachments) - 1)

    def on_chips_removed(self, event: Chips.Removed) -> None:
        """Takes a chip away."""
        event.stop()
        self._take_away(event.number)

    def _take_away(self, number: int) -> None:
        if 0 <= number < len(self._attachments) and not self._going:
            self._hold(self._attachments[:number] + self._attachments[number + 1 :])
            self._changed()
        self.prompt.focus()

    def suggest(self, suggestions: Sequence[str]) -> None:
        """Shows what could be typed, the first of which Tab writes; nothing hides the line."""
        shown = self.query_one(SuggestionLine)
        shown.show(suggestions)
        shown.display = bool(suggestions)
        self.prompt.completion = suggestions[0] if suggestions else ""

    async def on_lines_pressed(self, event: Lines.Pressed) -> None:
        """Writes the suggestion that was clicked."""
        event.stop()
        self.put(event.action)
        self.prompt.focus()

    def take_typed(self, typed: str) -> None:
        """Takes typed text out that was no question; attachments stay."""
        self.put_typed(self.prompt.whole_text.replace(typed, "", 1))

    def put_typed(self, typed: str) -> None:
        """Replaces what is typed; attachments stay."""
        self.prompt.put(typed, undoable=True)
        self.prompt.move_cursor(self.prompt.document.end)

    def put(self, text: str, *, undoable: bool = True) -> None:
        """Replaces the text, with the cursor at its end; by default so that ctrl+z brings the old one back."""
        typed, attachments = without_attachments(text)
        if attachments != self._attachments:
            self._hold(attachments)
        if typed != self.prompt.whole_text:
            self.prompt.put(typed, undoable=undoable)
        self.prompt.move_cursor(self.prompt.document.end)

    def show_draft(self, text: str) -> None:
        """Shows a stored draft: nothing to save."""
        self._under_way = ""
        self._saved = text
        self.put(text, undoable=False)

    def on_prompt_sent(self, event: Prompt.Sent) -> None:
        """Passes the question on; a blank one is none, and one that is being committed is not sent once more."""
        event.stop()
        text = event.text
        for edition, taken in self._taken:
            if edition > event.edition:  # committed while this was on its way: it still stood there
                text = text.replace(taken, "", 1)
        query = text.removeprefix(self._under_way)
        if self._attachments and not self._going:
            query, self._going = with_attachments(query, self._attachments), True
        if query.strip():
            self._under_way = text
            self.post_message(self.Submitted(query))
        elif not text.strip():
            self.post_message(self.SentBlank())

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Saves the draft once typing has stopped."""
        event.stop()
        self.post_message(self.Edited(self.prompt.text))
        self._changed()

    def _changed(self) -> None:
        self.hint.length, self.hint.folded = len(self.text), self.prompt.holds_labels
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
        typed, attachments = without_attachments(query) if self._going else (query, ())
        if attachments:
            self._hold(tuple(one for one in self._attachments if one not in attachments))
        self._under_way = self._under_way.removeprefix(typed)
        self.prompt.edition += 1
        self._taken.append((self.prompt.edition, typed))
        self.prompt.put(self.prompt.whole_text.replace(typed, "", 1), undoable=False)
        self.prompt.move_cursor(self.prompt.document.end)

    def keep(self) -> None:
        """Nothing of the text is under way any more: it was not sent."""
        self._under_way, self._going = "", False

    def _typing_stopped(self) -> None:
        self._saving = None
        if self.is_unsaved:
            self.post_message(self.Drafted())

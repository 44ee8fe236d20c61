"""A code view with its line for finding words and going to a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import var
from textual.widgets import Input, Static

from copilot_tui.ui.widgets.code_text import MAX_HITS
from copilot_tui.ui.widgets.code_view import CodeView
from copilot_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.app import ComposeResult

_FIND, _GO = "/", ":"


class CodePane(Vertical):
    """Code, and below it a line that comes with `/` and `:` and goes with escape.

    Args:
        code: as it came.
        language: any spelling.
    """

    DEFAULT_CSS = """
    CodePane { background: $background; }
    CodePane CodeView { height: 1fr; }
    CodePane #seek { height: 1; background: $raised; display: none; padding: 0 1; }
    CodePane.-seeking #seek { display: block; }
    CodePane #seek-mark { width: 2; color: $accent; text-style: bold; }
    CodePane #seek-words { width: 1fr; min-width: 8; height: 1; border: none; padding: 0; background: $raised; }
    CodePane #seek-state { width: auto; color: $half; padding: 0 0 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "seek('/')", "find", id="code.find", key_display="/"),
        Binding("colon,ctrl+l", "seek(':')", "line", show=False, id="code.line"),
        Binding("escape", "leave", "close", id="code.close"),
    ]

    seeking: var[str] = var("")
    """What the line below is for: "/" to find, ":" to go to a line; "" while there is none."""

    def __init__(
        self,
        code: str = "",
        language: str = "",
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._view = CodeView(code, language)
        self._began_at = 1  # the line in sight when finding began: more letters look from there, not from the last hit

    @property
    def view(self) -> CodeView:
        """The code view."""
        return self._view

    def compose(self) -> ComposeResult:
        """The code above its line."""
        yield self._view
        with Horizontal(id="seek"):
            yield Static(id="seek-mark", markup=False)
            yield LineInput(id="seek-words", max_length=200, compact=True)
            yield Static(id="seek-state", markup=False)

    def show(self, code: str, language: str) -> None:
        """Shows other code."""
        self.seeking = ""
        self._view.show(code, language)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape is ours only while there is something to close; the other keys are text while one types."""
        if action == "leave":
            return bool(self.seeking)
        return super().check_action(action, parameters) and not isinstance(self.screen.focused, Input)

    def action_seek(self, purpose: str) -> None:
        """Opens the line."""
        words = self.query_one("#seek-words", Input)
        self._began_at = self._view.top_line
        if self.seeking != purpose:
            self.seeking = purpose
            words.value = ""
        self.screen.set_focus(words)  # at once: what is typed next is meant for it

    def action_leave(self) -> None:
        """Closes the line and forgets what was found."""
        self.seeking = ""

    def watch_seeking(self, before: str, purpose: str) -> None:
        """Shows the line, or takes it away."""
        self.set_class(bool(purpose), "-seeking")
        if not self.is_mounted:
            return
        self.query_one("#seek-mark", Static).update(Text(purpose))
        self._say("")
        if not purpose or before == _FIND:
            self._view.find("")
        if not purpose and self.query_one("#seek-words", Input).has_focus:
            self._view.focus()
        self.refresh_bindings()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Finds while typing."""
        event.stop()
        if self.seeking == _FIND:
            self._view.find(event.value, start_line=self._began_at)
        elif self.seeking == _GO:
            self._say("" if event.value.isdecimal() or not event.value else "a number, please")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Goes to the line, or back into the code with the hits still marked."""
        event.stop()
        if self.seeking == _GO:
            if not event.value.isdecimal():
                self._say(f"1 to {self._view.line_count:,}")
                return
            self._view.go_to_line(int(event.value[:9]))
            self.seeking = ""
        self._view.focus()

    def on_code_view_found(self, event: CodeView.Found) -> None:
        """Says which of how many."""
        event.stop()
        if self.seeking != _FIND:
            return
        words = self.query_one("#seek-words", Input).value
        many = f"{event.count:,}{'+' if event.count == MAX_HITS else ''}"
        found = f"{event.at + 1:,} of {many} · n N" if event.count else "not found"
        self._say(found if words else "")

    def _say(self, words: str) -> None:
        self.query_one("#seek-state", Static).update(Text(words))

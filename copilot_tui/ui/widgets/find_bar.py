"""The line to find words in the transcript with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from copilot_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FindBar(Horizontal):
    """Comes with "/", goes with escape; tells what is looked for while it is typed."""

    DEFAULT_CSS = """
    FindBar { height: 1; background: $raised; display: none; margin: 0 2; padding: 0 1; }
    FindBar #find-mark { width: 2; color: $accent; text-style: bold; }
    FindBar Input { width: 1fr; min-width: 8; height: 1; border: none; padding: 0; background: $raised; }
    FindBar Input:focus { border: none; }
    FindBar #find-state { width: auto; color: $half; padding: 0 0 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "step(1)", "next hit", priority=True, id="find.next"),
        Binding("up,shift+enter", "step(-1)", "hit before", priority=True, id="find.previous"),
        Binding("escape", "leave", "close", priority=True, id="find.close"),
    ]

    @dataclass
    class Sought(Message):
        """Other words are looked for; "" for none."""

        words: str

    @dataclass
    class Stepped(Message):
        """The next (1) or previous (-1) hit is wanted."""

        direction: int

    class Closed(Message):
        """The line has gone."""

    def compose(self) -> ComposeResult:
        """Mark, words, count."""
        yield Static("/", id="find-mark", markup=False)
        yield LineInput(max_length=200, compact=True)
        yield Static(id="find-state", markup=False)

    def open(self) -> None:
        """Shows the line, with what was looked for last marked to be typed over."""
        self.display = True
        field = self.query_one(Input)
        self.screen.set_focus(field)  # at once: what is typed next is meant for it
        field.select_all()
        if field.value:
            self.post_message(self.Sought(field.value))

    def show_state(self, count: int, number: int) -> None:
        """Shows which hit of how many is meant."""
        words = f"{number} of {count:,}" if count else "nothing" if self.query_one(Input).value else ""
        self.query_one("#find-state", Static).update(Content(words))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Looks while one types."""
        event.stop()
        self.post_message(self.Sought(event.value))

    def action_step(self, direction: int) -> None:
        """Wants the next or previous hit."""
        self.post_message(self.Stepped(direction))

    def action_leave(self) -> None:
        """Goes."""
        self.display = False
        self.post_message(self.Closed())

"""Small dialogs: one line to type, one choice to make."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from copilot_tui.domain.text import line
from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.line_input import LineInput
from copilot_tui.ui.widgets.typed_order import do_after_typed

if TYPE_CHECKING:
    from textual.app import ComposeResult

DIALOG_CSS = """
    {name} {{ align: center middle; background: $veil; }}
    {name} > .dialog {{
        width: 72; max-width: 100%; height: auto; max-height: 100%; background: $panel;
        padding: $frame-padding; border: $frame; border-left: $frame-mark;
    }}
    {name} .title {{ text-style: bold; margin-bottom: 1; }}
    {name} .quiet {{ color: $half; }}
    {name} .problem {{ color: $error; height: auto; }}
    {name} Input {{ border: none; height: 1; padding: 0 1; background: $raised; }}
    {name} Input:focus {{ border: none; background: $selected; }}
    {name} KeyBar {{ margin-top: 1; padding: 0; height: 2; }}
"""
"""The look that all dialogs share; format it with the screen's class name."""


class LineDialog(Modal[str | None]):
    """Asks for one line; gives None when it is left."""

    DEFAULT_CSS = DIALOG_CSS.format(name="LineDialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "accept", priority=True, id="line.accept"),
        Binding("escape", "leave", "leave", id="line.back"),
    ]

    def __init__(self, title: str, value: str = "") -> None:
        super().__init__()
        self._title = title
        self._value = value

    def compose(self) -> ComposeResult:
        """A title, the line, the keys."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="title")
            yield LineInput(line(self._value), select_on_focus=True)
            yield KeyBar()

    def action_accept(self) -> None:
        """Gives the line; an empty one is none."""
        do_after_typed(self, self._accept)

    def _accept(self) -> None:
        self.dismiss(self.query_one(Input).value.strip() or None)

    def action_leave(self) -> None:
        """Gives nothing."""
        self.dismiss(None)


class LeaveDialog(Modal[str | None]):
    """Asks how to quit while questions are on the wire; gives "wait", "now", or None to stay."""

    DEFAULT_CSS = DIALOG_CSS.format(name="LeaveDialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "choose('wait')", "wait for the answer, then quit", id="leave.wait"),
        Binding("q,ctrl+q", "choose('now')", "quit now", priority=True, id="leave.now"),
        Binding("escape", "leave", "stay", id="leave.stay"),
    ]

    def __init__(self, asking: int) -> None:
        super().__init__()
        self._asking = asking

    def compose(self) -> ComposeResult:
        """What is under way, what becomes of it, the keys."""
        with Vertical(classes="dialog"):
            one = self._asking == 1
            asked = "A question is" if one else f"{self._asking} questions are"
            yield Static(Content(f"{asked} being asked"), classes="title")
            kept = "It is kept" if one else "They are kept"
            yield Static(Content(f"{kept} either way. What is cut off now is interrupted, and can be resent."))
            yield KeyBar()

    def action_choose(self, choice: str) -> None:
        """Gives the choice."""
        self.dismiss(choice)

    def action_leave(self) -> None:
        """Stays."""
        self.dismiss(None)

"""The line that filters the conversation list by words of titles."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from copilot_tui.ui.widgets.line_input import LineInput


class TitleFilter(LineInput):
    """Comes with "/" in the list, goes with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "go", "to the list", id="filter.list"),
        Binding("escape", "close", "no filter", id="filter.close"),
    ]

    class Done(Message):
        """The words stand; what they find is to be chosen from."""

    class Closed(Message):
        """Nothing is to be filtered any more."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(placeholder="filter titles", id=id)

    def action_go(self) -> None:
        """Goes to the list."""
        self.post_message(self.Done())

    def action_close(self) -> None:
        """Shows the whole list."""
        self.post_message(self.Closed())

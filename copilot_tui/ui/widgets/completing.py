"""Going on with what is typed by a suggestion: by Tab, or by pressing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from copilot_tui.ui.widgets.suggestion_line import SuggestionLine

if TYPE_CHECKING:
    from copilot_tui.ui.widgets.lines import Lines


class Completing(Widget):
    """What has one `Input` and one `SuggestionLine` for it; the key is its own to bind."""

    def completed(self, typed: str, suggestion: str) -> str:
        """What is typed, gone on with."""
        return typed + suggestion

    def action_complete(self) -> None:
        """Goes on with the first suggestion."""
        if (first := self.query_one(SuggestionLine).first) is not None:
            self._complete(first)

    @on(SuggestionLine.Pressed)
    def _suggestion_pressed(self, event: Lines.Pressed) -> None:
        event.stop()
        self._complete(event.action)

    def _complete(self, suggestion: str) -> None:
        field = self.query_one(Input)
        field.value = self.completed(field.value, suggestion)
        field.cursor_position = len(field.value)

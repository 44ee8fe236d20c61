"""What could be typed next, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import ink, pressable
from copilot_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.ui.theme.palette import Palette


class SuggestionLine(Lines):
    """Suggestions, the first of which Tab takes. Presses: the suggestion."""

    DEFAULT_CSS = """
    SuggestionLine { height: 1; margin-bottom: 1; padding: 0 1; scrollbar-size: 0 0; }
    """

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._suggestions: list[str] = []

    @property
    def first(self) -> str | None:
        """What Tab takes; None where there is nothing to suggest."""
        return self._suggestions[0] if self._suggestions else None

    def show(self, suggestions: Sequence[str]) -> None:
        """Shows others."""
        if self._suggestions != suggestions:
            self._suggestions = list(suggestions)
            self.redraw()

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """As many as there is room for."""
        text = Text()
        for number, suggestion in enumerate(self._suggestions):
            shown = line(suggestion, 60)
            if text.cell_len + len(shown) + 2 > width:
                break
            colour = palette.half if number else palette.accent
            text.append(shown, pressable(ink(colour), suggestion)).append("  ")
        return [text]

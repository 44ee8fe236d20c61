"""What Enter will do, said below the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import var

from copilot_tui.ui.widgets.drawing import beside, ink
from copilot_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.ui.theme.palette import Palette

_LONG = 2000  # characters from which on the length is shown


class Hint(Lines, can_focus=False):
    """The quiet line below the text."""

    DEFAULT_CSS = """
    Hint { height: 1; background: $raised; scrollbar-size: 0 0; }
    """

    text: var[str] = var("")
    warning: var[bool] = var(default=False)
    length: var[int] = var(0)
    """Characters of the question; shown when there are many."""
    editor_key: var[str] = var("")
    """The key that shows what is folded."""
    folded: var[bool] = var(default=False)
    """Whether labels stand for a part of the question."""

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """What Enter will do, and how much it sends."""
        extent = f"{self.length:,} characters" if self.length >= _LONG else ""
        unfolding = f"{self.editor_key} shows all" if self.folded and self.editor_key else ""
        does = Text(self.text, ink(palette.warning if self.warning else palette.half))
        return [beside(does, Text(" · ".join(filter(None, (extent, unfolding))), ink(palette.half)), width)]

    def watch_text(self) -> None:
        """Draws anew."""
        self.redraw()

    watch_warning = watch_length = watch_editor_key = watch_folded = watch_text

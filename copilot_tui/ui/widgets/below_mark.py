"""The mark that something new stands below what is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import var

from copilot_tui.ui.widgets.drawing import ink, pressable
from copilot_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.ui.theme.palette import Palette


class BelowMark(Lines, can_focus=False):
    """One line above the composer; there only while `count` is not 0. Presses: "below"."""

    DEFAULT_CSS = """
    BelowMark { height: 1; background: $background; padding: 0 2; display: none; scrollbar-size: 0 0; }
    """

    count: var[int] = var(0)
    """How many pieces are new."""

    def watch_count(self, count: int) -> None:
        """Comes and goes."""
        self.display = count > 0
        self.redraw()

    def lines(self, _width: int, palette: Palette) -> Sequence[Text]:
        """The mark and the key."""
        accent, half = ink(palette.accent, bold=True), ink(palette.half)
        return [Text.assemble(("↓ new answer below  ", pressable(half, "below")), ("G", pressable(accent, "below")))]

"""The line above the conversation list: which part of the history it shows, and how much that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import var

from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import beside, ink, pressable
from copilot_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.ui.theme.palette import Palette


class ListHead(Lines):
    """One line. Presses: "scope" and "view"."""

    DEFAULT_CSS = """
    ListHead { height: 1; margin: 1 0 0 2; scrollbar-size: 0 0; }
    """

    place: var[str] = var("everywhere")
    """Where was asked what is listed: an organization, a stack, or everywhere."""
    view: var[str] = var("")
    """"archive", "bin", or "" for the list itself."""
    amount: var[str] = var("")
    """How many conversations, in words."""
    chosen: var[int] = var(0)
    """How many are marked."""

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """Place and view, the amount at the end."""
        right = f"{self.chosen:,} marked" if self.chosen else self.amount
        left = Text()
        if self.view:
            left.append(f"{self.view} · ", pressable(ink(palette.accent), "view"))
        left.append(line(self.place, 60), pressable(ink(palette.half), "scope"))
        colour = palette.accent if self.chosen else palette.half
        return [beside(left, Text(right, ink(colour)), width)]

    def watch_place(self) -> None:
        """Draws anew."""
        self.redraw()

    watch_view = watch_amount = watch_chosen = watch_place

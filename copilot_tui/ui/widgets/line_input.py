"""A line of text that something answers to with every letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from copilot_tui.ui.widgets.typed_order import do_in_order

if TYPE_CHECKING:
    from textual import events


class LineInput(Input):
    """Textual's, with its keys in the order of typing, and without the layout of the whole screen with every letter.

    For lines whose width does not follow their text: only the way they scroll depends on how long that is.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    async def _on_key(self, event: events.Key) -> None:
        """Does what a key is for in the order of typing."""
        await do_in_order(self, event)

"""A line of text that something answers to with every letter."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class LineInput(Input):
    """Textual's, without the layout of the whole screen that it has done with every letter.

    For lines whose width does not follow their text: only the way they scroll depends on how long that is.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

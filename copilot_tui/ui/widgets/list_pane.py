"""The left pane: the list of conversations with its head, as wide as somebody drags it."""

from __future__ import annotations

from copilot_tui.ui.widgets.ground import Stacked
from copilot_tui.ui.widgets.resizable import Resizable


class ListPane(Stacked, Resizable):
    """Its right edge can be dragged."""

    DEFAULT_CSS = """
    ListPane { background: $panel; padding-right: 1; }
    ListPane.-edge { border-right: vkey $faint; padding-right: 0; }
    """
    EDGE = "right"

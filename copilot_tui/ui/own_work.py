"""What a screen still does while it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.messages import Prune


class EndsOwnWork(Widget):
    """A screen whose workers end before its parts go.

    Textual ends them last: one that has read something for the screen meanwhile would look for a part that is gone. To
    be named behind the screen it is one of: style sheets know a class by the first of its bases.
    """

    async def on_prune(self, event: Prune) -> None:  # noqa: ARG002 — Textual's signature; it does its own as well
        """It is going."""
        self.workers.cancel_node(self)

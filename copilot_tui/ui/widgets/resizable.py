"""A pane whose edge can be dragged with the mouse to make it wider or narrower."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.message import Message
from textual.widget import Widget

from copilot_tui.config.first_frame import BY_ITSELF

if TYPE_CHECKING:
    from textual import events

LEAST, MOST = 16, 0.6
"""The fewest columns of a pane, and how much of the screen it takes at most."""


class Resizable(Widget):
    """Its outermost column, left or right, is the edge; while it is meant it shows a line (class "-edge")."""

    EDGE: ClassVar[Literal["left", "right"]] = "right"

    @dataclass
    class Dragged(Message):
        """The edge was moved."""

        pane: Resizable
        columns: int
        """How wide the pane is to be; `BY_ITSELF` after a double click."""
        done: bool
        """Whether the edge was let go."""

        @property
        def control(self) -> Resizable:
            """The pane."""
            return self.pane

    _dragging = False

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Shows the edge where the pointer is on it; moves it while it is held."""
        if self._dragging:
            event.stop()
            self.post_message(self.Dragged(self, self._columns(event), done=False))
        else:
            self.set_class(self._on_edge(event), "-edge")

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Takes hold of the edge."""
        if self._on_edge(event):
            event.stop()
            event.prevent_default()
            self._dragging = True
            self.capture_mouse()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Lets it go."""
        if self._dragging:
            event.stop()
            self._dragging = False
            self.release_mouse()
            self.remove_class("-edge")
            self.post_message(self.Dragged(self, self._columns(event), done=True))

    async def on_click(self, event: events.Click) -> None:
        """Two clicks give the pane back the width that it has by itself."""
        if event.chain == 2 and self._on_edge(event):
            event.stop()
            self.post_message(self.Dragged(self, BY_ITSELF, done=True))

    def on_leave(self) -> None:
        """The edge is meant no more."""
        if not self._dragging:
            self.remove_class("-edge")

    def _on_edge(self, event: events.MouseEvent) -> bool:
        at = event.screen_x - self.region.x
        return at == (0 if self.EDGE == "left" else self.region.width - 1)

    def _columns(self, event: events.MouseEvent) -> int:
        region = self.region
        wanted = region.right - event.screen_x if self.EDGE == "left" else event.screen_x - region.x + 1
        return max(LEAST, min(int(wanted), int(self.screen.size.width * MOST)))

"""A pane that lays its lines out for its size, and never misses one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip


class SizedPane(ScrollView):
    """Calls `follow_size` for every size that it is drawn in.

    The event alone does not do it: where Textual's map of the screen is asked for between a widget's being shown and
    the next layout (any look at a `region` does that), that layout takes the widget for one that was there before, and
    no Resize is sent.
    """

    _followed = Size(0, 0)

    def follow_size(self) -> None:
        """Lays out for the present size; to be overridden."""

    def on_resize(self) -> None:
        """Follows the size."""
        self._followed = self.size
        self.follow_size()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws the rows in sight; for a size that was not told, lays out first."""
        self.keep_up()
        return super().render_lines(crop)

    def keep_up(self) -> None:
        """Follows the size, if it was not told."""
        if self.size != self._followed:
            self._followed = self.size
            self.follow_size()

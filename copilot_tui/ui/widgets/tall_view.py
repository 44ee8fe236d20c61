"""A view of rows that are drawn as they scroll into view, however many there are."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView


class TallView(ScrollView):
    """Changes its height without the layout of the whole screen that Textual would do each time.

    Only the bar at the side depends on the height, and that always has its place.
    """

    DEFAULT_CSS = """
    TallView { overflow: hidden scroll; scrollbar-size-vertical: 1; }
    TallView { scrollbar-background: $panel; scrollbar-background-hover: $panel; }
    """

    def set_height(self, rows: int) -> None:
        """Makes it so many rows high."""
        self.set_reactive(TallView.virtual_size, Size(self.scrollable_content_region.width, rows))
        self.vertical_scrollbar.window_virtual_size = rows
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        self.refresh()

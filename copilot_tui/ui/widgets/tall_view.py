"""A view of rows that are drawn as they scroll into view, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView

from copilot_tui.ui.theme.palette import DARK
from copilot_tui.ui.widgets.drawing import palette

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip


class TallView(ScrollView):
    """Changes its height without the layout of the whole screen that Textual would do each time.

    Only the bar at the side depends on the height, and that always has its place.
    """

    DEFAULT_CSS = """
    TallView { overflow: hidden scroll; scrollbar-size-vertical: 1; }
    TallView { scrollbar-background: $panel; scrollbar-background-hover: $panel; }
    """

    colours = DARK
    """Those in force while rows are drawn."""
    ground = Style()
    """What the rows stand on."""

    def set_height(self, rows: int) -> None:
        """Makes it so many rows high."""
        self.set_reactive(TallView.virtual_size, Size(self.scrollable_content_region.width, rows))
        self.vertical_scrollbar.window_virtual_size = rows
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        self.refresh()

    def on_mount(self) -> None:
        """Follows the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.refresh())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws rows; what is the same for all of them is looked up once."""
        self.colours, self.ground = palette(self), self.rich_style
        return super().render_lines(crop)

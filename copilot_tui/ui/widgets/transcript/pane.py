"""A pane of blocks, drawn line by line: scrolling, painting, selecting."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip

from copilot_tui.ui.theme.palette import DARK
from copilot_tui.ui.theme.styles import tone
from copilot_tui.ui.widgets.drawing import palette
from copilot_tui.ui.widgets.sized_pane import SizedPane
from copilot_tui.ui.widgets.transcript.chronicle import Chronicle
from copilot_tui.ui.widgets.transcript.rows import Canvas
from copilot_tui.ui.widgets.transcript.selection import line_of, selected_span, selected_text
from copilot_tui.ui.widgets.transcript.strips import NARROW, Drawn, Frame, Overlay, Painted, draw_row
from copilot_tui.ui.widgets.transcript.thumb import moving, tell_position, tell_rows
from copilot_tui.ui.widgets.transcript.viewport import Spot, Viewport

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType
    from rich.style import Style
    from textual import events
    from textual.color import Color
    from textual.filter import LineFilter
    from textual.selection import Selection

    from copilot_tui.ui.widgets.transcript.rows import Row

_KEPT_ROWS: Final = 2_000


class BlockPane(SizedPane, can_focus=True):
    """Shows the blocks of a viewport.

    Textual's scroll position only follows the viewport's place; where it is set from outside (the scrollbar, selecting
    beyond an edge), the viewport follows, by the same rows where the way is short. Nothing is animated.
    """

    ALLOW_SELECT = True
    DEFAULT_CSS = """
    BlockPane { background: $background; overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable;
                scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._frame = Frame(0, times=False)
        self.viewport = Viewport(Chronicle(), Canvas(width=2, palette=DARK, keys={}))
        self._spots: list[Spot] = []
        self._painted: dict[Spot | None, Painted] = {}
        self._projecting = False
        self._laid_out = Size(0, 0)

    # for those that fill the pane

    def canvas(self, frame: Frame) -> Canvas:
        """What blocks are drawn on in a frame; to be extended."""
        return Canvas(width=frame.text_width, palette=palette(self), keys={}, times_in_gutter=frame.times)

    def wants_times(self) -> bool:
        """Whether times should stand in the gutter where there is room for them."""
        return True

    def mark(self, _spot: Spot) -> str | None:
        """Colour of the mark beside a row; None for no mark."""
        return None

    def overlays(self, spot: Spot, row: Row) -> list[Overlay]:
        """What is laid over the text of a row: the selection."""
        selection = self.text_selection
        span = selected_span(selection, spot, row) if selection is not None else None
        return [(*span, tone(palette(self).selected))] if span else []

    def after_move(self) -> None:
        """Called when other rows are in sight."""

    # painting

    def relay(self) -> None:
        """Draws everything anew: another width, theme, or way to draw."""
        if not self.is_attached:
            return
        self._laid_out = width, height = self.scrollable_content_region.size
        self._frame = Frame(width, times=self.wants_times() and width >= NARROW)
        self.viewport.set_canvas(self.canvas(self._frame), height)
        self.repaint()

    def repaint(self) -> None:
        """Paints the rows in sight anew."""
        self._painted.clear()
        self.settle()
        self.refresh()

    def settle(self) -> None:
        """Brings the rows in sight and Textual's scroll position in line with the viewport."""
        before = self._spots
        self._spots = self.viewport.visible()
        if not self.is_attached or self.viewport.height <= 0:
            return
        with moving(self.vertical_scrollbar) if self.show_vertical_scrollbar else nullcontext():
            self._project()
        if before != self._spots:
            self.refresh()
            self.after_move()

    def _project(self) -> None:
        self._projecting = True
        self._tell_size(Size(self._frame.width, self.viewport.total))
        if round(self.scroll_y) != self.viewport.row:
            self.scroll_y = self.scroll_target_y = self.viewport.row
        self._projecting = False

    def _tell_size(self, size: Size) -> None:
        """Tells Textual how many rows there are; only a scrollbar that comes or goes is worth a layout."""
        height = self.container_size.height
        scrolled = self.show_vertical_scrollbar and min(self.virtual_size.height, size.height) > height
        if scrolled and size.width == self.virtual_size.width:
            self.set_reactive(BlockPane.virtual_size, size)
            tell_rows(self.vertical_scrollbar, size.height)
        else:
            self.virtual_size = size

    def repaint_block(self, index: int) -> None:
        """Paints one block anew, if it is in sight."""
        self._painted = {spot: row for spot, row in self._painted.items() if spot and spot.block != index}
        rows = [y for y, spot in enumerate(self._spots) if spot.block == index]
        if rows:
            self.refresh(Region(0, rows[0], self.size.width, len(rows)))

    def render(self) -> RenderableType:
        """Not used: rows are drawn one by one."""
        return ""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paints rows, past Textual's cache of styled lines: a row needs no border and no padding.

        So a row that comes into sight is one strip, where it would be five, and is not made again while it is kept.
        """
        self.keep_up()
        width, ground, blank = self.region.width, self.background_colors[1], self.rich_style
        filters = self.get_line_filters()
        strips: list[Strip] = []
        for y in crop.line_range:
            spot = self._spots[y] if y < len(self._spots) else None  # below the end there is no row
            painted = self._painted.get(spot)
            if painted is None or painted.cell_length != width:
                painted = self._painted[spot] = self._paint(spot, width, blank, (filters, ground))
            strips.append(painted)
        return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]

    def _paint(self, spot: Spot | None, width: int, blank: Style, look: tuple[Sequence[LineFilter], Color]) -> Painted:
        if len(self._painted) > _KEPT_ROWS:
            self._painted.clear()
        if spot is None:
            segments = [Segment(" " * width, blank)]
        else:
            under_scrollbar = Segment(" " * (width - self._frame.width), blank.background_style)
            segments = [*self._draw(spot).segments, under_scrollbar]
        filters, ground = look
        for line_filter in filters:
            segments = line_filter.apply(segments, ground)
        return Painted(segments, width)

    def render_line(self, y: int) -> Strip:
        """One row in sight as Textual looks for characters under the mouse: by marks in the styles.

        What is painted has none: with them, no two styles would be the same, and each would be made into escape codes
        anew.
        """
        if not 0 <= y < len(self._spots):
            return Strip.blank(self.size.width, self.rich_style)
        drawn = self._draw(self._spots[y])
        return Strip(drawn.segments, self._frame.width).apply_offsets(-drawn.before, line_of(self._spots[y]))

    def _draw(self, spot: Spot) -> Drawn:
        layout = self.viewport.layout(spot.block)
        if spot.row >= len(layout):  # a block changed since the rows in sight were found
            return Drawn([Segment(" " * self._frame.width, self.rich_style)])
        row = layout.row(spot.row)
        colours = self.viewport.canvas.palette
        return draw_row(row, self._frame, colours, mark=self.mark(spot), overlays=self.overlays(spot, row))

    # scrolling

    def when_held(self, _rows: int, move: Callable[[], None]) -> None:
        """Runs a move that needs so many rows below what is in sight, or (negative) above it."""
        move()

    def scroll_rows(self, rows: int) -> None:
        """Moves by rows, at once."""
        self.when_held(rows, partial(self._scroll, rows))

    def _scroll(self, rows: int) -> None:
        self.viewport.move(rows)
        self.settle()

    def to_row_elsewhere(self, position: int) -> None:
        """Called when the scrollbar asks for a turn that is not held."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follows the scrollbar, and the screen when it scrolls while selecting."""
        if self._projecting:  # the rows in sight are painted by themselves, where they are others
            if self.show_vertical_scrollbar:
                tell_position(self.vertical_scrollbar, new_value)
            return
        super().watch_scroll_y(old_value, new_value)
        if self.scrollable_content_region.size != self._laid_out:
            return  # Textual's own doing: it clamps before it tells the new size
        rows = round(new_value) - self.viewport.row
        if rows and abs(rows) <= 2 * self.viewport.height:
            self.viewport.move(rows)
        elif rows and (position := self.viewport.to_row(round(new_value))) is not None:
            self.to_row_elsewhere(position)
            return
        self.settle()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Moves down a little."""
        event.stop()
        event.prevent_default()
        self.scroll_rows(max(1, round(self.app.scroll_sensitivity_y)))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Moves up a little."""
        event.stop()
        event.prevent_default()
        self.scroll_rows(-max(1, round(self.app.scroll_sensitivity_y)))

    def on_mount(self) -> None:
        """Follows the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.relay())

    def follow_size(self) -> None:
        """Follows the size; a selection names rows of the old width, so it goes."""
        if self.text_selection is not None and self.scrollable_content_region.width != self._frame.width:
            self.screen.clear_selection()
        self.relay()

    # selecting

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text as it reads."""
        return selected_text(self.viewport, selection), "\n"

    def selection_updated(self, _selection: Selection | None) -> None:
        """Paints the selection."""
        self._painted.clear()
        self.refresh()

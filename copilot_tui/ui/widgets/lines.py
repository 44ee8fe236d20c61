"""A pane of literal lines, some parts of which can be pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from copilot_tui.ui.widgets.drawing import action_at, ink, palette, strip
from copilot_tui.ui.widgets.ground import alike_from
from copilot_tui.ui.widgets.sized_pane import SizedPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Region

    from copilot_tui.ui.theme.palette import Palette


class Lines(SizedPane, can_focus=False):
    """Draws what `lines` gives for a width; drawn anew when the theme or the width changes."""

    DEFAULT_CSS = """
    Lines { background: $panel; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    @dataclass
    class Pressed(Message):
        """A part was clicked."""

        action: str
        """What the part's style names; see `copilot_tui.ui.widgets.drawing.pressable`."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._drawn: list[Text] | None = None
        self._drawn_width = 0

    def lines(self, _width: int, _palette: Palette) -> Sequence[Text]:
        """The pane's content for a width in cells; to be overridden."""
        return ()

    def redraw(self) -> None:
        """Draws anew because what is shown has changed."""
        self._drawn = None
        if self.is_attached:
            self._measure()
            self.refresh()

    def is_as_drawn(self) -> bool:
        """Whether `lines` still gives what is on screen: nothing is written while nothing changes."""
        if self._drawn is None:
            return False
        fresh = self.lines(self._drawn_width, palette(self))
        return [(line, line.style) for line in fresh] == [(line, line.style) for line in self._drawn]

    def on_mount(self) -> None:
        """Follows the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.redraw())

    def follow_size(self) -> None:
        """Follows the width."""
        self.redraw()

    async def on_click(self, event: events.Click) -> None:
        """Tells which part was pressed."""
        if action := action_at(event.style):
            event.stop()
            await self.press(action)

    async def press(self, action: str) -> None:
        """What a pressed part does: it is told to the screen, unless overridden."""
        self.post_message(self.Pressed(action))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws the rows in sight; what is below the last line looks all alike."""
        self.keep_up()
        end = self.gutter.top + len(self._content()) - self.scroll_offset.y
        return alike_from(super().render_lines, crop, end)

    def render_line(self, y: int) -> Strip:
        """Draws one line."""
        ground = self.rich_style
        at = y + self.scroll_offset.y
        drawn = self._content()
        if at >= len(drawn):
            return Strip.blank(self.size.width, ground)
        return strip(self, drawn[at], self.size.width, ground)

    def _content(self) -> list[Text]:
        width = self.scrollable_content_region.width
        if self._drawn is not None and width != self._drawn_width:
            self._drawn = None  # a scrollbar came or went: it tells nobody
            self.call_next(self._measure)
        if self._drawn is None:
            self._drawn_width = width
            self._drawn = list(self.lines(width, palette(self))) if width > 0 else []
        return self._drawn

    def _measure(self) -> None:
        size = Size(self.size.width, len(self._content()))
        if size.height <= self.size.height and not self.show_vertical_scrollbar:
            # Nothing to scroll, before and after: no bar comes or goes, for which the whole screen would be laid out.
            self.set_reactive(Lines.virtual_size, size)
        else:
            self.virtual_size = size


def heading(text: str, palette: Palette) -> Text:
    """A pane's quiet heading."""
    return Text(text.upper(), ink(palette.half))

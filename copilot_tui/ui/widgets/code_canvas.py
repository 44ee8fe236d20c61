"""Code on screen: numbered, in colour, wrapped or not; drawn line by line, so that its length costs nothing.

Scrolling is animated or not as the app says (`App.animation_level`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.text import Text
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from copilot_tui.ui.highlight import highlight_long
from copilot_tui.ui.theme.styles import ink, tone
from copilot_tui.ui.widgets.code_frame import Frame, cut, number, placed
from copilot_tui.ui.widgets.code_text import CodeLayout, CodeText
from copilot_tui.ui.widgets.drawing import palette
from copilot_tui.ui.widgets.sized_pane import SizedPane

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType
    from rich.style import Style
    from textual.geometry import Region

    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.theme.palette import Palette

_LEAST_FOR_NUMBERS: Final = 24
_SECONDS: Final = 2.0  # that a program may take to be coloured, beside the screen


class CodeCanvas(SizedPane):
    """Draws code; what can be done with it is `copilot_tui.ui.widgets.code_view.CodeView`.

    Args:
        code: as it came; see `show`.
        language: any spelling; decides the highlighting.
    """

    ALLOW_SELECT = True
    DEFAULT_CSS = """
    CodeCanvas { background: $background; scrollbar-size: 0 1; }
    """

    wrap: var[bool] = var(default=False)
    """Whether long lines go on in the next row."""

    class _Highlighted(Message, bubble=False):
        """A thread has coloured the code."""

        def __init__(self, text: CodeText, colours: Palette, lines: list[list[Span]]) -> None:
            self.text, self.colours, self.lines = text, colours, lines
            super().__init__()

    def __init__(
        self,
        code: str = "",
        language: str = "",
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._language = language
        self._text = CodeText(code)
        self._layout_of_code = CodeLayout(self._text, None)
        self._spans: list[list[Span]] = []
        self._marked_line = -1
        self._frame: Frame | None = None  # while a picture is drawn

    # what is shown

    @property
    def code(self) -> str:
        """The code as it came."""
        return self._text.code

    @property
    def line_count(self) -> int:
        """How many lines are shown."""
        return len(self._text.lines)

    @property
    def top_line(self) -> int:
        """The first line in sight, from 1."""
        row = self._layout_of_code.row(self.scroll_offset.y)
        return row.line + 1 if row else 1

    def show(self, code: str, language: str) -> None:
        """Shows other code from its beginning."""
        self._language, self._text, self._spans, self._marked_line = language, CodeText(code), [], -1
        self._measure()
        self.scroll_to(0, 0, animate=False)
        self._highlight()

    def overlays(self, _line: int, _colours: Palette) -> Iterable[tuple[int, int, Style]]:
        """What is marked in a line besides the selection: first character, last one (exclusive), style."""
        return ()

    def bring_into_sight(self, line: int, start: int, end: int | None = None, *, nearest: bool = False) -> None:
        """Scrolls until characters `start` to `end` of a line are in sight; only if they are not.

        Args:
            line: from 0.
            start: the first character.
            end: the last one, exclusive; None for no more than a place.
            nearest: no further than needed, as a step goes on; else with the lines around, as after a leap.
        """
        layout, height = self._layout_of_code, self.size.height
        row, top = layout.row_of(line, start), self.scroll_offset.y
        y = None
        if not top <= row < top + height:
            near = row if row < top else row - height + 1
            y = max(0, near if nearest else row - height // 3)
        x = None
        if not self.wrap:
            cell, room = layout.cell_of(line, start), self._room - self._gutter
            last = layout.cell_of(line, start if end is None else end)
            if cell < self.scroll_offset.x or last > self.scroll_offset.x + room:
                x = 0 if last <= room else max(0, cell - room // 3)
        if x is not None or y is not None:
            self.scroll_to(x, y, animate=False)
        self.refresh()

    # Textual's side

    def on_mount(self) -> None:
        """Colours the code, and again for another theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._highlight())
        self._measure()
        self._highlight()

    def follow_size(self) -> None:
        """Wraps anew; the first line in sight stays."""
        self._measure()

    def watch_wrap(self) -> None:
        """Wraps anew; the first line in sight stays."""
        if self.is_attached:
            self._measure()

    def render(self) -> RenderableType:
        """Not used: lines are drawn by `render_line`."""
        return ""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws the rows in sight, with what is the same for all of them looked up once."""
        self.keep_up()
        self._frame = self._make_frame()
        try:
            return super().render_lines(crop)
        finally:
            self._frame = None

    def render_line(self, y: int) -> Strip:
        """Draws one row: its line's number, and as much of the line as is in sight."""
        frame = self._frame or self._make_frame()
        ground, width, colours = frame.ground, frame.width, frame.colours
        row = self._layout_of_code.row(frame.top + y)
        if row is None or width <= 0:
            return Strip.blank(width, ground)
        start, end, lead = self._layout_of_code.window(row, frame.left, width - frame.gutter)
        segments = number(row, start, frame)
        if lead:
            segments.append(Segment(" " * lead))
        at = start
        for text, style in self._body(row.line, start, end, frame):
            segments.append(Segment(text, placed(style, at, row.line)))
            at += len(text)
        strip = Strip(segments).crop_extend(0, width, ground)
        if end < row.end and not self.wrap:  # the line goes on to the right
            strip = Strip.join([strip.crop(0, width - 1), Strip([Segment("›", ink(colours.accent))], 1)])
        return strip.apply_style(ground)

    def on_code_canvas__highlighted(self, event: _Highlighted) -> None:
        """Takes the colours, unless other code or another theme is shown by now."""
        event.stop()
        if event.text is self._text and event.colours == palette(self):
            self._spans = event.lines
            self.refresh()

    # drawing

    @property
    def _room(self) -> int:
        """Cells of a row, the scroll bar apart."""
        return self.scrollable_content_region.width

    @property
    def _gutter(self) -> int:
        if self._room < _LEAST_FOR_NUMBERS:
            return 0
        return max(3, len(str(self.line_count)) + 1) + 2

    def _make_frame(self) -> Frame:
        left, top = self.scroll_offset
        return Frame(
            self.rich_style, self._room, self._gutter, left, top, palette(self), self.text_selection, self._marked_line
        )

    def _body(self, line: int, start: int, end: int, frame: Frame) -> Iterator[Span]:
        """Characters of a line, in the colours that are known by now, with all that is marked in them."""
        shown = self._text.lines[line]
        spans = self._spans[line] if line < len(self._spans) else [(shown, None)]
        marks = [mark for mark in self._marks(line, frame) if mark[1] > start and mark[0] < end]
        if not marks:
            return cut(spans, start, end)
        body = Text(shown[start:end], no_wrap=True, end="")
        at = 0
        for text, style in cut(spans, start, end):
            if style is not None:
                body.stylize(style, at, at + len(text))
            at += len(text)
        for first, last, style in marks:
            body.stylize(style, max(0, first - start), last - start)
        return ((text, style) for text, style, _ in body.render(self.app.console))

    def _marks(self, line: int, frame: Frame) -> Iterator[tuple[int, int, Style]]:
        yield from self.overlays(line, frame.colours)
        span = frame.selection.get_span(line) if frame.selection is not None else None
        if span is not None:
            first, last = span
            yield max(0, first), len(self._text.lines[line]) if last == -1 else last, tone(frame.colours.selected)

    # layout and colours

    def _measure(self) -> None:
        """Lays the code out for this width; the first line in sight stays the first."""
        top = self._layout_of_code.row(self.scroll_offset.y)
        room = self._room - self._gutter
        self._layout_of_code = CodeLayout(self._text, room if self.wrap and room > 0 else None)
        width = self._room if self.wrap else self._gutter + self._text.widest
        self.virtual_size = Size(width, self._layout_of_code.rows)
        if top is not None and top.line < self.line_count:
            self.scroll_to(
                y=self._layout_of_code.row_of(top.line, top.start), x=0 if self.wrap else None, animate=False
            )
        self.refresh()

    def _highlight(self) -> None:
        """Colours the code in a thread; it is read plain until then."""
        if not self._language or not self._text.code:
            return
        text, language, colours = self._text, self._language, palette(self)

        def work() -> None:
            self.post_message(
                self._Highlighted(text, colours, highlight_long(text.code, language, colours, seconds=_SECONDS))
            )

        self.run_worker(work, thread=True, exclusive=True, group="highlight")

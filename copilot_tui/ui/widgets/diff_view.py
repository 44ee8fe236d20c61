"""A difference to read: below each other where it is narrow, side by side where there is room."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.geometry import Size
from textual.strip import Strip

from copilot_tui.domain.difference import Difference, Line, NumberedLine, Pair, left_out
from copilot_tui.syntax import shown_code
from copilot_tui.ui.widgets.drawing import ink, palette
from copilot_tui.ui.widgets.sized import SizedPane

if TYPE_CHECKING:
    from rich.console import RenderableType

    from copilot_tui.ui.theme import Palette

SIDE_BY_SIDE: Final = 120
"""Views at least this wide show both versions beside each other."""
_SIGNS: Final[dict[str, str]] = {"-": "−", "+": "+", " ": " ", "…": "⋯"}
_LONGEST: Final = 2_000  # characters of a line that are prepared for drawing; no screen is that wide


class DiffView(SizedPane, can_focus=True):
    """Shows a `Difference`; lines are cut at the edge and can be scrolled sideways."""

    DEFAULT_CSS = """
    DiffView { background: $background; scrollbar-size: 0 1; padding: 1 0 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", "down", show=False, id="diff.down"),
        Binding("up,k", "scroll_up", "up", show=False, id="diff.up"),
        Binding("home,g", "scroll_home", "top", show=False, id="diff.top"),
        Binding("end,G", "scroll_end", "bottom", show=False, id="diff.bottom"),
        Binding("space", "page_down", "page down", show=False, id="diff.page_down"),
        Binding("n", "next_change(1)", "next change", id="diff.next"),
        Binding("N", "next_change(-1)", "change before", show=False, id="diff.previous"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._difference: Difference | None = None
        self._rows: list[Pair | Line] = []
        self._highest = 0

    def show(self, difference: Difference) -> None:
        """Shows another difference from its first change."""
        self._difference = difference
        self._lay_out()
        self.scroll_to(0, 0, animate=False)

    def action_next_change(self, step: int) -> None:
        """Goes to where the next change begins, or the one before; stops at the ends."""
        places = [
            at for at, row in enumerate(self._rows) if _changed(row) and not (at and _changed(self._rows[at - 1]))
        ]
        top = self.scroll_offset.y
        further = [at for at in places if at - 2 > top] if step > 0 else [at for at in places if at - 2 < top]
        if further:
            self.scroll_to(y=max(0, (further[0] if step > 0 else further[-1]) - 2), animate=False)

    def follow_size(self) -> None:
        """Chooses the form for the width."""
        self._lay_out()

    def render(self) -> RenderableType:
        """Not used: lines are drawn by `render_line`."""
        return ""

    def render_line(self, y: int) -> Strip:
        """Draws one row."""
        ground, width = self.rich_style, self.scrollable_content_region.width
        left, top = self.scroll_offset
        if top + y >= len(self._rows):
            return Strip.blank(width, ground)
        row, colours = self._rows[top + y], palette(self)
        digits = max(3, len(str(self._highest)))
        if isinstance(row, Line):
            numbers = f"{_number(row.left, digits)} {_number(row.right, digits)}"
            strip = _cell(row.mark, numbers, row.text, left, width=width, colours=colours)
        elif row.left_out:
            strip = _cell("…", " " * digits, left_out(row.left_out), 0, width=width, colours=colours)
        else:
            half, marks = (width - 1) // 2, (" ", " ") if row.same else ("-", "+")
            sides = zip((row.left, row.right), marks, (half, width - 1 - half), strict=True)
            before, after = [_side(side, mark, left, digits, width=room, colours=colours) for side, mark, room in sides]
            strip = Strip.join([before, Strip.blank(1), after])
        return strip.crop_extend(0, width, ground).apply_style(ground)

    def _lay_out(self) -> None:
        if self._difference is None:
            return
        pairs, beside = self._difference.pairs, self.outer_size.width >= SIDE_BY_SIDE
        self._rows = [*pairs] if beside else [*self._difference.unified()]
        sides = [side for pair in pairs for side in (pair.left, pair.right) if side]
        self._highest = max((side.number for side in sides), default=0)
        widest = min(_LONGEST, max((len(shown_code(side.text[:_LONGEST])) for side in sides), default=0))
        # As much further than the width as the longest line is longer than its own room.
        width = self.scrollable_content_region.width
        room = (width - 1) // 2 if beside else width
        gutter = max(3, len(str(self._highest))) * (1 if beside else 2) + 4
        self.virtual_size = Size(width + max(0, widest + gutter - room), len(self._rows))
        self.refresh()


def _changed(row: Pair | Line) -> bool:
    return row.mark in {"+", "-"} if isinstance(row, Line) else not row.same and not row.left_out


def _number(number: int | None, digits: int) -> str:
    return ("" if number is None else str(number)).rjust(digits)


def _side(line: NumberedLine | None, mark: str, left: int, digits: int, *, width: int, colours: Palette) -> Strip:
    if line is None:
        return Strip.blank(width, Style(bgcolor=colours.panel))
    return _cell(mark, _number(line.number, digits), line.text, left, width=width, colours=colours)


def _cell(mark: str, numbers: str, text: str, left: int, *, width: int, colours: Palette) -> Strip:
    """Line numbers, a mark, and as much of the text from a column on as there is room for."""
    strong = {"-": colours.error, "+": colours.success}.get(mark)
    ground = _tint(colours.ground, strong) if strong and colours.mixes else None
    head = Segment(f"{numbers} ", ink(colours.half, on=ground))
    sign = Segment(f"{_SIGNS[mark]} ", ink(strong or colours.half, bold=strong is not None, on=ground))
    words = Strip([Segment(shown_code(text[:_LONGEST]), ink(colours.half if mark == "…" else colours.text, on=ground))])
    blank, room = Style(bgcolor=ground), max(0, width - len(numbers) - 3)
    body = words.crop_extend(left, left + room, blank)
    if room and words.cell_length > left + room:  # the line goes on to the right
        body = Strip.join([body.crop(0, room - 1), Strip([Segment("›", ink(colours.accent, on=ground))], 1)])
    return Strip.join([Strip([head, sign]), body]).crop_extend(0, width, blank)


@lru_cache(maxsize=16)
def _tint(ground: str, colour: str) -> str:
    return Color.parse(ground).blend(Color.parse(colour), 0.13).hex

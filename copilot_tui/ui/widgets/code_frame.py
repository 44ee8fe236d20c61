"""What the rows of one picture of code have in common, and the pieces that they are made of."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style

from copilot_tui.ui.theme.styles import ink

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.selection import Selection

    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.code_text import CodeRow


class Frame(NamedTuple):
    """What is the same for all rows of one picture."""

    ground: Style
    width: int
    """Cells of a row, the scroll bar apart."""
    gutter: int
    """Cells of the line numbers; 0 where there is no room for them."""
    left: int
    top: int
    colours: Palette
    selection: Selection | None
    marked_line: int
    """From 0; -1 for none."""


def number(row: CodeRow, start: int, frame: Frame) -> list[Segment]:
    """The gutter: where it is pressed, text is selected from the row's first character on."""
    if not frame.gutter:
        return []
    number, colours = str(row.line + 1) if row.start == 0 else "", frame.colours
    style = ink(colours.accent, bold=True) if row.line == frame.marked_line else ink(colours.half)
    words = number.rjust(frame.gutter - 2) + "  "
    if start == 0:  # its cells stand before the line, which is taken for the beginning of it
        return [Segment(words, placed(style, -len(words), row.line))]
    # Each cell stands for that character.
    return [Segment(character, placed(style, start, row.line)) for character in words]


def cut(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """The part of a line's spans between two characters."""
    at = 0
    for text, style in spans:
        after = at + len(text)
        if at >= end:
            return
        if after > start:
            yield (text if at >= start and after <= end else text[max(0, start - at) : end - at]), style
        at = after


@lru_cache(maxsize=8192)
def placed(style: Style | None, character: int, line: int) -> Style:
    """A style that says which character of which line it begins with, for selecting by mouse."""
    place = Style(meta={"offset": (character, line)})
    return place if style is None else style + place

"""Markdown as lines for a terminal outside the screen, drawn as the transcript draws it; nothing of Textual is needed.

It is here, and not with the command line, since there is to be one way to read and draw an answer. Only the terminal's
own colours are used: what its ground is, nobody knows here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.color import ColorSystem

from copilot_tui.ui.theme.terminal import ANSI_DARK, ANSI_LIGHT
from copilot_tui.ui.widgets.transcript.markdown import draw_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.widgets.transcript.rows import Row

WIDEST: Final = 100
"""Cells of a line that is still read with ease."""


def printed(source: str, width: int, *, colour: bool, light: bool = False) -> str:
    """Markdown, drawn.

    Args:
        source: as it came; what comes out is safe for a terminal.
        width: columns of the terminal.
        colour: whether styles may be used at all.
        light: whether the terminal's ground is known to be light.
    """
    palette = ANSI_LIGHT if light else ANSI_DARK
    rows = draw_markdown(source, max(8, min(width, WIDEST)), palette).rows
    return "".join(_lines(rows, colour=colour)).rstrip("\n")


def _lines(rows: list[Row], *, colour: bool) -> Iterator[str]:
    goes_on = False
    for row in rows:
        code = row.ground is not None
        if not goes_on:
            lead = "".join(_painted(span, colour=colour) for span in row.lead)
            # The cell before code on a ground of its own; without one it would be copied with the code.
            yield " " * row.inset + (lead.removeprefix(" ") if code and row.pieces else lead)
        yield "".join(_painted(span, colour=colour) for span in row.pieces)
        # A line of code stays one line, which the terminal wraps itself: so it can be copied.
        goes_on = code and row.join == ""
        if not goes_on:
            yield "\n"


def _painted(span: Span, *, colour: bool) -> str:
    text, style = span
    if style is None or not colour or not text:
        return text
    return style.render(text, color_system=ColorSystem.STANDARD)

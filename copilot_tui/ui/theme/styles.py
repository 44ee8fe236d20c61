"""A palette's colours as styles; what is more than a colour by name (dimmed, exchanged) is known here only."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.style import Style

from copilot_tui.ui.theme.palette import DIM, REVERSE

if TYPE_CHECKING:
    from copilot_tui.ui.theme.palette import Palette


@lru_cache(maxsize=512)
def ink(colour: str, *, bold: bool = False, on: str | None = None, underline: bool = False) -> Style:
    """A style of one colour, which may be `DIM`, on a ground, which may be `REVERSE`."""
    dim = colour == DIM
    style = Style(color="default" if dim else colour, bold=bold or None, underline=underline or None, dim=dim or None)
    return style if on is None else style + tone(on)


@lru_cache(maxsize=64)
def tone(ground: str) -> Style:
    """A ground alone, which may be `REVERSE`."""
    return Style(reverse=True) if ground == REVERSE else Style(bgcolor=ground)


@lru_cache(maxsize=512)
def levelled(style: Style) -> Style:
    """A style for a row whose text and ground are exchanged: in a colour, or dimmed, a word would be a patch there."""
    kept = Style(bold=style.bold, italic=style.italic, underline=style.underline, reverse=True)
    return kept + Style(meta=style.meta) if style.meta else kept


def struck(palette: Palette) -> Style:
    """The style of the one hit that is meant among several: accent and ground exchanged."""
    if palette.mixes:
        return ink(palette.ground, on=palette.accent, bold=True)
    return ink(palette.accent, on=REVERSE, bold=True)  # what the ground is, only the terminal knows

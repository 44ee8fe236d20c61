"""Code in a palette's syntax colours."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.style import Style

from copilot_tui.syntax import code_pieces, long_code_pieces
from copilot_tui.ui.theme.styles import ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.syntax import Piece
    from copilot_tui.ui.theme.palette import Palette

_ITALIC = Style(italic=True)

Span = tuple[str, Style | None]
"""A piece of one line and its style; None for the colour of the text around."""


def highlight_spans(code: str, language: str, palette: Palette) -> list[list[Span]]:
    """Code as lines of pieces in colour; arguments and bounds as `copilot_tui.syntax.code_pieces`."""
    return _in_colour(code_pieces(code, language), palette)


def highlight_long(code: str, language: str, palette: Palette, *, seconds: float) -> list[list[Span]]:
    """The same for code of any length, in a thread; see `copilot_tui.syntax.long_code_pieces`."""
    return _in_colour(long_code_pieces(code, language, seconds=seconds), palette)


def _in_colour(lines: Sequence[Sequence[Piece]], palette: Palette) -> list[list[Span]]:
    return [[(text, None if role is None else role_style(role, palette)) for text, role in line] for line in lines]


@lru_cache(maxsize=64)
def role_style(role: str, palette: Palette) -> Style:
    """How a role looks; see `copilot_tui.syntax.ROLES`."""
    style = ink(getattr(palette, role))
    return style + _ITALIC if role == "comment" else style

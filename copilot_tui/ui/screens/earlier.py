"""Searching the questions that were asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from copilot_tui.domain.text import line
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.widgets.drawing import cut, ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.ui.theme.palette import Palette


def earlier_screen(queries: Sequence[str]) -> ChoosingScreen[str]:
    """A screen that gives an earlier question to put into the composer."""

    async def choices(typed: str) -> tuple[list[str], str]:
        words = typed.casefold().split()
        found = [query for query in queries if all(word in query.casefold() for word in words)]
        return found[:200], "No question holds that." if typed else "Nothing was asked yet."

    return ChoosingScreen("Earlier questions", "words of the question", choices, _draw)


def _draw(query: str, width: int, palette: Palette) -> list[Text]:
    return [Text(cut(line(query), width), ink(palette.text))]

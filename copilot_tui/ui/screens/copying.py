"""What of a block to copy: the whole, one of its code blocks, its text without marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from copilot_tui.domain.text import line
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.widgets.drawing import beside, cut, ink
from copilot_tui.ui.widgets.transcript.copies import extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.transcript.copies import Copy


def copying_screen(copies: Sequence[Copy]) -> ChoosingScreen[Copy]:
    """A screen that gives what to copy."""

    async def choices(typed: str) -> tuple[list[Copy], str]:
        words = typed.casefold().split()
        found = [copy for copy in copies if all(word in f"{copy.name} {copy.text}".casefold() for word in words)]
        return found, "Nothing of it holds that."

    return ChoosingScreen("Copy", "words of what to copy", choices, _draw, take="copy")


def _draw(copy: Copy, width: int, palette: Palette) -> list[Text]:
    """What it is and how much, then how it begins."""
    begins = next((text for text in copy.text[:4_000].split("\n") if text.strip()), "")
    return [
        beside(Text(line(copy.name), ink(palette.text)), Text(extent(copy.text), ink(palette.half)), width),
        Text(cut(f"  {line(begins, 200)}", width), ink(palette.half)),
    ]

"""Choosing the language that a program is to be written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from copilot_tui.domain.language import LANGUAGES, Language
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.widgets.drawing import ink

if TYPE_CHECKING:
    from copilot_tui.ui.theme.palette import Palette


def languages_screen(first: str) -> ChoosingScreen[Language]:
    """A screen that gives a language.

    Args:
        first: the canonical name of the one that stands first.
    """
    ordered = sorted(LANGUAGES, key=lambda language: language.name != first)  # stable: the others stay in order

    async def choices(typed: str) -> tuple[list[Language], str]:
        word = typed.strip().lower()
        found = [one for one in ordered if any(name.startswith(word) for name in (one.name, *one.aliases))]
        return found, "Copilot is not known to write that: leave this list, and name it in the question."

    return ChoosingScreen("Language of the program", "its beginning", choices, _draw)


def _draw(language: Language, width: int, palette: Palette) -> list[Text]:
    del width
    badge = (f"{language.badge:<6}", ink(palette.copilot))
    return [Text.assemble(badge, (f"{language.title:<14}", ink(palette.text)), (language.file_name, ink(palette.half)))]

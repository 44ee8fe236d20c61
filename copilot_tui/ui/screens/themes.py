"""Choosing a theme: each is shown as it is gone through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical

from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.theme.palette import palette_of, themes
from copilot_tui.ui.theme.terminal import NO_COLOUR, TERMINAL_PALETTES
from copilot_tui.ui.widgets.drawing import beside, ink
from copilot_tui.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.theme import Theme
    from textual.timer import Timer

    from copilot_tui.ui.theme.palette import Palette

_SOON_SECONDS = 0.08  # who holds a key down sees the theme that he stops at
_SWATCH = ("text", "half", "accent", "you", "copilot", "success", "error")


class ThemeScreen(ChoosingScreen[str]):
    """Gives the name of the theme that was taken; the app is left with the last one that was shown.

    It stands beside what the theme is tried on, with its keys where that has its own.
    """

    DEFAULT_CSS = """
    ThemeScreen { background: transparent; }
    ThemeScreen > .choosing { dock: right; width: 48; height: 100%; margin: 1 0; }
    ThemeScreen > KeyBar { dock: bottom; padding: 0 2; }
    """
    pales = False
    grows = False

    def __init__(self) -> None:
        super().__init__("Themes", "name", self._choices, self._drawn, take="keep it")
        self._soon: Timer | None = None

    def compose(self) -> ComposeResult:
        """The choice, and the keys below everything."""
        with Vertical(classes="choosing"):
            yield from self.compose_choice()
        yield KeyBar()

    @property
    def first_meant(self) -> str:
        """The theme in force."""
        return self.app.theme

    def meant(self, choice: str | None) -> None:
        """Shows a theme, once nobody goes on."""
        if self._soon is not None:
            self._soon.stop()
            self._soon = None
        if choice is not None and choice != self.app.theme and not self.app.no_color:
            self._soon = self.set_timer(_SOON_SECONDS, lambda: setattr(self.app, "theme", choice))

    async def _choices(self, typed: str) -> tuple[list[str], str]:
        known = self.app.available_themes
        first = [theme.name for theme in themes() if theme.name != NO_COLOUR]
        names = [*first, *sorted(set(known) - set(first) - {NO_COLOUR})]
        if self.app.no_color:
            return [], "NO_COLOR is set: no theme has colours here."
        words = typed.casefold().split()
        found = [name for name in names if all(word in f"{name} {_about(known[name])}" for word in words)]
        return found, "No theme is called that."

    def _drawn(self, name: str, width: int, palette: Palette) -> list[Text]:
        theme = self.app.available_themes[name]
        colours = palette_of(theme)
        swatch = Text()
        for role in _SWATCH:
            swatch.append("●", ink(getattr(colours, role), on=colours.ground))
        right = Text.assemble((f"{_about(theme)}  ", ink(palette.half)), swatch)  # a text's own style would dim it
        return [beside(Text(name, ink(palette.text)), right, width)]


def _about(theme: Theme) -> str:
    if theme.name in TERMINAL_PALETTES:
        return "the terminal's"
    return "dark" if theme.dark else "light"

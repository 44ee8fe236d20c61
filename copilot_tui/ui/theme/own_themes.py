"""A person's own themes in the app: registered at the start, read again when their files change."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import App

from copilot_tui.ui.theme.palette import DARK, LIGHT, PALETTES, themes

if TYPE_CHECKING:
    from pathlib import Path

    from copilot_tui.config.themes import ThemeFile
    from copilot_tui.ui.theme.palette import Palette

LOOK_SECONDS = 1.0
"""How often the files are looked at, where there is a folder for them."""


class OwnThemes:
    """The themes of one folder.

    Args:
        app: where they are registered.
        folder: where they are; None for nowhere.
    """

    def __init__(self, app: App[str], folder: Path | None) -> None:
        self._app = app
        self._folder = folder
        self._signature: tuple[tuple[str, int, int], ...] = ()

    @property
    def watched(self) -> bool:
        """Whether there is a folder to look at; blocks for a moment."""
        return self._folder is not None and self._folder.is_dir()

    def take_first(self, name: str) -> None:
        """Registers the one that the first frame is drawn in, where it is one of these."""
        if self._folder is not None and name not in self._app.available_themes:
            from copilot_tui.config.themes import read_theme

            theme, _ = read_theme(self._folder / f"{name}.toml")
            if theme is not None:
                self._register(theme)

    async def look(self) -> tuple[str, ...]:
        """Reads what has changed since the last look; the theme in force is drawn anew.

        Returns:
            What is wrong with the files, in sentences; nothing where none has changed.
        """
        if self._folder is None:
            return ()
        from copilot_tui.config.themes import read_themes, signature

        now = await asyncio.to_thread(signature, self._folder)
        if now == self._signature:
            return ()
        self._signature = now
        read = await asyncio.to_thread(read_themes, self._folder)
        for theme in read.themes:
            if self._register(theme) and self._app.theme == theme.name:
                self._app.mutate_reactive(App.theme)  # setting the same name again would change nothing
        return read.problems

    def _register(self, theme: ThemeFile) -> bool:
        """Registers a theme; returns whether it is another one than before."""
        from copilot_tui.ui.theme.variables import made_theme

        if theme.name in {ours.name for ours in themes()}:
            return False
        palette = own_palette(theme)
        if PALETTES.get(theme.name) == palette and theme.name in self._app.available_themes:
            return False
        PALETTES[theme.name] = palette
        self._app.register_theme(made_theme(theme.name, palette))
        return True


def own_palette(theme: ThemeFile) -> Palette:
    """A palette of ours with a person's colours in it; syntax and comment follow what they are made of."""
    base = DARK if theme.dark else LIGHT
    colours: dict[str, Any] = dict(theme.colours)
    follow = {"comment": "half", "link": "you", "keyword": "copilot", "function": "you", "string": "success"}
    for role, source in follow.items():
        if source in colours:
            colours.setdefault(role, colours[source])
    return replace(base, **colours)

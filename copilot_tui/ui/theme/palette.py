"""Colours: one theme of ours, dark and light, made for long reading; and the palette that line drawing uses.

A test computes the contrast of every pair that is drawn: text at least 4.5:1, marks and bars 3:1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.theme import Theme


DIM: Final = "dim"
"""A colour's name for the terminal's own text colour, dimmed."""
REVERSE: Final = "reverse"
"""A ground's name for text and ground exchanged."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as "#rrggbb", or in the terminal's own colours by Rich's names: "default", "bright_black", … or `DIM`.

    Three voices (foreground, half tone, one accent for keys) and two close background tones instead of boxes.
    """

    dark: bool
    ground: str
    """Behind the column that is read."""
    panel: str
    """Behind everything beside it."""
    raised: str
    """Behind the composer, inline code and code blocks."""
    selected: str
    """Behind the row that is meant; may be `REVERSE`."""
    text: str
    half: str
    """Everything about the conversation: times, durations, contexts, line numbers."""
    faint: str
    """Rules and guides: no text."""
    accent: str
    """Keys that can be pressed now, and inline code."""
    you: str
    copilot: str
    success: str
    warning: str
    error: str
    link: str
    # syntax
    keyword: str
    string: str
    number: str
    function: str
    type: str
    comment: str

    @property
    def mixes(self) -> bool:
        """Whether tones between these colours can be made: the terminal's own colours are not known here."""
        return self.ground.startswith("#")


DARK = Palette(
    dark=True,
    ground="#10131a",
    panel="#171a24",
    raised="#1c202c",
    selected="#2b3a5c",
    text="#d7dce8",
    half="#8b93a7",
    faint="#666e82",
    accent="#f0b04f",
    you="#7aa2f7",
    copilot="#bb9af7",
    success="#8fce7e",
    warning="#f0b04f",
    error="#f7768e",
    link="#7aa2f7",
    keyword="#bb9af7",
    string="#8fce7e",
    number="#f0a06a",
    function="#7aa2f7",
    type="#6cc7d8",
    comment="#8b93a7",
)

LIGHT = Palette(
    dark=False,
    ground="#fcfcfd",
    panel="#f1f2f6",
    raised="#eceef3",
    selected="#c9d5f2",
    text="#1d2230",
    half="#5a6173",
    faint="#7d8496",
    accent="#8a4b00",
    you="#2450c4",
    copilot="#7432b8",
    success="#1a6e2e",
    warning="#8a4b00",
    error="#b81d33",
    link="#2450c4",
    keyword="#7432b8",
    string="#1a6e2e",
    number="#9a4a12",
    function="#2450c4",
    type="#0f6478",
    comment="#5a6173",
)

PALETTES = {"copilot-dark": DARK, "copilot-light": LIGHT}
"""The palettes of themes by name, as far as they were asked for."""
DEFAULT_THEME = "copilot-dark"


def themes() -> tuple[Theme, ...]:
    """Our themes, and those in the terminal's own colours, to be registered with the app."""
    from copilot_tui.ui.theme.terminal import TERMINAL_PALETTES
    from copilot_tui.ui.theme.variables import made_theme

    PALETTES.update(TERMINAL_PALETTES)
    return tuple(made_theme(name, PALETTES[name]) for name in ("copilot-dark", "copilot-light", *TERMINAL_PALETTES))


def palette_of(theme: Theme) -> Palette:
    """The palette of a theme: ours as designed, any other's made from its own colours (once, since it takes long)."""
    if theme.name not in PALETTES:
        from copilot_tui.ui.theme.borrowed import borrowed_palette

        PALETTES[theme.name] = borrowed_palette(theme)
    return PALETTES[theme.name]

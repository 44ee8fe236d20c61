"""Palettes in the terminal's own colours, and one without any: for transparency, for NO_COLOR, for screen readers."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from copilot_tui.ui.theme.palette import DIM, REVERSE, Palette

NO_COLOUR: Final = "no-color"
"""The theme in force where the environment says NO_COLOR."""

ANSI_DARK: Final = Palette(
    dark=True,
    ground="default",
    panel="default",
    raised="default",
    selected=REVERSE,  # as legible as the text itself, which no other ground of an unknown terminal is
    text="default",
    half=DIM,
    faint="bright_black",
    accent="yellow",
    you="bright_blue",  # plain blue cannot be read on black in many terminals
    copilot="magenta",
    success="green",
    warning="yellow",
    error="red",
    link="bright_blue",
    keyword="magenta",
    string="green",
    number="yellow",
    function="bright_blue",
    type="cyan",
    comment=DIM,
)

ANSI_LIGHT: Final = replace(
    ANSI_DARK,
    dark=False,
    accent="magenta",  # yellow cannot be read on white
    warning="red",
    number="red",
    you="blue",
    link="blue",
    function="blue",
)

_PLAIN: Final = replace(
    ANSI_DARK,
    faint=DIM,
    accent="default",
    you="default",
    copilot="default",
    success="default",
    warning="default",
    error="default",
    link="default",
    keyword="default",
    string="default",
    number="default",
    function="default",
    type="default",
)

TERMINAL_PALETTES: Final = {"ansi-dark": ANSI_DARK, "ansi-light": ANSI_LIGHT, NO_COLOUR: _PLAIN}

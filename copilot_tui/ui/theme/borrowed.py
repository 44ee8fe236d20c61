"""A palette from the colours of a theme that is not ours: every text in it can be read, whatever the theme says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.ui.theme.contrast import MARK, TEXT, legible, mix
from copilot_tui.ui.theme.palette import DARK, LIGHT, Palette

if TYPE_CHECKING:
    from textual.theme import Theme

_HALF = 0.35  # how far the half tone is from the text's colour to the ground's


def borrowed_palette(theme: Theme) -> Palette:
    """The palette of any theme of Textual's; its colours are changed only as far as they cannot be read."""
    base = DARK if theme.dark else LIGHT
    design = theme.to_color_system().generate()

    def colour(name: str, fallback: str) -> str:
        value = design.get(name, "")[:7]  # without transparency
        return value if value.startswith("#") and len(value) == 7 else fallback

    ground = colour("background", base.ground)
    panel, raised = colour("surface", base.panel), colour("panel", base.raised)
    grounds = (ground, panel, raised)
    text = legible(colour("foreground", base.text), grounds)

    def ink(name: str, fallback: str, least: float = TEXT) -> str:
        return legible(colour(name, fallback), grounds, least)

    you, copilot = ink("primary", base.you), ink("secondary", base.copilot)
    accent, success = ink("accent", base.accent), ink("success", base.success)
    warning, error = ink("warning", base.warning), ink("error", base.error)
    half = legible(mix(text, ground, _HALF), grounds)
    return Palette(
        dark=theme.dark,
        ground=ground,
        panel=panel,
        raised=raised,
        selected=_behind(text, mix(ground, you, 0.35), ground),
        text=text,
        half=half,
        faint=legible(mix(text, ground, 0.6), grounds, MARK),
        accent=accent,
        you=you,
        copilot=copilot,
        success=success,
        warning=warning,
        error=error,
        link=you,
        keyword=copilot,
        string=success,
        number=warning,
        function=you,
        type=accent,
        comment=half,
    )


def _behind(text: str, wanted: str, ground: str) -> str:
    """A ground that a text can be read on, as near to the wanted one as can be."""
    from copilot_tui.ui.theme.contrast import ratio

    tried = (mix(wanted, ground, step / 10) for step in range(10))
    return next((one for one in tried if ratio(text, one) >= TEXT), mix(wanted, ground, 0.9))

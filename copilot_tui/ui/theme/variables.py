"""A palette as the variables that style sheets use, and as a theme of Textual's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import Theme

from copilot_tui.ui.theme.palette import DIM, REVERSE

if TYPE_CHECKING:
    from copilot_tui.ui.theme.palette import Palette


def made_theme(name: str, palette: Palette) -> Theme:
    """A theme for Textual in a palette's colours."""
    return Theme(
        name=name,
        ansi=not palette.mixes,
        primary=css(palette.you),
        secondary=css(palette.copilot),
        accent=css(palette.accent),
        foreground=css(palette.text),
        background=css(palette.ground),
        surface=css(palette.raised),
        panel=css(palette.panel),
        boost=None if palette.mixes else css(palette.panel),
        success=css(palette.success),
        warning=css(palette.warning),
        error=css(palette.error),
        dark=palette.dark,
        variables=css_variables(palette),
    )


def css_variables(palette: Palette) -> dict[str, str]:
    """What style sheets use beside Textual's own variables."""
    you, ground, selected = css(palette.you), css(palette.ground), css(palette.selected)
    chosen = f"{you} 35%" if palette.mixes else selected
    mixed = palette.mixes
    black, white = ("ansi_black", "ansi_white") if palette.dark else ("ansi_white", "ansi_black")
    return {
        "ansi-background": black,
        "ansi-foreground": white,
        "input-cursor-text-style": "reverse",
        "background": ground,
        "panel": css(palette.panel),
        "surface": css(palette.raised),
        "foreground": css(palette.text),
        "half": css(palette.half),
        "faint": css(palette.faint),
        "selected": selected,
        "raised": css(palette.raised),
        "you": you,
        "copilot": css(palette.copilot),
        "success": css(palette.success),
        "warning": css(palette.warning),
        "error": css(palette.error),
        "accent": css(palette.accent),
        # The bar of what has no focus: there, to keep its place, and not seen.
        "unmarked-panel": f"outer {css(palette.panel)}" if mixed else "blank",
        "unmarked-ground": f"outer {ground}" if mixed else "blank",
        # Behind a dialog; where nothing can be mixed, see `copilot_tui.ui.screens.modal`.
        "veil": f"{ground} 60%" if mixed else "ansi_default",
        **_frames(palette),
        "block-cursor-background": selected,
        "block-cursor-foreground": css(palette.text),
        "input-selection-background": chosen,
        "screen-selection-background": chosen,
        "scrollbar": selected if mixed else css(palette.faint),
        "scrollbar-hover": css(palette.faint),
        "scrollbar-active": css(palette.faint),
        "scrollbar-background": ground,
        "scrollbar-background-hover": ground,
        "scrollbar-background-active": ground,
        "scrollbar-corner-color": ground,
        "footer-key-foreground": css(palette.accent),
    }


def _frames(palette: Palette) -> dict[str, str]:
    """What sets apart what lies above something else: a tone and a mark at its left; without tones a frame."""
    found = {"frame-padding": "1 2 0 2" if palette.mixes else "0 1"}
    for name, colour in (("frame", palette.you), ("frame-warning", palette.warning), ("frame-error", palette.error)):
        frame = f"round {css(colour)}"
        found |= {name: "none" if palette.mixes else frame}
        found |= {f"{name}-mark": f"outer {css(colour)}" if palette.mixes else frame}
    return found


def css(colour: str) -> str:
    """A palette's colour as a style sheet names it."""
    if colour.startswith("#"):
        return colour
    return "ansi_default" if colour in {DIM, REVERSE} else f"ansi_{colour}"

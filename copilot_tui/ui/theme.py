"""Colours: one theme of ours, dark and light, made for long reading; and the palette that line drawing uses.

Three voices (foreground, half tone, one accent for keys) and two close background tones instead of boxes.
A test computes the contrast of every pair that is drawn: text at least 4.5:1, marks and bars 3:1.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme by what they say, as "#rrggbb"."""

    dark: bool
    ground: str
    """Behind the column that is read."""
    panel: str
    """Behind everything beside it."""
    raised: str
    """Behind the composer, inline code and code blocks."""
    selected: str
    """Behind the row that is meant."""
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
DEFAULT_THEME = "copilot-dark"


def themes() -> tuple[Theme, ...]:
    """Our two themes, to be registered with the app."""
    return (_theme("copilot-dark", DARK), _theme("copilot-light", LIGHT))


def palette_of(theme: Theme) -> Palette:
    """The palette of a theme: ours as designed, any other's made from its own colours (once, since it takes long)."""
    if theme.name not in PALETTES:
        PALETTES[theme.name] = _derived(theme)
    return PALETTES[theme.name]


def _theme(name: str, palette: Palette) -> Theme:
    return Theme(
        name=name,
        primary=palette.you,
        secondary=palette.copilot,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.raised,
        panel=palette.panel,
        success=palette.success,
        warning=palette.warning,
        error=palette.error,
        dark=palette.dark,
        variables={
            "half": palette.half,
            "faint": palette.faint,
            "selected": palette.selected,
            "raised": palette.raised,
            "you": palette.you,
            "copilot": palette.copilot,
            "block-cursor-background": palette.selected,
            "block-cursor-foreground": palette.text,
            "input-selection-background": f"{palette.you} 35%",
            "screen-selection-background": f"{palette.you} 35%",
            "scrollbar": palette.selected,
            "scrollbar-hover": palette.faint,
            "scrollbar-active": palette.faint,
            "scrollbar-background": palette.ground,
            "scrollbar-background-hover": palette.ground,
            "scrollbar-background-active": palette.ground,
            "footer-key-foreground": palette.accent,
        },
    )


def _derived(theme: Theme) -> Palette:
    """A palette from the colours that any Textual theme defines."""
    base = DARK if theme.dark else LIGHT
    design = theme.to_color_system().generate()

    def colour(name: str, fallback: str) -> str:
        value = design.get(name, "")
        return value if value.startswith("#") and len(value) == 7 else fallback

    return Palette(
        dark=theme.dark,
        ground=colour("background", base.ground),
        panel=colour("panel", base.panel),
        raised=colour("surface", base.raised),
        selected=colour("primary-muted", base.selected),
        text=colour("foreground", base.text),
        half=colour("foreground-darken-1", base.half) if theme.dark else base.half,
        faint=base.faint,
        accent=colour("accent", base.accent),
        you=colour("primary", base.you),
        copilot=colour("secondary", base.copilot),
        success=colour("success", base.success),
        warning=colour("warning", base.warning),
        error=colour("error", base.error),
        link=colour("primary", base.link),
        keyword=colour("secondary", base.keyword),
        string=colour("success", base.string),
        number=colour("warning", base.number),
        function=colour("primary", base.function),
        type=colour("accent", base.type),
        comment=base.comment,
    )

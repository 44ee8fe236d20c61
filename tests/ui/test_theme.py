"""Contrast is computed, not guessed: WCAG's ratio of every pair of colours that is drawn."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from copilot_tui.ui.theme import DARK, LIGHT, Palette, palette_of, themes

TEXTS = (
    *("text", "half", "accent", "you", "copilot", "success", "warning", "error", "link"),
    *("keyword", "string", "number", "function", "type", "comment"),
)
GROUNDS = ("ground", "panel", "raised")


def ratio(first: str, second: str) -> float:
    """The contrast of two colours (WCAG 2.2, "contrast ratio")."""

    def luminance(colour: str) -> float:
        parts = [part / 255 for part in Color.parse(colour).rgb]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", TEXTS)
def test_text_can_be_read(palette: Palette, name: str, ground: str) -> None:
    assert ratio(getattr(palette, name), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("name", ["text", "half", "accent", "you", "error"])
def test_the_meant_row_can_be_read(palette: Palette, name: str) -> None:
    assert ratio(getattr(palette, name), palette.selected) >= (4.5 if name == "text" else 3)


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_bars_and_rules_can_be_seen(palette: Palette, ground: str) -> None:
    assert ratio(palette.faint, getattr(palette, ground)) >= 3


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_panes_are_told_apart_by_a_close_tone(palette: Palette) -> None:
    assert 1.03 < ratio(palette.ground, palette.panel) < 1.3


@pytest.mark.parametrize("theme", [*BUILTIN_THEMES.values(), *themes()], ids=lambda theme: theme.name)
def test_every_theme_gives_a_whole_palette(theme: object) -> None:
    palette = palette_of(theme)  # type: ignore[arg-type]
    for name in (*TEXTS, *GROUNDS, "selected", "faint"):
        assert Color.parse(getattr(palette, name)).a == 1

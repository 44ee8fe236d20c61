"""Contrast is computed, not guessed: WCAG's ratio of every pair of colours that is drawn."""

from __future__ import annotations

from typing import Any

import pytest
from rich.color import ANSI_COLOR_NAMES
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.launch import Launch, Refusal
from copilot_tui.ui.theme.palette import DARK, DIM, LIGHT, Palette, palette_of
from copilot_tui.ui.theme.styles import tone
from copilot_tui.ui.theme.terminal import TERMINAL_PALETTES

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
@pytest.mark.parametrize("name", TEXTS)
def test_the_meant_row_and_selected_text_can_be_read(palette: Palette, name: str) -> None:
    assert ratio(getattr(palette, name), palette.selected) >= (4.5 if name == "text" else 3)


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_bars_and_rules_can_be_seen(palette: Palette, ground: str) -> None:
    assert ratio(palette.faint, getattr(palette, ground)) >= 3


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_panes_are_told_apart_by_a_close_tone(palette: Palette) -> None:
    assert 1.03 < ratio(palette.ground, palette.panel) < 1.3


MIXED = [theme for theme in BUILTIN_THEMES.values() if not theme.ansi]


@pytest.mark.parametrize("theme", MIXED, ids=lambda theme: theme.name)
def test_text_can_be_read_in_every_other_theme(theme: Theme) -> None:
    palette = palette_of(theme)
    grounds = [getattr(palette, name) for name in GROUNDS]
    for name in TEXTS:
        assert min(ratio(getattr(palette, name), ground) for ground in grounds) >= 4.5, name
    assert min(ratio(palette.faint, ground) for ground in grounds) >= 3
    assert ratio(palette.text, palette.selected) >= 4.5


@pytest.mark.parametrize("name", TERMINAL_PALETTES)
def test_the_terminals_own_themes_leave_its_grounds_alone(name: str) -> None:
    palette = TERMINAL_PALETTES[name]
    assert {palette.ground, palette.panel, palette.raised} == {"default"}
    assert Style.parse(str(tone(palette.selected))).reverse  # the one ground that is legible on any terminal
    for role in TEXTS:
        assert getattr(palette, role) in {DIM, "default", *ANSI_COLOR_NAMES}


def drawn_styles(app: App[Any]) -> list[Style]:
    """The styles of all that is on screen, as the terminal would get them."""
    strips = app.screen._compositor.render_strips()
    for line_filter in app.get_line_filters():
        if line_filter.enabled:
            strips = [strip.apply_filter(line_filter, app.screen.background_colors[1]) for strip in strips]
    return [segment.style for strip in strips for segment in strip if segment.style is not None]


class Deskless(CopilotApp):
    """The app as it is before a desk is opened, for as long as the test takes."""

    def __init__(self, theme: str) -> None:
        super().__init__(Launch(open_desk=lambda: Refusal("no desk", 1), theme=theme))

    def on_ready(self) -> None:
        pass


async def test_the_app_starts_in_every_theme_and_changes_between_them() -> None:
    app = Deskless("nord")
    async with app.run_test() as pilot:
        assert app.theme == "nord"
        for name in app.available_themes:
            app.theme = name
            await pilot.pause()
            assert app.current_theme.name == name


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_the_terminals_own_colours_are_all_that_is_drawn(theme: str) -> None:
    app = Deskless(theme)
    async with app.run_test() as pilot:
        await pilot.pause()
        colours = [colour for style in drawn_styles(app) for colour in (style.color, style.bgcolor) if colour]
        assert colours
        assert not [colour for colour in colours if colour.triplet is not None]


async def test_no_color_draws_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Deskless("copilot-light")
    async with app.run_test() as pilot:
        await pilot.pause()
        styles = drawn_styles(app)
        assert any(style.bold for style in styles)
        colours = [colour for style in styles for colour in (style.color, style.bgcolor) if colour]
        assert {colour.name for colour in colours} == {"default"}

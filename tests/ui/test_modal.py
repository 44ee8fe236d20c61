"""What lies above something else is told from it in every theme, also where no tones can be mixed."""

from __future__ import annotations

from contextlib import asynccontextmanager
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from rich.style import Style

from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.launch import Launch, Refusal
from copilot_tui.ui.screens.dialog import LineDialog
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

BELOW = "Ask Pulumi Copilot"  # the greeting, in bold and in a colour of its own
TITLE = "Rename the conversation"
FRAME = "╭"


@asynccontextmanager
async def begun(theme: str) -> AsyncIterator[tuple[CopilotApp, Pilot[Any]]]:
    """The app with what it says in passing, before there is a desk."""
    end = Event()

    def open_desk() -> Refusal:
        end.wait()
        return Refusal("no desk", 1)

    app = CopilotApp(Launch(open_desk=open_desk, theme=theme))
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        try:
            yield app, pilot
        finally:
            end.set()


def style_of(app: CopilotApp, words: str) -> Style:
    """How the first letter of a text on the screen is drawn."""
    row = next(strip for strip in app.screen._compositor.render_strips() if words in strip.text)
    at = row.text.index(words)
    return next(iter(row.crop(at, at + 1))).style or Style()


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "no-color"])
async def test_in_the_terminals_own_colours_what_is_below_is_dimmed_and_the_dialog_framed(theme: str) -> None:
    async with begun(theme) as (app, pilot):
        await until(pilot, lambda: BELOW in shown(app) and FRAME not in shown(app))
        assert style_of(app, BELOW).bold
        app.push_screen(LineDialog(TITLE))
        await until(pilot, lambda: TITLE in shown(app))
        below = style_of(app, BELOW)
        assert (below.dim, bool(below.bold), below.meta) == (True, False, {})
        assert below.color is not None
        assert below.color.is_default
        assert FRAME in shown(app)
        assert not style_of(app, TITLE).dim
        app.pop_screen()
        await until(pilot, lambda: TITLE not in shown(app))
        assert style_of(app, BELOW).bold


async def test_where_tones_can_be_mixed_a_veil_does_it() -> None:
    async with begun("copilot-dark") as (app, pilot):
        await until(pilot, lambda: BELOW in shown(app))
        before = style_of(app, BELOW)
        app.push_screen(LineDialog(TITLE))
        await until(pilot, lambda: TITLE in shown(app))
        below = style_of(app, BELOW)
        assert below.bold
        assert below.color != before.color
        assert FRAME not in shown(app)


@pytest.mark.parametrize("theme", ["copilot-dark", "ansi-dark"])
async def test_words_said_in_passing_are_set_apart_too(theme: str) -> None:
    async with begun(theme) as (app, pilot):
        app.dashboard.say("Copied.", "warning")
        await until(pilot, lambda: "Copied." in shown(app))
        assert (FRAME in shown(app)) == (theme == "ansi-dark")

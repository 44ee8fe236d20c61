"""Jumping to a pane by its letter."""

from __future__ import annotations

from copilot_tui.ui.screens.jump import JumpScreen
from copilot_tui.ui.screens.settings import SettingsScreen
from tests.ui.desk_host import opened
from tests.ui.patience import until
from tests.ui.program_host import shown


async def test_every_pane_has_a_letter_that_goes_there() -> None:
    async with opened() as (app, pilot):
        board = app.dashboard
        await board.navigation.choose(board.listed.summaries[1].id)
        await until(pilot, lambda: board.transcript is not None and bool(board.transcript.region))
        await pilot.press("alt+j")
        await until(pilot, lambda: isinstance(app.screen, JumpScreen) and "f  Context" in shown(app))
        for label in ("a  Conversations", "s  Transcript", "d  Composer"):
            assert label in shown(app)
        await pilot.press("a")
        await until(pilot, lambda: app.focused is board.listed)
        await pilot.press("alt+j")
        await until(pilot, lambda: "d  Composer" in shown(app))
        row = next(at for at, line in enumerate(shown(app).split("\n")) if "Transcript" in line)
        await pilot.click(offset=(shown(app).split("\n")[row].index("Transcript"), row))
        await until(pilot, lambda: app.focused is board.transcript)


async def test_any_other_key_goes_back_and_does_nothing_else() -> None:
    async with opened() as (app, pilot):
        await pilot.press("alt+j", "f9")
        await until(pilot, lambda: app.screen is app.dashboard)
        assert app.focused is app.dashboard.composer.prompt


async def test_other_screens_have_it_too() -> None:
    async with opened() as (app, pilot):
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("alt+j")
        await until(pilot, lambda: "Settings" in shown(app) and "name or meaning" in shown(app))
        letter = shown(app).split("  name or meaning")[0].rstrip()[-1]
        await pilot.press(letter)
        await until(pilot, lambda: app.focused is not None and app.focused.id == "filter")

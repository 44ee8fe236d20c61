"""The leader: one key, then another one that acts, from wherever one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.ui.screens.dialog import LineDialog
from copilot_tui.ui.screens.help import HelpScreen
from copilot_tui.ui.screens.leader import LeaderScreen
from tests.ui.desk_host import opened, said
from tests.ui.patience import until, until_shown
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from textual.pilot import Pilot

    from copilot_tui.ui.app import CopilotApp


async def read_newest(app: CopilotApp, pilot: Pilot[Any]) -> None:
    """Opens a conversation that ends in a program of two versions, the composer focused."""
    board = app.dashboard
    await board.navigation.choose(board.listed.summaries[1].id)
    await until(pilot, lambda: board.transcript is not None and board.transcript.current is not None)


async def test_it_shows_what_can_be_done_with_the_marked_block_and_does_it() -> None:
    async with opened() as (app, pilot):
        await read_newest(app, pilot)
        await pilot.press("ctrl+x")
        await until_shown(pilot, "PROGRAM V2")
        for words in ("c copy", "d diff", "R rename", "2 programs", "7 list on/off", "esc back"):
            assert words in shown(app)
        assert "r resend" not in shown(app)  # this question has its answer
        await pilot.press("c")
        await until(pilot, lambda: "Program v2" in said(app))
        assert app.screen is app.dashboard
        assert app.focused is app.dashboard.composer.prompt


async def test_before_anything_was_asked_nothing_is_offered_for_it() -> None:
    async with opened() as (app, pilot):
        await pilot.press("ctrl+x")
        await until_shown(pilot, "n new")
        for words in ("c copy", "p pin", "/ find"):
            assert words not in shown(app)
        await pilot.press("p")
        await until(pilot, lambda: app.screen is app.dashboard)
        assert not said(app)


async def test_what_is_typed_behind_its_keys_arrives_where_they_lead() -> None:
    async with opened() as (app, pilot):
        await read_newest(app, pilot)
        await pilot.press(*"before", "ctrl+x", "n", *"after")
        await until(pilot, lambda: app.dashboard.composer.text == "after")
        assert app.dashboard.conversation is None


async def test_any_other_key_goes_back_and_does_nothing_else() -> None:
    async with opened() as (app, pilot):
        await read_newest(app, pilot)
        for key in ("escape", "f9", "ctrl+x", "z"):
            await pilot.press("ctrl+x")
            await until(pilot, lambda: isinstance(app.screen, LeaderScreen))
            await pilot.press(key)
            await until(pilot, lambda: app.screen is app.dashboard)
        assert app.dashboard.composer.text == ""


async def test_pins_renames_and_archives_the_open_conversation() -> None:
    async with opened() as (app, pilot):
        await read_newest(app, pilot)
        board = app.dashboard
        assert board.conversation is not None
        home = board.conversation.id

        def row() -> Any:
            return next((row for row in board.listed.summaries if row.id == home), None)

        await pilot.press("ctrl+x", "p")
        await until(pilot, lambda: row().pinned)
        await pilot.press("ctrl+x", "p")
        await until(pilot, lambda: not row().pinned)
        await pilot.press("ctrl+x", "R")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        await pilot.press(*"Mine", "enter")
        await until(pilot, lambda: row().title == "Mine")
        await pilot.press("ctrl+x", "a")
        await until(pilot, lambda: row() is None)


async def test_goes_to_panes_and_screens() -> None:
    async with opened() as (app, pilot):
        await read_newest(app, pilot)
        board = app.dashboard
        await pilot.press("ctrl+x", "7")
        await until(pilot, lambda: not board.query_one("#left").display)
        await pilot.press("ctrl+x", "l")
        await until(pilot, lambda: app.focused is board.listed)
        await pilot.press("ctrl+x", "t")
        await until(pilot, lambda: app.focused is board.transcript)
        await pilot.press("ctrl+x", "w")
        await until(pilot, lambda: app.focused is board.composer.prompt)
        await pilot.press("ctrl+x", "1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))


async def test_each_key_can_be_clicked() -> None:
    async with opened() as (app, pilot):
        await pilot.press("ctrl+x")
        await until_shown(pilot, "3 overview")
        lines = shown(app).split("\n")
        row = next(at for at, line in enumerate(lines) if "3 overview" in line)
        await pilot.click(offset=(lines[row].index("overview"), row))
        await until_shown(pilot, "ANSWER TIMES")


async def test_where_text_is_selected_its_key_cuts() -> None:
    async with opened() as (app, pilot):
        await pilot.press(*"keep cut", "ctrl+shift+left", "ctrl+x")
        await until(pilot, lambda: app.dashboard.composer.text == "keep ")
        await pilot.press("ctrl+x")
        await until(pilot, lambda: isinstance(app.screen, LeaderScreen))


async def test_its_keys_can_be_others(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[keys]\nleader = "ctrl+l"\n"leader.overview" = "O"\n')
    async with opened(config=config) as (app, pilot):
        await until(pilot, lambda: bool(app.dashboard.keymap))
        await pilot.press("ctrl+l")
        await until_shown(pilot, "O overview")


async def test_a_small_screen_has_the_groups_below_each_other() -> None:
    async with opened((44, 40)) as (_, pilot):
        await pilot.press("ctrl+x")
        await until_shown(pilot, "PANES")
        await until_shown(pilot, "esc back")

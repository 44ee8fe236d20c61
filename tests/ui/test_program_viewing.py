"""A program is read beside its conversation where there is room, with the same keys as over the whole screen."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.screens.diff import DiffScreen
from copilot_tui.ui.screens.export_dialog import ExportDialog
from copilot_tui.ui.screens.program import ProgramScreen
from copilot_tui.ui.widgets.program_facts import ProgramFacts
from tests.ui.desk_host import opened
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot
    from textual.screen import Screen

TITLE = "program · typescript · v3 of 3 · 28 lines"


@asynccontextmanager
async def reading(size: tuple[int, int] = (200, 50)) -> AsyncIterator[tuple[CopilotApp, Pilot[Any]]]:
    """The demo's conversation with three versions of a bucket; its newest program was opened with v."""
    async with opened(size) as (app, pilot):
        await choose(app, "S3 bucket")
        await pilot.press("escape", "G", "v")
        await until(pilot, lambda: TITLE in shown(app))
        yield app, pilot


async def choose(app: CopilotApp, title: str) -> None:
    row = next(row for row in app.dashboard.listed.summaries if row.title.startswith(title))
    await app.dashboard.navigation.choose(row.id)


async def test_it_stands_beside_the_transcript_and_the_context_makes_room() -> None:
    async with reading() as (app, pilot):
        screen = shown(app)
        assert app.screen is app.dashboard
        assert "Can somebody make it public by accident?" in screen  # the transcript
        assert "Ask Pulumi Copilot" in screen
        assert 'new aws.s3.BucketVersioning("assets"' in screen  # the program, beyond the block's first lines
        assert "CONTEXT" not in screen
        await pilot.press("f8")
        await until(pilot, lambda: "CONTEXT" in shown(app))


async def test_every_key_of_the_viewer_works_there() -> None:
    async with reading() as (app, pilot):
        pane = app.dashboard.program_viewing.pane
        assert pane is not None
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "v2 of 3 · 20 lines" in shown(app))
        await pilot.press("right_square_bracket", "slash", *"versioning", "enter")
        await until(pilot, lambda: "of 2" in shown(app))
        assert app.focused is pane.code.view
        await pilot.press("escape", "w")
        assert pane.code.view.wrap
        await pilot.press("tab")
        await until(pilot, lambda: "needs     @pulumi/aws" in shown(app))
        assert isinstance(app.focused, ProgramFacts)
        await pilot.press("tab", "c")
        await until(pilot, lambda: any("index.ts v3: " in notice.message for notice in app._notifications))
        for key, kind in (("d", DiffScreen), ("e", ExportDialog), ("s", ExportDialog)):
            await pilot.press(key)
            await until(pilot, partial(is_on_top, app, kind))
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is app.dashboard)


def is_on_top(app: CopilotApp, kind: type[Screen[Any]]) -> bool:
    return isinstance(app.screen, kind)


async def test_escape_closes_it_and_the_transcript_is_read_on() -> None:
    async with reading() as (app, pilot):
        await pilot.press("escape")
        await until(pilot, lambda: TITLE not in shown(app))
        assert app.focused is app.dashboard.transcript
        assert "CONTEXT" in shown(app)
        await pilot.press("v")  # and again
        await until(pilot, lambda: TITLE in shown(app))


async def test_it_can_be_enlarged_and_is_there_again_afterwards() -> None:
    async with reading() as (app, pilot):
        await pilot.press("left_square_bracket", "v")
        await until(pilot, lambda: isinstance(app.screen, ProgramScreen) and "v2 of 3" in shown(app))
        assert "v enlarge" not in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.dashboard)
        assert "v2 of 3 · 20 lines" in shown(app)


async def test_the_doors_in_its_title_can_be_clicked() -> None:
    async with reading() as (app, pilot):
        row = next(row for row in shown(app).splitlines() if TITLE in row)
        await pilot.click(offset=(row.index("close"), shown(app).splitlines().index(row)))
        await until(pilot, lambda: TITLE not in shown(app))


async def test_next_pane_goes_through_it() -> None:
    async with reading() as (app, pilot):
        board = app.dashboard
        assert board.program_viewing.pane is not None
        code = board.program_viewing.pane.code
        await pilot.press("slash")  # in its find line one is in it too
        for place in (board.listed, board.composer.prompt, board.transcript, code.view, board.listed):
            await pilot.press("f6")
            assert app.focused is place


async def test_another_conversation_closes_it() -> None:
    async with reading() as (app, pilot):
        await choose(app, "Who are the admins?")
        await until(pilot, lambda: TITLE not in shown(app))
        assert app.dashboard.program_viewing.pane is None


async def test_a_new_version_is_told_and_the_reader_stays() -> None:
    async with reading() as (app, pilot):
        app.dashboard.composer.put("/slow 0.1 Encrypt it with a key of our own.")
        await pilot.press("f6", "f6", "enter")
        await until(pilot, lambda: "v3 of 4 · 28 lines" in shown(app))
        await pilot.press("f6", "f6", "right_square_bracket")
        await until(pilot, lambda: "v4 of 4" in shown(app))


async def test_without_room_it_takes_the_whole_screen() -> None:
    async with reading((120, 40)) as (app, pilot):
        assert isinstance(app.screen, ProgramScreen)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.dashboard)
        assert app.dashboard.program_viewing.pane is None


async def test_without_the_list_there_is_room_earlier() -> None:
    async with reading((130, 40)) as (app, pilot):
        await pilot.press("escape", "f7", "v")
        await until(pilot, lambda: app.dashboard.program_viewing.pane is not None and TITLE in shown(app))
        await pilot.press("f7")  # the list comes back: the program alone beside it
        await until(pilot, lambda: "Ask Pulumi Copilot" not in shown(app))
        assert TITLE in shown(app)


async def test_a_terminal_that_shrinks_leaves_the_program_in_sight() -> None:
    async with reading() as (app, pilot):
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: "Ask Pulumi Copilot" not in shown(app))
        assert TITLE in shown(app)
        await pilot.resize_terminal(40, 12)
        await until(pilot, lambda: "program · typescript" in shown(app))
        await pilot.resize_terminal(200, 50)
        await until(pilot, lambda: "Ask Pulumi Copilot" in shown(app))
        assert TITLE in shown(app)


async def test_help_begins_with_the_keys_of_the_code() -> None:
    async with reading() as (app, pilot):
        await pilot.press("f1")
        await until(pilot, lambda: "CODE " in shown(app))
        words = shown(app)
        assert words.index("CODE ") < words.index("PROGRAM ") < words.index("ANYWHERE ")

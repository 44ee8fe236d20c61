"""The search, by the keys that a person presses, over a history of some hundred conversations or the demo's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import Input

from copilot_tui.ui.screens.search import SearchScreen
from tests.ui.history_host import opened
from tests.ui.patience import until
from tests.ui.program_host import shown
from tests.ui.test_typed_order import burst

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from copilot_tui.ui.app import CopilotApp


async def search(app: CopilotApp, pilot: Pilot[Any], typed: str) -> SearchScreen:
    await pilot.press("ctrl+o")
    await until(pilot, lambda: isinstance(app.screen, SearchScreen))
    screen = app.screen
    assert isinstance(screen, SearchScreen)
    await pilot.press(*("space" if letter == " " else "colon" if letter == ":" else letter for letter in typed))
    return screen


async def test_hits_are_grouped_by_conversation_and_marked() -> None:
    async with opened(None) as (app, pilot):
        screen = await search(app, pilot, "bucket")
        await until(pilot, lambda: "program   This program makes an S3 bucket" in shown(app))
        assert "S3 bucket with versioning" in shown(app)
        assert "hits in" in shown(app)
        assert screen.hits.meant is not None


async def test_enter_opens_the_place_with_the_hit_marked() -> None:
    async with opened(None) as (app, pilot):
        screen = await search(app, pilot, "kind:program bucket")
        await until(pilot, lambda: screen.hits.meant is not None and screen.hits.meant.kind.lower().endswith("program"))
        hit = screen.hits.meant
        assert hit is not None
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.dashboard and app.dashboard.conversation is not None)
        board = app.dashboard
        assert board.conversation is not None
        assert board.transcript is not None
        assert board.conversation.id == hit.conversation_id
        await until(pilot, lambda: app.focused is board.transcript)
        block = board.transcript.viewport.blocks[board.transcript.meant]
        assert block.turn.id == hit.turn_id
        marks = board.transcript._search
        assert marks is not None
        assert marks.count > 0


async def test_keys_behind_the_words_are_for_the_hits_of_those_words() -> None:
    async with opened(None) as (app, pilot):
        screen = await search(app, pilot, "bucket")
        await until(pilot, lambda: screen._ranked)
        wanted = screen.hits._hits[2]
        assert wanted.conversation_id != app.dashboard.listed.summaries[2].id, "the words are not needed for it"
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.dashboard)
        await search(app, pilot, "")
        burst(app, *"bucket", "down", "down", "enter")
        board = app.dashboard
        await until(pilot, lambda: app.screen is board and board.conversation is not None)
        assert board.conversation is not None
        assert board.conversation.id == wanted.conversation_id
        assert board.transcript is not None
        await until(pilot, lambda: app.focused is board.transcript)
        assert board.transcript.viewport.blocks[board.transcript.meant].turn.id == wanted.turn_id


async def test_enter_for_words_that_nothing_holds_stays_there_and_more_letters_take_it_back() -> None:
    async with opened(None) as (app, pilot):
        screen = await search(app, pilot, "")
        burst(app, *"zzzz", "enter")
        await until(pilot, lambda: "Nothing holds that." in shown(app))
        burst(app, "ctrl+u", *"bucke", "enter", "t")
        await until(pilot, lambda: len(screen.hits) > 2 and screen._shown == "bucket")
        await until(pilot, lambda: all(work.is_finished for work in app.workers if work.group == "hits"))
        assert app.screen is screen


async def test_tab_goes_on_with_what_is_typed() -> None:
    async with opened(None) as (app, pilot):
        screen = await search(app, pilot, "ki")
        await pilot.press("tab")
        assert screen.query_one(Input).value == "kind:"
        await pilot.press("q", "tab")
        assert screen.query_one(Input).value == "kind:question "
        await until(pilot, lambda: screen.hits.meant is not None and screen.hits.meant.kind == "question")


async def test_before_anything_is_typed_the_newest_are_there_and_escape_leaves() -> None:
    async with opened(None) as (app, pilot):
        screen = await search(app, pilot, "")
        await until(pilot, lambda: len(screen.hits) > 5)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.dashboard)


async def test_further_hits_come_as_one_goes_on(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        screen = await search(app, pilot, "bucket")
        await until(pilot, lambda: "older ones follow" in shown(app))
        before = len(screen.hits)
        await pilot.press("ctrl+end")
        await until(pilot, lambda: len(screen.hits) > before)
        assert screen.hits.at == before - 1


async def test_what_is_typed_last_is_what_is_shown(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        screen = await search(app, pilot, "bucket")
        screen.query_one(Input).value = "zzzznothing"
        screen.query_one(Input).value = "in:title bucket"
        await until(pilot, lambda: screen.hits.meant is not None and screen.hits.meant.kind == "title")
        await until(pilot, lambda: all(work.is_finished for work in app.workers if work.group == "hits"))
        assert {screen.hits._hits[number].kind for number in range(len(screen.hits))} == {"title"}


async def test_hostile_text_in_titles_and_hits_is_harmless(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        hostile = "[/] \x1b]52;c;x\x07 [@click=app.quit]evil[/] \u202etxt"
        assert app.desk is not None
        row = app.dashboard.listed.first
        assert row is not None
        await app.desk.session.change(row.id, lambda history: history.rename(row.id, hostile))
        screen = await search(app, pilot, "evil")
        await until(pilot, lambda: screen.hits.meant is not None)
        text = shown(app)
        assert "evil" in text
        assert not {"\x1b", "\x07", "\u202e"} & set(text)

"""The list pane and the search, by the keys that a person presses, over a history of some hundred conversations."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from textual.geometry import Region
from textual.widgets import Input

from copilot_tui.domain.listing import ListQuery
from copilot_tui.service.options import Options
from copilot_tui.ui.app import CopilotApp, Launch
from copilot_tui.ui.screens.search import SearchScreen
from copilot_tui.ui.widgets.list_head import ListHead
from copilot_tui.wiring.rooms import Rooms
from tests.bench.big_store import build
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

COUNT = 640
LISTED = 633
"""Those that the generator does not put into the archive."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("history")
    build(folder, COUNT)
    return folder


@pytest.fixture
def data_dir(store: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    (tmp_path / "history.db").write_bytes((store / "history.db").read_bytes())
    return tmp_path


@asynccontextmanager
async def opened(data_dir: Path | None) -> AsyncIterator[tuple[CopilotApp, Pilot[Any]]]:
    options = Options(demo=True, data_dir=data_dir)
    app = CopilotApp(Launch(open_desk=lambda: Rooms().desk(options), demo=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.desk is not None and app.dashboard.listed.loaded > 0)
        app.dashboard.listed.focus()
        yield app, pilot


def head(app: CopilotApp) -> str:
    return " ".join(app.dashboard.query_one(ListHead).render_line(0).text.split())


def rows(app: CopilotApp) -> list[str]:
    listed = app.dashboard.listed
    lines = listed.render_lines(Region(0, 0, *listed.size))
    return [text for drawn in lines if (text := drawn.text.strip())]


async def test_a_long_list_is_read_where_it_is_looked_at(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        listed = app.dashboard.listed
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")
        assert listed.loaded < LISTED
        await pilot.press("G")
        await until(pilot, lambda: listed.current is not None)
        assert listed.at == LISTED - 1
        assert listed.loaded < LISTED
        assert app.desk is not None
        whole = await app.desk.session.read(lambda history: history.page(ListQuery(), limit=1000))
        assert listed.current == whole[-1]
        for _ in range(4):
            await pilot.press("pageup")
        await until(pilot, lambda: listed.current is not None and not any(row == "…" for row in rows(app)))
        assert listed.current == whole[listed.at]
        await pilot.press("g")
        assert listed.current == whole[0]


async def test_escape_in_the_filter_shows_the_whole_list_again(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")
        await pilot.press("slash", *"bucket")
        await until(pilot, lambda: "found" in head(app))
        await pilot.press("escape")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")
        assert app.focused is app.dashboard.listed
        assert not app.dashboard.query_one("#filter").display


async def test_the_filter_counts_while_one_types_and_goes_with_escape(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")
        await pilot.press("slash", *"bucket")
        await until(pilot, lambda: "found" in head(app))
        found = int(head(app).split()[1])
        assert 0 < found < LISTED
        await pilot.press("enter")
        assert app.dashboard.listed.current is not None
        assert "bucket" in app.dashboard.listed.current.title.lower()
        await pilot.press("escape")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")
        assert app.focused is app.dashboard.listed


async def test_one_key_narrows_to_the_organization_to_the_stack_and_back(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await pilot.press("s")
        await until(pilot, lambda: head(app).startswith("acme "))
        of_org = int(head(app).split()[1])
        await pilot.press("s")
        await until(pilot, lambda: head(app).startswith("project1/dev"))
        of_stack = int(([*head(app).split(), "0"])[1])
        assert LISTED > of_org > of_stack
        await pilot.press("s")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")


async def test_several_are_deleted_at_once_and_brought_back_by_one_key(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        listed = app.dashboard.listed
        await until(pilot, lambda: listed.current is not None)
        await pilot.press("x", "x", "x")
        assert head(app) == "everywhere 3 marked"
        ids = {row.id for row in listed.chosen}
        await pilot.press("d")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 3}")
        assert not ids & {row.id for row in listed.summaries}
        await pilot.press("u")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")
        assert ids <= {row.id for row in listed.summaries}


async def test_the_bin_is_kept_over_a_restart_and_gives_back_what_is_meant(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await until(pilot, lambda: app.dashboard.listed.current is not None)
        await pilot.press("x", "x", "d")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 2}")
    async with opened(data_dir) as (app, pilot):
        await pilot.press("v", "v")
        await until(pilot, lambda: head(app) == "bin · everywhere 2")
        await pilot.press("enter")
        await pilot.pause()
        assert app.dashboard.conversation is None
        await pilot.press("u")
        await until(pilot, lambda: head(app) == "bin · everywhere 1")
        await pilot.press("v")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 1}")


async def test_the_archive_is_looked_at_and_left_by_one_key(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await until(pilot, lambda: app.dashboard.listed.current is not None)
        await pilot.press("v")
        await until(pilot, lambda: head(app) == f"archive · everywhere {COUNT - LISTED}")
        await pilot.press("a")
        await until(pilot, lambda: head(app) == f"archive · everywhere {COUNT - LISTED - 1}")
        await pilot.press("v", "v")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED + 1}")


async def test_several_are_pinned_at_once(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        listed = app.dashboard.listed
        await until(pilot, lambda: listed.current is not None)
        await pilot.press("j", "x", "x", "p")
        await until(pilot, lambda: sum(row.pinned for row in listed.summaries) == 2)
        assert rows(app)[0] == "PINNED"


# search


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


async def test_a_filter_that_many_titles_hold_shows_the_first_at_once_and_counts_behind(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")
        await pilot.press("slash", "a")
        await until(pilot, lambda: head(app).endswith("found") and "+" not in head(app))
        assert app.desk is not None
        whole = await app.desk.session.read(lambda history: history.page(ListQuery(text="a"), limit=1000))
        assert len(whole) > 100
        assert head(app) == f"everywhere {len(whole)} found"
        assert app.dashboard.listed.total == len(whole)
        await pilot.press("enter", "G")
        await until(pilot, lambda: app.dashboard.listed.current == whole[-1])


async def test_what_could_not_be_deleted_is_not_said_to_be(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(data_dir) as (app, pilot):
        await until(pilot, lambda: app.dashboard.listed.current is not None)
        said: list[str] = []
        monkeypatch.setattr(app.dashboard, "say", lambda words, *_: said.append(words))
        other = sqlite3.connect(data_dir / "history.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert app.desk is not None
        # A real history's: the test is not to wait for as long as a person would.
        await app.desk.session.read(lambda history: setattr(history._database, "busy_seconds", 0.02))  # type: ignore[attr-defined]
        await pilot.press("d")
        await until(pilot, lambda: bool(said))
        other.close()
        assert "did not finish in time" in said[0]
        await pilot.press("u")
        await until(pilot, lambda: len(said) > 1)
        assert said[1].startswith("Nothing to undo")
        assert head(app) == f"everywhere {LISTED}"

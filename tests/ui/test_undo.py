"""Taking back what was done to conversations in the list, by the key that a person presses."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from copilot_tui.domain.listing import ListQuery
from copilot_tui.ui.screens.dialog import LineDialog
from tests.ui.history_host import COUNT, LISTED, head, make_impatient, opened, rows
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from copilot_tui.domain.listing import Summary
    from copilot_tui.ui.app import CopilotApp


def heard(app: CopilotApp) -> list[str]:
    return [str(notification.message) for notification in app._notifications]


async def whole(app: CopilotApp, query: ListQuery | None = None) -> list[Summary]:
    assert app.desk is not None
    return await app.desk.session.read(lambda history: history.page(query or ListQuery(), limit=1000))


async def begun(app: CopilotApp, pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: head(app) == f"everywhere {LISTED}" and app.dashboard.listed.current is not None)


async def test_one_key_takes_an_archived_conversation_back(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await begun(app, pilot)
        before = await whole(app)
        await pilot.press("j", "a")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 1}")
        assert heard(app)[-1] == f"Archived: {before[1].title} · u takes it back"
        await pilot.press("u")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")
        assert heard(app)[-1] == f"Back from the archive: {before[1].title}"
        assert await whole(app) == before


async def test_several_archived_ones_come_back_together_but_not_those_that_were_there_before(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await begun(app, pilot)
        archive = await whole(app, ListQuery(archived=True))
        await pilot.press("x", "x", "x", "a")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 3}")
        assert heard(app)[-1] == "Archived: 3 conversations · u takes it back"
        await pilot.press("v")
        await until(pilot, lambda: head(app) == f"archive · everywhere {COUNT - LISTED + 3}")
        await pilot.press("u")
        await until(pilot, lambda: head(app) == f"archive · everywhere {COUNT - LISTED}")
        assert await whole(app, ListQuery(archived=True)) == archive


async def test_a_pin_is_taken_off_again_only_where_it_is_new(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await begun(app, pilot)
        await pilot.press("p")
        await until(pilot, lambda: rows(app)[0] == "PINNED")
        before = await whole(app)
        assert [row.pinned for row in before[:3]] == [True, False, False]
        await pilot.press("g", "x", "x", "x", "p")
        await until(pilot, lambda: sum(row.pinned for row in app.dashboard.listed.summaries) == 3)
        await pilot.press("u")
        await until(pilot, lambda: sum(row.pinned for row in app.dashboard.listed.summaries) == 1)
        assert heard(app)[-1] == "No longer pinned: 2 conversations"
        assert await whole(app) == before


async def test_changes_are_taken_back_the_last_one_first(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await begun(app, pilot)
        before = await whole(app)
        await pilot.press("d")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 1}")
        await pilot.press("a")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 2}")
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        app.screen.query_one(Input).value = "Zebra"
        await pilot.press("enter")
        await until(pilot, lambda: any("Zebra" in row for row in rows(app)))
        await pilot.press("u")
        await until(pilot, lambda: not any("Zebra" in row for row in rows(app)))
        await pilot.press("u")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 1}")
        await pilot.press("u")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")
        assert await whole(app) == before
        await pilot.press("u")
        await until(pilot, lambda: heard(app)[-1].startswith("Nothing to undo"))


async def test_a_title_is_of_the_one_that_the_cursor_is_on_whatever_is_marked(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await begun(app, pilot)
        before = await whole(app)
        await pilot.press("x", "x", "r")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        app.screen.query_one(Input).value = "Zebra"
        await pilot.press("enter")
        await until(pilot, lambda: any("Zebra" in row for row in rows(app)))
        assert [row.title for row in (await whole(app))[:3]] == [before[0].title, before[1].title, "Zebra"]


async def test_what_was_taken_out_of_the_bin_is_not_undone_once_more(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await begun(app, pilot)
        await pilot.press("a")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 1}")
        await pilot.press("d")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 2}")
        await pilot.press("v", "v")
        await until(pilot, lambda: head(app) == "bin · everywhere 1")
        await pilot.press("u")
        await until(pilot, lambda: head(app) == "bin · everywhere")
        await pilot.press("v")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 1}")
        await pilot.press("u")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")


async def test_one_that_was_removed_elsewhere_does_not_keep_the_others_in_the_bin(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await begun(app, pilot)
        await pilot.press("j", "x", "x", "x", "d")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 3}")
        gone = (await whole(app, ListQuery(deleted=True)))[1].id
        with sqlite3.connect(data_dir / "history.db") as other:
            other.execute("DELETE FROM conversations WHERE id = ?", (gone,))
        other.close()
        await pilot.press("u")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 1}")
        assert f"There is no conversation {gone}" in heard(app)[-2]
        assert heard(app)[-1] == "Back from the bin: 2 conversations"
        await pilot.press("u")
        await until(pilot, lambda: heard(app)[-1].startswith("Nothing to undo"))


async def test_what_could_not_be_taken_back_can_be_once_the_store_takes_it(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await begun(app, pilot)
        await pilot.press("x", "x", "a")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 2}")
        other = sqlite3.connect(data_dir / "history.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert app.desk is not None
        await make_impatient(app)
        await pilot.press("u")
        await until(pilot, lambda: "did not finish in time" in heard(app)[-1])
        assert head(app) == f"everywhere {LISTED - 2}"
        other.close()
        await pilot.press("u")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")


@pytest.mark.parametrize("key", ["a", "p", "r", "e", "d", "enter"])
async def test_in_the_bin_only_the_way_out_of_it_is_open(data_dir: Path, key: str) -> None:
    async with opened(data_dir) as (app, pilot):
        await begun(app, pilot)
        await pilot.press("d")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED - 1}")
        await pilot.press("v", "v")
        await until(pilot, lambda: head(app) == "bin · everywhere 1")
        await pilot.press(key)
        await until(pilot, lambda: "This is in the bin, kept for 30 days" in heard(app)[-1])
        assert app.screen is app.dashboard
        assert head(app) == "bin · everywhere 1"
        keys = shown(app).split("\n")[-1]
        assert "u take out of the bin" in keys
        assert "v back to the list" in keys
        assert not [words for words in ("rename", "export", "delete", "enter open") if words in keys]

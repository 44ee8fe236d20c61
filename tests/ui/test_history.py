"""The list pane, by the keys that a person presses, over a history of some hundred conversations."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from copilot_tui.domain.listing import ListQuery
from tests.ui.history_host import COUNT, LISTED, head, make_impatient, opened, rows
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


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


async def test_the_whole_list_is_painted_as_soon_as_it_is_read_again(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        await until(pilot, lambda: head(app) == f"everywhere {LISTED}")
        board = app.dashboard
        await board.listing.refresh()  # what follows an emptied filter
        assert board.listed not in board._dirty_widgets
        assert not board.listed._repaint_required


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
        await until(pilot, lambda: "a back to the list" in shown(app))
        await pilot.press("a")
        await until(pilot, lambda: head(app) == f"archive · everywhere {COUNT - LISTED - 1}")
        await pilot.press("v")
        await until(pilot, lambda: "u take out of the bin" in shown(app) and "u undo" not in shown(app))
        await pilot.press("v")
        await until(pilot, lambda: head(app) == f"everywhere {LISTED + 1}")
        await until(pilot, lambda: "u undo" in shown(app) and "a archive" in shown(app))


async def test_several_are_pinned_at_once(data_dir: Path) -> None:
    async with opened(data_dir) as (app, pilot):
        listed = app.dashboard.listed
        await until(pilot, lambda: listed.current is not None)
        await pilot.press("j", "x", "x", "p")
        await until(pilot, lambda: sum(row.pinned for row in listed.summaries) == 2)
        assert rows(app)[0] == "PINNED"


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
        await make_impatient(app)
        await pilot.press("d")
        await until(pilot, lambda: bool(said))
        other.close()
        assert "did not finish in time" in said[0]
        await pilot.press("u")
        await until(pilot, lambda: len(said) > 1)
        assert said[1].startswith("Nothing to undo")
        assert head(app) == f"everywhere {LISTED}"

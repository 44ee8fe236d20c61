"""The history from above: what it shows, and where its numbers lead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from copilot_tui.domain.overview import AskedPlace, Counted, Extent, Lost, Overview, Times, days_until
from copilot_tui.domain.state import TurnState
from copilot_tui.service.options import Options
from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.launch import Launch
from copilot_tui.ui.screens.overview import OverviewScreen
from copilot_tui.ui.screens.search import SearchScreen
from copilot_tui.ui.theme.palette import DARK
from copilot_tui.ui.widgets.drawing import action_at
from copilot_tui.ui.widgets.overview.bars import bar, column
from copilot_tui.ui.widgets.overview.drawing import draw_overview
from copilot_tui.ui.widgets.overview.pane import OverviewPane
from copilot_tui.wiring.rooms import Rooms
from tests.ui.desk_host import opened
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

NOW = datetime(2026, 8, 19, 15, 0, tzinfo=UTC)
DAYS = days_until(NOW)
HOSTILE = "[/x] \x1b[31m\u202e界" + "長" * 80


def overview(questions: int = 3, extent: Extent | None = None) -> Overview:
    lost = Lost("c1", "t1", "Title", HOSTILE, TurnState.FAILED, NOW - timedelta(hours=2))
    return Overview(
        days=DAYS,
        questions=(questions,) * len(DAYS),
        weeks=(None, *(Times(4, 9.8, 31.0) for _ in range(11))),
        times=Times(44, 9.8, 31.0),
        outcomes=(Counted("answered", 40), Counted("failed", 2), Counted("queued", 1)),
        languages=(Counted("go", 7), Counted("", 1), Counted(HOSTILE, 1)),
        places=(
            AskedPlace("acme", "https://app.pulumi.com/acme/shop/dev", 9),
            AskedPlace(HOSTILE, "https://app.pulumi.com", 2),
        ),
        lost=(lost,),
        extent=extent or Extent(12, 1, 0, 2_400_000),
    )


async def open_overview(app: CopilotApp, pilot: Pilot[Any]) -> OverviewPane:
    await pilot.press("f3")
    await until(pilot, lambda: isinstance(app.screen, OverviewScreen) and bool(app.screen.query(OverviewPane)))
    pane = app.screen.query_one(OverviewPane)
    await until(pilot, lambda: pane.meant is not None)
    return pane


async def go_to(pilot: Pilot[Any], pane: OverviewPane, wanted: str) -> None:
    """Steps right, as a person would, until a number is meant whose action starts so."""
    await pilot.press("home")
    for _ in range(300):
        await pilot.pause()
        if pane.meant is not None and pane.meant.action.startswith(wanted):
            return
        await pilot.press("right")
    pytest.fail(f"{wanted} cannot be reached by keys")


@pytest.mark.parametrize("width", [1, 7, 20, 38, 60, 79, 95, 96, 120, 200, 400])
def test_it_fits_every_width_and_every_number_can_be_pressed_where_it_stands(width: int) -> None:
    sheet = draw_overview(overview(questions=12_345), width, DARK, NOW)
    if width >= 38:
        assert max(line.cell_len for line in sheet.lines) <= width
    assert len({target.action for target in sheet.targets}) == len(sheet.targets)
    for target in sheet.targets:
        carried = {action_at(span.style) for span in sheet.lines[target.row].spans if not isinstance(span.style, str)}
        assert target.action in carried
    assert not set("\x1b\u202e") & set("".join(line.plain for line in sheet.lines))


@pytest.mark.parametrize(("width", "first"), [(120, "Jun 1"), (60, "Jun 29"), (38, "Jul 20")])
def test_where_it_is_narrow_the_latest_whole_weeks_are_shown(width: int, first: str) -> None:
    labels = next(line.plain for line in draw_overview(overview(), width, DARK, NOW).lines if "Aug 17" in line.plain)
    assert labels.strip().startswith(first)


def test_bars_are_as_long_as_their_share_and_never_vanish() -> None:
    assert column(12, 12, 3) == "███"
    assert column(6, 12, 3) == "█▄ "
    assert column(1, 10_000, 3) == "▁  "
    assert column(0, 12, 3) == "   "
    assert bar(12, 12, 10) == "━" * 10
    assert bar(9, 12, 10) == "━" * 7 + "╸"
    assert bar(1, 10_000, 10) == "╸"
    assert bar(0, 12, 10) == ""


def test_a_history_without_anything_says_how_to_begin() -> None:
    sheet = draw_overview(overview(0, Extent(0, 0, 0, 4096)), 80, DARK, NOW, ("How?", "Why?"))
    assert [target.action for target in sheet.targets] == ["start How?", "start Why?", "context", "import"]


async def test_numbers_are_those_of_the_history_and_lead_to_a_search_for_them() -> None:
    async with opened((140, 44)) as (app, pilot):
        pane = await open_overview(app, pilot)
        screen = shown(app)
        for words in ("ANSWER TIMES", "✓ answered", "✗ failed", "typescript", "acme / web / dev", "on disk"):
            assert words in screen
        await go_to(pilot, pane, "search state:failed")
        assert "3 questions failed" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen) and len(app.screen.hits) == 3)
        assert app.screen.query_one(Input).value.startswith("state:failed after:")
        await pilot.press("escape")  # back to where it came from
        await until(pilot, lambda: isinstance(app.screen, OverviewScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.dashboard)


async def test_each_day_finds_as_many_questions_as_its_bar_says() -> None:
    async with opened((140, 44)) as (app, pilot):
        pane = await open_overview(app, pilot)
        last = [target for target in pane._sheet.targets if "before:" in target.action and "question" in target.words]
        day = last[-1]
        await go_to(pilot, pane, day.action)
        await pilot.press("enter")
        asked = int(day.words.rpartition("·")[2].split()[0])
        await until(pilot, lambda: isinstance(app.screen, SearchScreen) and len(app.screen.hits) > 0)
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        assert len(screen.hits) + sum(hit.others for hit in screen.hits._hits) == asked


async def test_a_number_that_is_clicked_is_followed() -> None:
    async with opened((140, 44)) as (app, pilot):
        pane = await open_overview(app, pilot)
        target = next(target for target in pane._sheet.targets if target.action.startswith("search lang:go"))
        inner = pane.scrollable_content_region
        await pilot.click(offset=(inner.x + target.column + 1, inner.y + target.row - int(pane.scroll_y)))
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        assert app.screen.query_one(Input).value.startswith("lang:go after:")


async def test_what_failed_is_opened_or_sent_again() -> None:
    async with opened((140, 44)) as (app, pilot):
        pane = await open_overview(app, pilot)
        assert "r resend" not in shown(app).splitlines()[-1]
        await go_to(pilot, pane, "conversation ")
        await until(pilot, lambda: "r resend" in shown(app).splitlines()[-1])
        assert pane.meant is not None
        _, home, turn_id = pane.meant.action.split()
        before = shown(app).count("✗ ")
        await pilot.press("r")
        desk = app.desk
        assert desk is not None
        await until(pilot, lambda: desk.session.dispatch.asking == 0 and shown(app).count("✗ ") != before)
        turn = await desk.session.read(lambda history: history.turn(turn_id))
        assert turn is not None
        await go_to(pilot, pane, "conversation ")
        assert pane.meant.action != f"conversation {home} {turn_id}"
        _, other, _ = pane.meant.action.split()
        await pilot.press("enter")
        await until(pilot, lambda: app.dashboard.conversation is not None and app.dashboard.conversation.id == other)
        assert app.screen is app.dashboard


async def test_the_bin_and_the_archive_are_listed() -> None:
    async with opened((140, 44)) as (app, pilot):
        pane = await open_overview(app, pilot)
        await go_to(pilot, pane, "archive")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.dashboard and app.dashboard.listing.query.archived)
        assert app.dashboard.listed.has_focus


async def test_a_new_history_can_begin_with_the_overview(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[ui]\nstart = "overview"\n[context]\norg = "acme"\n', encoding="utf-8")
    options = Options(data_dir=tmp_path / "data", config=config)
    app = CopilotApp(Launch(open_desk=lambda: Rooms().desk(options)))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "Nothing was asked yet" in shown(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is app.dashboard and bool(app.dashboard.composer.text))
        assert app.dashboard.composer.text == "Which stacks were updated this week?"


@pytest.mark.parametrize("size", [(1, 1), (12, 4), (40, 12), (80, 24)])
async def test_any_size_will_do(size: tuple[int, int]) -> None:
    async with opened() as (app, pilot):
        await pilot.resize_terminal(*size)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, OverviewScreen))
        await pilot.press("down", "right", "end", "home")
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: "QUESTIONS A DAY" in shown(app))

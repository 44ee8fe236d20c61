"""Conversations and the screen itself are taken away from the dashboard's palette."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.text import prose
from copilot_tui.export.document import read_document
from copilot_tui.service.options import Options
from copilot_tui.store.history import SqliteHistory
from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.screens.export_dialog import ExportDialog
from copilot_tui.wiring.rooms import Rooms
from tests.ui.desk_host import opened
from tests.ui.patience import until, until_shown
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot


@asynccontextmanager
async def dashboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[CopilotApp, Pilot[Any]]]:
    """The program with the demo's conversations; exports go to `tmp_path`."""
    monkeypatch.chdir(tmp_path)
    async with opened() as (app, pilot):
        yield app, pilot


async def run(app: CopilotApp, pilot: Pilot[Any], command: str) -> None:
    """Runs a command of the palette by its name."""
    await pilot.press("ctrl+p")
    await pilot.press(*("space" if letter == " " else letter for letter in command))
    await until(pilot, lambda: command in shown(app))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, ExportDialog))


async def write(app: CopilotApp, pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: "new" in shown(app))
    await pilot.press("enter")
    await until(pilot, lambda: "✓" in shown(app))


def only_picture(folder: Path) -> str:
    [file] = folder.glob("copilot-tui-*.svg")
    return file.read_text()


async def test_all_conversations_are_taken_away_a_file_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with dashboard(tmp_path, monkeypatch) as (app, pilot):
        await run(app, pilot, "Export all conversations")
        await pilot.press("ctrl+t")
        await until(pilot, lambda: ".json" in shown(app))
        await write(app, pilot)
        files = sorted((tmp_path / "copilot-conversations").iterdir())
        listed = {summary.id for summary in app.dashboard.listed.summaries}
    taken = {read_document(file.read_text())[0].id for file in files}
    assert listed <= taken


async def test_all_conversations_in_one_file_come_back_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard(tmp_path, monkeypatch) as (app, pilot):
        await run(app, pilot, "Export all conversations")
        for form in ("JSON", "HTML", "JSON Lines"):
            await pilot.press("ctrl+t")
            await until_shown(pilot, f"● {form}")
        await until(pilot, lambda: "copilot-conversations.jsonl" in shown(app))
        await write(app, pilot)
        listed = {summary.id for summary in app.dashboard.listed.summaries}
    elsewhere = SqliteHistory(tmp_path / "elsewhere")
    intake = Rooms().intake(Options(demo=True))
    elsewhere.import_conversations(intake.read(tmp_path / "copilot-conversations.jsonl", lambda _: None))
    assert {row.id for row in elsewhere.page(ListQuery(), limit=100)} == listed
    elsewhere.close()


async def test_those_that_the_filter_leaves_are_a_selection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with dashboard(tmp_path, monkeypatch) as (app, pilot):
        app.dashboard.query_one("#filter", Input).value = "bucket"
        await until(pilot, lambda: 0 < app.dashboard.listed.loaded < 5)
        count = app.dashboard.listed.loaded
        await run(app, pilot, "Export listed conversations")
        assert f"Export {count} conversation" in shown(app)
        await write(app, pilot)
    files = [path.name for path in (tmp_path / "copilot-conversations").iterdir()]
    assert len(files) == count
    assert all("bucket" in name and name.endswith(".md") for name in files)


async def test_the_screen_is_taken_away_as_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with dashboard(tmp_path, monkeypatch) as (app, pilot):
        await run(app, pilot, "Save a picture of the screen")
        await write(app, pilot)
    svg = only_picture(tmp_path)
    words = "".join(ET.fromstring(svg).itertext()).replace("\xa0", " ")
    assert "S3 bucket" in words
    assert "Save a picture" not in words
    assert "Folder" not in words
    assert "@font-face" not in svg
    assert "url(http" not in svg
    assert prose(svg) == svg


async def test_the_export_of_a_conversation_offers_the_screen_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard(tmp_path, monkeypatch) as (app, pilot):
        app.dashboard.listed.focus()
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, ExportDialog))
        for form in ("JSON", "HTML", "SVG"):
            await pilot.press("ctrl+t")
            await until_shown(pilot, f"● {form}")
        await until(pilot, lambda: "copilot-tui-2" in shown(app))
        await write(app, pilot)
    words = "".join(ET.fromstring(only_picture(tmp_path)).itertext()).replace("\xa0", " ")
    assert "S3 bucket" in words
    assert "Folder" not in words


async def test_marked_conversations_are_a_selection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with dashboard(tmp_path, monkeypatch) as (app, pilot):
        app.dashboard.listed.focus()
        await pilot.press("x", "x", "e")  # the cursor goes on by itself
        await until(pilot, lambda: isinstance(app.screen, ExportDialog) and "Export 2 conversations" in shown(app))
        await write(app, pilot)
    assert len(list((tmp_path / "copilot-conversations").iterdir())) == 2

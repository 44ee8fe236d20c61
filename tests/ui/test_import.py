"""Importing on the screen: naming files, watching them come, stopping, and what is told of each."""

from __future__ import annotations

import json
import os
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.import_gain import ImportGain
from copilot_tui.domain.listing import ListQuery
from copilot_tui.export.document import write_document
from copilot_tui.service.import_run import ImportRun
from copilot_tui.service.importing import ImportedFile, Importing
from copilot_tui.service.options import Options
from copilot_tui.store.history import SqliteHistory
from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.screens.import_dialog import ImportDialog
from copilot_tui.ui.screens.import_paths import completed, completions, look, typed_paths
from copilot_tui.ui.widgets.import_report import ImportReport
from copilot_tui.wiring.intake import FileIntake
from copilot_tui.wiring.rooms import Rooms
from tests.store.samples import converse, says
from tests.ui.desk_host import opened
from tests.ui.patience import until, until_shown
from tests.ui.program_host import Host, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.app import ComposeResult
    from textual.pilot import Pilot


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """A folder with three files, one of them unreadable, and a folder in it with an answer that curl saved."""
    elsewhere = SqliteHistory(tmp_path / "elsewhere")
    lines = []
    for title in ("Blue bucket", "Green bucket"):
        home = converse(elsewhere, title, says("Here it is.")).conversation_id
        conversation = elsewhere.conversation(home)
        assert conversation is not None
        lines.append(write_document(conversation, elsewhere.turns(home), compact=True))
    elsewhere.close()
    folder = tmp_path / "exports"
    (folder / "saved").mkdir(parents=True)
    (folder / "all.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "bad one.json").write_text("{", encoding="utf-8")
    (folder / "notes.txt").write_text("no export", encoding="utf-8")
    messages = [
        {"role": "user", "kind": "response", "content": "Red bucket?"},
        {"role": "assistant", "kind": "response", "content": "Yes."},
    ]
    answer = {"conversationId": "c-1", "messages": messages}
    (folder / "saved" / "answer.json").write_text(json.dumps(answer), encoding="utf-8")
    return folder


@asynccontextmanager
async def dialog(tmp_path: Path) -> AsyncIterator[tuple[CopilotApp, Pilot[Any], ImportDialog]]:
    async with opened(data_dir=tmp_path / "data") as (app, pilot):
        app.dashboard.listed.focus()
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImportDialog))
        assert isinstance(app.screen, ImportDialog)
        yield app, pilot, app.screen


async def listed(app: CopilotApp) -> int:
    assert app.desk is not None
    return await app.desk.session.read(lambda history: history.count(ListQuery()))


async def test_a_folder_is_taken_in_and_what_each_file_brought_is_told(tmp_path: Path, exports: Path) -> None:
    async with dialog(tmp_path) as (app, pilot, screen):
        before = await listed(app)
        screen.query_one(Input).value = str(exports)
        await until(pilot, lambda: "3 files" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: "3 new · 1 file not taken in" in shown(app) and "✓ all.jsonl" in shown(app))
        text = shown(app)
        assert text.index("✗ bad one.json") < text.index("not JSON") < text.index("✓ all.jsonl")
        assert "2 new" in text
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.dashboard and app.dashboard.listed.total == before + 3)
        titles = {row.title for row in app.dashboard.listed.summaries}
        assert {"Blue bucket", "Green bucket", "Red bucket?"} <= titles


async def test_an_import_that_ends_before_its_report_has_a_place_is_told_whole() -> None:
    class Quick(Host):
        def compose(self) -> ComposeResult:
            report.display = False  # not shown until an import begins
            yield report

    report = ImportReport()
    run = ImportRun(Importing(pytest.fail, pytest.fail), [Path("one.json"), Path("two.json")], 20)
    run.taken += [ImportedFile(path, {ImportGain.NEW: 1}) for path in run.files]
    app = Quick()
    async with app.run_test() as pilot:
        report.display = True
        report.show(run, is_done=True)
        await until(pilot, lambda: "2 new" in shown(app) and "✓ two.json" in shown(app))


async def test_a_second_time_nothing_is_new(tmp_path: Path, exports: Path) -> None:
    async with dialog(tmp_path) as (app, pilot, _):
        file = exports / "all.jsonl"
        for told in ("2 new", "2 known already"):
            app.screen.query_one(Input).value = str(file)
            await pilot.press("enter")
            await until_shown(pilot, told)
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is app.dashboard)
            await pilot.press("i")
            await until(pilot, lambda: isinstance(app.screen, ImportDialog))


async def test_escape_stops_between_two_conversations_and_nothing_of_that_file_stays(
    tmp_path: Path, exports: Path
) -> None:
    class Dripping:
        """The intake of the app, with a stop after the first conversation of the second file."""

        def __init__(self, stop: Callable[[], None]) -> None:
            self._inner = Rooms().intake(Options(demo=True))
            self._stop = stop

        def files(self, paths: list[Path], *, most: int | None = None) -> list[Path]:
            return self._inner.files(paths, most=most)

        def read(self, path: Path, passed: Callable[[int], None]) -> Any:
            for one in self._inner.read(path, passed):
                yield one
                if path.name == "second.jsonl":
                    app.call_from_thread(self._stop)

    (exports / "second.jsonl").write_text((exports / "all.jsonl").read_text().replace("bucket", "pail"))
    (exports / "all.jsonl").rename(exports / "first.jsonl")
    async with dialog(tmp_path) as (app, pilot, screen):
        before = await listed(app)
        object.__setattr__(screen._importing, "open_intake", lambda: Dripping(screen.action_stop))
        screen.query_one(Input).value = f"{exports / 'first.jsonl'} {exports / 'second.jsonl'} {exports / 'saved'}"
        await pilot.press("enter")
        await until(pilot, lambda: "Stopped after 1 of 3 files: " in shown(app))
        assert await listed(app) == before + 2
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.dashboard)


async def test_what_is_not_there_is_said_and_can_be_put_right(tmp_path: Path, exports: Path) -> None:
    async with dialog(tmp_path) as (app, pilot, screen):
        await pilot.press("enter")
        await until(pilot, lambda: "Name a file or a folder." in shown(app))
        screen.query_one(Input).value = str(exports / "missing.json")
        await pilot.pause()
        assert "There is no" not in shown(app)  # half a name is no mistake yet
        await pilot.press("enter")
        await until(pilot, lambda: "There is no" in shown(app))
        screen.query_one(Input).value = str(tmp_path / "empty")
        (tmp_path / "empty").mkdir()
        await pilot.press("enter")
        await until(pilot, lambda: "There are no files to import there" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.dashboard)


async def test_tab_goes_on_with_folders_and_files_that_fit(tmp_path: Path, exports: Path) -> None:
    async with dialog(tmp_path) as (app, pilot, screen):
        field = screen.query_one(Input)
        field.value = f"{exports}/"
        await until(pilot, lambda: "saved/" in shown(app))
        assert "notes.txt" not in shown(app)
        await pilot.press("tab")
        assert field.value == f"{exports}/all.jsonl "
        field.value = f"{exports}/b"
        await until(pilot, lambda: "bad one.json" in shown(app))
        await pilot.press("tab")
        assert typed_paths(field.value) == [exports / "bad one.json"]


@pytest.mark.skipif(os.name != "posix", reason="a shell's quotes and backslashes")
def test_several_paths_are_named_as_in_a_shell(exports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(exports))
    all_of_them, bad = exports / "all.jsonl", exports / "bad one.json"
    assert typed_paths("") == []
    assert typed_paths(f"  {bad} ") == [bad]  # a terminal may paste it without quotes
    assert typed_paths(f"'{bad}' ~/all.jsonl") == [bad, all_of_them]
    assert typed_paths(f"{exports}/*.json* file://{exports}/bad%20one.json") == [all_of_them, bad, bad]
    assert typed_paths("'open") == [Path("'open")]
    assert typed_paths("~nobody-of-this-name/x") == [Path("~nobody-of-this-name/x")]


@pytest.mark.skipif(os.name != "posix", reason="names that only POSIX allows")
def test_completions_offer_nothing_that_cannot_be_shown(exports: Path) -> None:
    (exports / "ev\x1bil.json").write_text("{}")
    (exports / ".hidden.json").write_text("{}")
    assert completions(f"{exports}/") == ["all.jsonl", "bad one.json", "saved/"]
    assert completions(f"{exports}/.h") == [".hidden.json"]
    assert completions(f"'{exports}/") == []
    assert completions(f"{exports}/missing/x") == []
    assert completions("x\x00/") == []
    assert completed("a b/c", "c d/") == "a b/c\\ d/"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    importing = Importing(lambda: FileIntake(CloudContext(org="acme")), lambda: pytest.fail("nothing is taken in"))
    assert look(str(tmp_path / "pipe.json"), importing).problem == f"{tmp_path / 'pipe.json'} is no file."

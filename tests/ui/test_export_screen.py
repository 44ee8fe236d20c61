"""An export shows what it will write before it writes, and replaces nothing without a look and a yes."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.conversation import Conversation, Turn
from copilot_tui.domain.message import ResponseMessage
from copilot_tui.domain.planned import PlannedFile
from copilot_tui.domain.state import TurnState
from copilot_tui.export.exporter import FileExporter
from copilot_tui.ui.screens.export import ExportScreen
from copilot_tui.ui.screens.export_form import Exported
from copilot_tui.ui.screens.replace import ReplaceScreen
from copilot_tui.ui.threaded_exports import ThreadedExports, complete_folder
from copilot_tui.ui.widgets.export_preview import FormChoice
from tests.ui.patience import until
from tests.ui.program_host import CODE, HOSTILE, NOW, Host, Recorder, program, settle, shown

if TYPE_CHECKING:
    from pathlib import Path

    from copilot_tui.domain.program import Program


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose path is short enough to be read whole in the dialog."""
    return tmp_path_factory.mktemp("x")


def dialog(
    folder: Path, recorder: Recorder, *, shown_program: Program | None = None, project: bool = True
) -> ExportScreen:
    door = ThreadedExports(FileExporter(), recorder.around)
    return ExportScreen(shown_program or program(), door, folder=folder, project=project)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def all_text(folder: Path) -> str:
    return "".join(path.read_text() for path in folder.rglob("*") if path.is_file())


def place(app: Host) -> str:
    return app.screen.query_one("#folder", Input).value


async def fill(app: Host, pilot: Pilot[Any], **fields: str) -> None:
    """Types into fields, one after the other, and waits for what comes of it."""
    for field, text in fields.items():
        app.screen.query_one(f"#{field}", Input).value = text
        await settle(app, pilot)


async def test_a_command_that_needs_own_values_says_so_when_it_is_copied(tmp_path: Path) -> None:
    recorder = Recorder()
    door = ThreadedExports(FileExporter(), recorder.around)
    app = Host(ExportScreen(program(code='import * as gcp from "@pulumi/gcp";'), door, folder=tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await pilot.press("enter")
        await settle(app, pilot)
        await pilot.press("c")
        await settle(app, pilot)
    command, what = recorder.copied[0]
    assert "gcp:project YOUR_PROJECT &&" in command
    assert what == "command (put something for YOUR_PROJECT)"


async def test_the_files_are_shown_before_they_are_written(tmp_path: Path) -> None:
    recorder = Recorder()
    app = Host(dialog(tmp_path, recorder))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        screen = shown(app)
        for name in ("index.ts", "package.json", "tsconfig.json", "Pulumi.yaml", "README.md"):
            assert f"+ {name}" in screen
        assert place(app) == str(tmp_path / "s3-bucket")
        assert not names_in(tmp_path)
        await pilot.press("enter")
        await settle(app, pilot)
        assert (tmp_path / "s3-bucket" / "index.ts").read_text() == CODE
        screen = shown(app)
        assert "✓ 6 files in" in screen
        assert str(tmp_path / "s3-bucket") in screen
        assert "pulumi up" in screen
        await pilot.press("c")
        await settle(app, pilot)
        command, what = recorder.copied[0]
        assert what == "command"
        assert command.startswith(f"cd {tmp_path}/s3-bucket && npm install && ")
        assert command.endswith(" && pulumi up")
        await pilot.press("enter")
        await settle(app, pilot)
        (given,) = app.given
        assert isinstance(given, Exported)
        assert given.folder == tmp_path / "s3-bucket"
        assert tmp_path / "s3-bucket" / "Pulumi.yaml" in given.paths


async def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    app = Host(dialog(tmp_path, Recorder()))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await fill(app, pilot, name="..")
        assert place(app) == str(tmp_path / "copilot-program")


async def test_the_line_to_run_survives_a_shell(tmp_path: Path) -> None:
    folder = tmp_path / "it's [b] $(touch no) here"
    folder.mkdir()
    recorder = Recorder()
    app = Host(dialog(folder, recorder))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await pilot.press("enter")
        await settle(app, pilot)
        await pilot.press("c")
        await settle(app, pilot)
    into = recorder.copied[0][0].split(" && ")[0]
    shell = await asyncio.create_subprocess_shell(f"{into} && pwd", stdout=asyncio.subprocess.PIPE)
    where, _ = await shell.communicate()
    assert where.decode().rstrip("\n") == str(folder / "s3-bucket")


async def test_what_is_there_is_replaced_only_after_a_look_and_a_yes(tmp_path: Path) -> None:
    there = tmp_path / "s3-bucket" / "index.ts"
    there.parent.mkdir()
    there.write_text("// mine\n")
    app = Host(dialog(tmp_path, Recorder()))
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(app, pilot)
        assert "~ index.ts" in shown(app)
        assert "is there, differs" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReplaceScreen) and "// mine" in shown(app))
        assert "Replace this file" in shown(app)
        await pilot.press("enter", "escape")
        await settle(app, pilot)
        assert there.read_text() == "// mine\n"
        assert not (there.parent / "package.json").exists()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReplaceScreen))
        await pilot.press("y")
        await settle(app, pilot)
        assert there.read_text() == CODE
        assert (there.parent / "package.json").exists()


async def test_what_is_there_and_the_same_is_no_question(tmp_path: Path) -> None:
    for _ in range(2):
        app = Host(dialog(tmp_path, Recorder()))
        async with app.run_test(size=(100, 40)) as pilot:
            await settle(app, pilot)
            await pilot.press("enter")
            await settle(app, pilot)
            assert "✓ 6 files in" in shown(app)


async def test_a_file_that_came_after_the_look_is_not_lost(tmp_path: Path) -> None:
    app = Host(dialog(tmp_path, Recorder()))
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(app, pilot)
        there = tmp_path / "s3-bucket" / "README.md"
        there.parent.mkdir()
        there.write_text("mine")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReplaceScreen))
        await pilot.press("escape")
        await settle(app, pilot)
        assert there.read_text() == "mine"


async def test_a_link_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "s3-bucket").mkdir()
    (tmp_path / "s3-bucket" / "index.ts").symlink_to(tmp_path / "elsewhere")
    app = Host(dialog(tmp_path, Recorder()))
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(app, pilot)
        assert "✗ index.ts" in shown(app)
        await pilot.press("enter")
        await settle(app, pilot)
        assert "nothing was written" in shown(app)
        assert not (tmp_path / "elsewhere").exists()
        assert not (tmp_path / "s3-bucket" / "package.json").exists()


async def test_project_or_single_file(tmp_path: Path) -> None:
    recorder = Recorder()
    app = Host(dialog(tmp_path, recorder))
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(app, pilot)
        await pilot.press("ctrl+t")
        await settle(app, pilot)
        assert "● single file" in shown(app)
        assert "package.json" not in shown(app)
        assert place(app) == str(tmp_path)
        await pilot.press("enter")
        await settle(app, pilot)
        assert names_in(tmp_path) == ["index.ts"]
        await pilot.press("p")
        await settle(app, pilot)
        assert recorder.copied == [(str(tmp_path / "index.ts"), "path")]


async def test_another_name_goes_into_the_folder_and_the_files(tmp_path: Path) -> None:
    app = Host(dialog(tmp_path, Recorder()))
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(app, pilot)
        await fill(app, pilot, name="site")
        assert place(app) == str(tmp_path / "site")
        await pilot.press("enter")
        await settle(app, pilot)
        assert "name: site" in (tmp_path / "site" / "Pulumi.yaml").read_text()


async def test_a_chosen_folder_stays_when_the_name_changes(tmp_path: Path) -> None:
    app = Host(dialog(tmp_path, Recorder()))
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(app, pilot)
        await fill(app, pilot, folder=str(tmp_path / "mine"), name="site")
        assert place(app) == str(tmp_path / "mine")


@pytest.mark.skipif(shutil.which("sh") is None, reason="folders of a POSIX system")
async def test_a_folder_is_completed_while_it_is_typed(tmp_path: Path) -> None:
    for name in ("projects", "private", ".hidden", "pro[b]"):
        (tmp_path / name).mkdir()
    (tmp_path / "pr-file").touch()
    assert complete_folder(f"{tmp_path}/pr") == f"{tmp_path}/private"
    assert complete_folder(f"{tmp_path}/proj") == f"{tmp_path}/projects"
    assert complete_folder(f"{tmp_path}/pro") == f"{tmp_path}/pro[b]"
    assert complete_folder(f"{tmp_path}/.h") == f"{tmp_path}/.hidden"
    assert complete_folder(f"{tmp_path}/none") is None
    assert complete_folder("~nobody-of-that-name/x") is None
    assert complete_folder("\x00/x") is None
    app = Host(dialog(tmp_path, Recorder()))
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(app, pilot)
        app.screen.query_one("#folder", Input).value = f"{tmp_path}/proj"
        await until(pilot, lambda: f"{tmp_path}/projects" in shown(app))
        await pilot.press("end", "right")
        await settle(app, pilot)
        assert place(app) == f"{tmp_path}/projects"


async def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    app = Host(dialog(tmp_path, Recorder()))
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(app, pilot)
        await fill(app, pilot, folder=str(tmp_path / "file" / "below"))
        await pilot.press("enter")
        await settle(app, pilot)
        assert "Nothing was left behind" in shown(app).replace("\n", " ") or "failed" in shown(app)
        assert not app.given


async def test_leaving_gives_nothing(tmp_path: Path) -> None:
    app = Host(dialog(tmp_path, Recorder()))
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(app, pilot)
        await pilot.press("escape")
        await settle(app, pilot)
        assert app.given == [None]


@pytest.mark.parametrize("size", [(1, 1), (6, 3), (40, 12)])
async def test_hostile_text_and_any_size_break_nothing(size: tuple[int, int], tmp_path: Path) -> None:
    odd = program(1, HOSTILE, language=HOSTILE, instructions=HOSTILE, query=HOSTILE, conversation_title=HOSTILE)
    folder = tmp_path / "[/foo] [b]"
    (folder / "there").mkdir(parents=True)
    app = Host(dialog(folder, Recorder(), shown_program=odd, project=False))
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        await pilot.press("ctrl+t")
        await settle(app, pilot)
        await pilot.press("tab", "tab", "ctrl+t", "enter")
        await settle(app, pilot)
        assert not set("\x1b\x07\u202e") & set(shown(app))
        if size == (40, 12):
            assert "enter done" in shown(app)


async def test_a_conversation_is_taken_away_in_a_form_of_choice(tmp_path: Path) -> None:
    context = CloudContext(org="acme")
    heading = "Why [b]did[/foo] it fail?"
    conversation = Conversation(id="c1", title=heading, context=context, created_at=NOW, updated_at=NOW)
    turn = Turn(
        id="t1",
        conversation_id="c1",
        position=0,
        query="Why did it fail?",
        context=context,
        state=TurnState.ANSWERED,
        asked_at=NOW,
        messages=(ResponseMessage(content="Because."),),
    )
    recorder = Recorder()
    door = ThreadedExports(FileExporter(), recorder.around)
    app = Host(
        ExportScreen.of_conversation(
            conversation, [turn], door, folder=tmp_path, picture=PlannedFile("screen.svg", "<svg/>")
        )
    )
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(app, pilot)
        assert "Export Why [b]did[/foo] it fail?" in shown(app)
        assert "● Markdown   ○ JSON   ○ HTML" in shown(app)
        await pilot.press("ctrl+t")
        await settle(app, pilot)
        assert "● JSON" in shown(app)
        await fill(app, pilot, name="failure")
        await pilot.press("enter")
        await settle(app, pilot)
        assert names_in(tmp_path) == ["failure.json"]
        assert str(tmp_path / "failure.json") in shown(app)
        await pilot.press("p")
        await settle(app, pilot)
        assert recorder.copied == [(str(tmp_path / "failure.json"), "path")]


async def test_a_form_is_taken_with_the_mouse(tmp_path: Path) -> None:
    app = Host(dialog(tmp_path, Recorder()))
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(app, pilot)
        region = app.screen.query_one(FormChoice).region
        await pilot.click(offset=(region.x + 15, region.y))
        await settle(app, pilot)
        assert "● single file" in shown(app)


async def test_what_was_written_is_opened_and_its_path_copied(tmp_path: Path) -> None:
    recorder = Recorder()
    app = Host(dialog(tmp_path, recorder))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await pilot.press("enter")
        await settle(app, pilot)
        footer = shown(app)
        assert all(key in footer for key in ("enter done", "c copy command", "p copy path", "^g editor"))
        await pilot.press("p", "ctrl+g")
        await settle(app, pilot)
    assert recorder.copied == [(str(tmp_path / "s3-bucket"), "path")]
    assert recorder.wanted == [("edit", "index.ts")]
    assert recorder.folders == [str(tmp_path)]


async def test_recent_folders_are_offered(tmp_path: Path) -> None:
    for name in ("infra", "work", "here"):
        (tmp_path / name).mkdir()
    recorder = Recorder(folders=[str(tmp_path / name) for name in ("infra", "gone", "work")])
    app = Host(dialog(tmp_path / "here", recorder))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        assert "^r recent folder" in shown(app)
        places = []
        for _ in range(4):
            await pilot.press("ctrl+r")
            await settle(app, pilot)
            places.append(place(app))
        assert places == [str(tmp_path / name / "s3-bucket") for name in ("infra", "work", "here", "infra")]
        app.screen.query_one("#folder", Input).value = str(tmp_path / "w")
        await until(pilot, lambda: app.screen.query_one("#folder", Input)._suggestion == str(tmp_path / "work"))
        await pilot.press("enter")
        await settle(app, pilot)
    assert recorder.folders[0] == str(tmp_path / "w")


async def test_tab_completes_what_is_typed_else_goes_on(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "s3-bucket-old").mkdir()  # goes on from the folder that is offered, which is whole all the same
    app = Host(dialog(tmp_path, Recorder()))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        folder = app.screen.query_one("#folder", Input)
        await pilot.press("tab")
        assert place(app) == str(tmp_path / "s3-bucket")
        assert app.focused is app.screen.query_one("#name", Input)
        folder.focus()
        folder.value = f"{tmp_path}/w"
        folder.action_end()
        await until(pilot, lambda: folder._suggestion == str(tmp_path / "work"))
        await pilot.press("tab")
        assert place(app) == str(tmp_path / "work")
        assert folder.has_focus
        await settle(app, pilot)
        await pilot.press("tab")
        assert not folder.has_focus


async def test_without_recent_folders_none_are_offered(tmp_path: Path) -> None:
    app = Host(dialog(tmp_path, Recorder(folders=[str(tmp_path)])))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        assert "recent folder" not in shown(app)


async def test_secrets_are_named_and_hidden_by_one_key(tmp_path: Path) -> None:
    secret = "pul-" + "feedbeef" * 5
    app = Host(dialog(tmp_path, Recorder(), shown_program=program(code=f'token = "{secret}"\n')))
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: "seems to hold a secret: Pulumi access token" in shown(app))
        assert "^y hide secrets" in shown(app)
        await pilot.press("ctrl+y")
        await until(pilot, lambda: "is written as ***" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: "done" in shown(app))
    written = all_text(tmp_path)
    assert 'token = "***"' in written
    assert secret not in written


async def test_without_secrets_there_is_no_key_to_hide_them(tmp_path: Path) -> None:
    app = Host(dialog(tmp_path, Recorder()))
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: "Pulumi.yaml" in shown(app))
        assert "hide secrets" not in shown(app)

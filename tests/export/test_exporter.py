"""Whatever language, programId or title a service makes up: every export is written, and inside its folder."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_tui.domain.errors import ExportTrouble
from copilot_tui.export.exporter import FileExporter
from copilot_tui.export.naming import folder_name
from tests.export.samples import conversation, message, program, turn

if TYPE_CHECKING:
    from pathlib import Path

    from copilot_tui.domain.planned import PlannedFile

EXPORTER = FileExporter()
links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
# All of Unicode, lone surrogates and what is not assigned too, and more of what means something to a file system.
MEANT: Final = "./\\~:-\x00\n" + chr(0x202E) + "ａ"
FAMOUS: Final = ("..", "../" * 20 + "etc/passwd", "/etc/passwd", "C:\\x", "con", "CON.txt", "-rf", ".git/config")
ANYTHING: Final = st.text(alphabet=st.sampled_from(MEANT) | st.characters(), max_size=100) | st.sampled_from(
    [*FAMOUS, "x" * 5000, "ﬀ" * 90]
)


def plans(language: str, program_id: str, title: str) -> list[tuple[str, tuple[PlannedFile, ...]]]:
    """Every export there is of one program and its conversation: folder → files."""
    made = program("x", language, title=title, query=title, program_id=program_id, instructions=title)
    content = {"code": "x", "language": language, "programId": program_id, "plan": {"instructions": title}}
    turns = [turn(message("program", content), message("response", title), query=title or "?")]
    project = EXPORTER.plan_project(made)
    several = [
        EXPORTER.plan_conversations([(conversation(title), turns)], form) for form in EXPORTER.conversation_forms
    ]
    alone = [EXPORTER.plan_conversation(conversation(title), turns, form) for form in EXPORTER.conversation_forms]
    single = EXPORTER.plan_file(made)
    return [
        (folder_name(project.name), tuple(project.files)),
        *((plan.name, tuple(plan.files)) for plan in several),
        *(("", tuple(plan.files)) for plan in (single, *alone)),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(language=ANYTHING, program_id=ANYTHING, title=ANYTHING)
def test_no_name_makes_an_export_fail_or_leave_its_folder(
    tmp_path: Path, *, language: str, program_id: str, title: str
) -> None:
    root = tmp_path / "chosen"
    for folder, files in plans(language, program_id, title):
        assert "/" not in folder
        for path in EXPORTER.write(root / folder, files, force=True):
            assert path.is_file()
            assert path.resolve().is_relative_to(root.resolve())
    assert [path.name for path in tmp_path.iterdir()] == ["chosen"]


@links
@pytest.mark.parametrize("planted", ["file", "dangling", "folder", "loop"])
def test_no_export_follows_a_link_that_was_planted(tmp_path: Path, planted: str) -> None:
    victim = tmp_path / "victim"
    if planted == "file":
        victim.write_text("precious")
    elif planted == "folder":
        victim.mkdir()
    for number, (folder, files) in enumerate(plans("typescript", "id", "A title")):
        root = tmp_path / f"chosen{number}" / folder
        root.mkdir(parents=True)
        target = root / files[-1].path.split("/")[0]
        target.symlink_to(target.name if planted == "loop" else victim)
        with pytest.raises(ExportTrouble, match=r"there already|a link"):
            EXPORTER.write(root, files, force=True)
        assert [path.name for path in root.iterdir()] == [target.name]
    assert planted != "file" or victim.read_text() == "precious"
    assert planted != "folder" or list(victim.iterdir()) == []
    assert planted != "dangling" or not victim.exists()


@links
@pytest.mark.parametrize("force", [False, True])
def test_a_link_planted_while_it_is_written_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, force: bool
) -> None:
    victim, root, moved = tmp_path / "victim", tmp_path / "root", tmp_path / "moved"
    victim.mkdir()
    plan = EXPORTER.plan_project(program(), name="site")
    real = os.fsync

    def racing(descriptor: int) -> None:
        if not root.is_symlink():  # the folder itself is exchanged for a link, and its files with it
            root.rename(moved)
            root.symlink_to(victim, target_is_directory=True)
            (moved / plan.files[-1].path).symlink_to(victim / "planted")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", racing)
    with pytest.raises(ExportTrouble, match="there already"):
        EXPORTER.write(root, plan.files, force=force)
    assert list(victim.iterdir()) == []
    assert [path.name for path in moved.iterdir()] == [plan.files[-1].path]

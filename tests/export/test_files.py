"""Writing files: all or none, inside the folder, never over what is there unless told."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_tui.domain.errors import ExportTrouble
from copilot_tui.domain.planned import PlannedFile, Standing
from copilot_tui.export.files import survey, write_files

PLAN = [
    PlannedFile("index.ts", "export {};\n"),
    PlannedFile("package.json", "{}\n"),
    PlannedFile("src/main/java/App.java", "class App {}\n"),
]
links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


def everything(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_plan_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "project"
    assert write_files(target, PLAN) == [target / file.path for file in PLAN]
    assert everything(target) == {file.path: file.text for file in PLAN}


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    write_files(tmp_path, [PlannedFile("a.txt", "é\r\n\ud800\x00 no end")])
    assert (tmp_path / "a.txt").read_bytes() == "é\r\n\ufffd\x00 no end".encode()


def test_existing_files_are_kept_and_named(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text("mine")
    (tmp_path / "index.ts").write_text("mine too")
    with pytest.raises(ExportTrouble, match=r"index\.ts, package\.json are there already") as caught:
        write_files(tmp_path, PLAN)
    assert "--force" in caught.value.hint
    assert everything(tmp_path) == {"index.ts": "mine too", "package.json": "mine"}
    assert not (tmp_path / "src").exists()


def test_existing_files_are_replaced_when_told(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text("mine")
    write_files(tmp_path, PLAN, force=True)
    assert everything(tmp_path) == {file.path: file.text for file in PLAN}


@links
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("dangling", [False, True])
def test_a_link_at_the_target_is_neither_followed_nor_replaced(tmp_path: Path, *, force: bool, dangling: bool) -> None:
    victim = tmp_path / "victim"
    if not dangling:
        victim.write_text("precious")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "index.ts").symlink_to(victim)
    with pytest.raises(ExportTrouble, match=r"index\.ts is there already") as caught:
        write_files(folder, PLAN, force=force)
    assert "never replaced" in caught.value.hint
    assert victim.exists() is not dangling
    assert dangling or victim.read_text() == "precious"
    assert names(folder) == ["index.ts"]


@links
@pytest.mark.parametrize("force", [False, True])
def test_a_linked_folder_inside_is_not_followed(tmp_path: Path, *, force: bool) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "project"
    outside.mkdir()
    folder.mkdir()
    (folder / "src").symlink_to(outside, target_is_directory=True)
    with pytest.raises(ExportTrouble, match="App"):
        write_files(folder, PLAN, force=force)
    assert list(outside.iterdir()) == []
    assert names(folder) == ["src"]


@links
def test_the_chosen_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    write_files(tmp_path / "link", PLAN)
    assert (tmp_path / "real" / "index.ts").exists()


def test_a_folder_in_the_way_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "index.ts").mkdir()
    with pytest.raises(ExportTrouble, match=r"index\.ts"):
        write_files(tmp_path, PLAN, force=True)
    assert (tmp_path / "index.ts").is_dir()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_in_the_way_neither_blocks_nor_goes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "index.ts")
    assert survey(tmp_path, PLAN)[0].standing is Standing.BLOCKED
    with pytest.raises(ExportTrouble, match=r"index\.ts"):
        write_files(tmp_path, PLAN, force=True)


@pytest.mark.parametrize(
    "path",
    ["../x", "/etc/x", "a/../x", ".", "..", "", "a//b", ".bashrc", "-rf", "a b", "a\\b", "C:x", "con.txt", "x\n", "é",
     "x" * 81, "a/" * 250 + "b", ".git/config", "x."],
)  # fmt: skip
def test_an_unsafe_path_writes_nothing(tmp_path: Path, path: str) -> None:
    with pytest.raises(ExportTrouble, match="safe path"):
        write_files(tmp_path / "in", [PlannedFile("ok.txt", ""), PlannedFile(path, "")])
    assert names(tmp_path) == []


def test_two_files_of_one_name_write_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExportTrouble, match="Two files"):
        write_files(tmp_path, [PlannedFile("App.java", "1"), PlannedFile("app.java", "2")])
    assert names(tmp_path) == []


@pytest.mark.parametrize("call", ["fsync", "link"])
@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("existing", [False, True])
def test_breaking_off_anywhere_leaves_all_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    call: str,
    nth: int,
    error: BaseException,
    existing: bool,
) -> None:
    folder = tmp_path / "project"
    before: dict[str, str] = {}
    if existing:
        before = {"package.json": "mine", "keep.txt": "kept"}
        write_files(folder, [PlannedFile(name, text) for name, text in before.items()])
    calls = 0
    real = getattr(os, call)

    def breaking(*args: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise error
        return real(*args, **named)

    monkeypatch.setattr(os, call, breaking)
    with pytest.raises((ExportTrouble, KeyboardInterrupt)):
        write_files(folder, PLAN, force=True)
    monkeypatch.undo()
    assert everything(tmp_path) == {f"project/{name}": text for name, text in before.items()}
    assert folder.exists() is existing
    assert not (folder / "src").exists()


def test_a_file_made_in_the_meantime_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def racing(descriptor: int) -> None:
        (tmp_path / "package.json").write_text("theirs")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", racing)
    with pytest.raises(ExportTrouble, match=r"package\.json is there already"):
        write_files(tmp_path, PLAN)
    assert everything(tmp_path) == {"package.json": "theirs"}


def test_without_hard_links_it_works_and_still_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EOPNOTSUPP, "no hard links here")

    monkeypatch.setattr(os, "link", refused)
    write_files(tmp_path, PLAN)
    assert everything(tmp_path) == {file.path: file.text for file in PLAN}
    real = os.fsync

    def racing(descriptor: int) -> None:
        (tmp_path / "second").mkdir(exist_ok=True)
        (tmp_path / "second" / "package.json").write_text("theirs")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", racing)
    with pytest.raises(ExportTrouble, match=r"package\.json"):
        write_files(tmp_path / "second", PLAN)
    assert everything(tmp_path / "second") == {"package.json": "theirs"}


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_modes_are_what_the_umask_leaves(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write_files(tmp_path / "new", PLAN)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new" / "index.ts").stat().st_mode) == 0o666 & ~umask
    assert stat.S_IMODE((tmp_path / "new" / "src").stat().st_mode) == 0o777 & ~umask


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportTrouble, match="file"):
        write_files(tmp_path / "file", PLAN)
    with pytest.raises(ExportTrouble, match="file"):
        write_files(tmp_path / "file" / "below", PLAN)


def test_a_survey_says_what_is_there_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "index.ts").write_text("export {};\n")
    (tmp_path / "package.json").write_bytes(b"\xff")
    (tmp_path / "README.md").write_text("old\n")
    (tmp_path / "src").write_text("a file where a folder is needed")
    found = survey(tmp_path, [*PLAN, PlannedFile("README.md", "new\n"), PlannedFile("b/new.txt", "")])
    assert [(item.standing, item.existing) for item in found] == [
        (Standing.SAME, "export {};\n"),
        (Standing.DIFFERENT, None),
        (Standing.BLOCKED, None),
        (Standing.DIFFERENT, "old\n"),
        (Standing.NEW, None),
    ]
    assert not (tmp_path / "b").exists()
    assert {item.standing for item in survey(tmp_path / "not-there", PLAN)} == {Standing.NEW}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(path=st.text(alphabet=st.sampled_from("ab./\\-~ \n\x00:é") | st.characters(), max_size=30))
def test_no_path_leaves_the_folder(tmp_path: Path, path: str) -> None:
    root = tmp_path / "root"
    try:
        written = write_files(root / "in", [PlannedFile(path, "x")], force=True)
    except ExportTrouble:
        return
    assert written[0].resolve().is_relative_to((root / "in").resolve())
    assert names(tmp_path) == ["root"]
    assert names(root) == ["in"]

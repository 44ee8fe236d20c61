"""Files as attachments: named as people name them, refused in words where they are no text."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from copilot_tui.domain.attachment import MOST_CHARACTERS
from copilot_tui.domain.errors import AttachmentTrouble
from copilot_tui.service.attachments import paths_like, read_attachment


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "up.log").write_text("error: quota\nsecond line\n", encoding="utf-8")
    (tmp_path / "my file.txt").write_bytes(b"\xef\xbb\xbfGr\xc3\xb6\xc3\x9fe \xff")
    (tmp_path / "logs").mkdir()
    return tmp_path


@pytest.mark.parametrize("typed", ["up.log", " up.log ", "./up.log", "~/up.log", "'up.log'", '"up.log"'])
def test_a_path_may_be_written_in_many_ways(typed: str, folder: Path) -> None:
    del folder
    attachment, left_out = read_attachment(typed)
    assert (attachment.name, attachment.text, attachment.lines, left_out) == (
        "up.log",
        "error: quota\nsecond line",
        2,
        0,
    )


@pytest.mark.parametrize("typed", ["my file.txt", r"my\ file.txt", "'my file.txt'"])
def test_spaces_and_broken_bytes_are_no_trouble(typed: str, folder: Path) -> None:
    del folder
    assert read_attachment(typed)[0].text == "Größe \ufffd"


def test_of_a_long_file_the_middle_is_left_out_and_counted(folder: Path) -> None:
    (folder / "big.log").write_text("a" * 300_000 + "z" * 300_000)
    attachment, left_out = read_attachment("big.log")
    assert left_out == 600_000 - MOST_CHARACTERS
    assert attachment.text.startswith("aaa")
    assert attachment.text.endswith("zzz")
    assert f"{left_out:,} characters left out" in attachment.text


@pytest.mark.parametrize(
    ("typed", "says"), [("none.log", "There is no file"), ("logs", "is no file"), ("up.log/x", "There is no file")]
)
def test_what_is_no_file_is_said(typed: str, says: str, folder: Path) -> None:
    del folder
    with pytest.raises(AttachmentTrouble, match=says):
        read_attachment(typed)


def test_what_is_no_text_is_refused(folder: Path) -> None:
    (folder / "a.png").write_bytes(b"\x89PNG\r\n\x00\x00")
    with pytest.raises(AttachmentTrouble, match="holds no text"):
        read_attachment("a.png")


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes there")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with pytest.raises(AttachmentTrouble, match="is no file"):
        read_attachment("pipe")


def test_paths_are_completed(folder: Path) -> None:
    (folder / "logs" / "a.log").touch()
    (folder / ".hidden").touch()
    assert paths_like("") == ["logs/", "my file.txt", "up.log"]
    assert paths_like("lo") == ["logs/"]
    assert paths_like("logs/") == ["logs/a.log"]
    assert paths_like(".h") == [".hidden"]
    assert paths_like("~/u") == ["~/up.log"]
    assert paths_like("nowhere/x") == []


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
def test_names_that_cannot_be_shown_as_they_are_are_not_offered(folder: Path) -> None:
    for name in (b"up\x1b[31m.log", b"up\n/file x", b"up\xff.log", "up\u202e.log".encode()):
        (folder / os.fsdecode(name.replace(b"/", b":"))).touch()
    assert paths_like("up") == ["up.log"]

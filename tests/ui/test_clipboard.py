"""Every copy says by which way it went, and never claims one that did not happen."""

from __future__ import annotations

import base64
import os
import stat
import sys
import time
from typing import TYPE_CHECKING

import pytest

from copilot_tui.ui.clipboard.clipboard import SENT, Clipboard
from copilot_tui.ui.clipboard.osc52 import MAX_BYTES, sequence

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fake tools are shell scripts")

PROGRAM = "".join(f"const bucket{number} = new aws.s3.Bucket('ü{number}');\n" for number in range(200))
FAR = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH that holds our fake tools before the shell's own, on a machine with an X display."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "TMUX", "STY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return folder


@pytest.fixture
def written() -> list[str]:
    return []


def tool(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def door(written: list[str], folder: Path | None = None) -> Clipboard:
    return Clipboard(written.append, folder, limit_seconds=0.5)


async def test_a_working_tool_gets_the_exact_text(bin_folder: Path, written: list[str]) -> None:
    tool(bin_folder, "xclip", f'cat > "{bin_folder}/got"; echo "$@" > "{bin_folder}/arguments"')
    outcome = await door(written).copy(PROGRAM)
    assert (bin_folder / "got").read_bytes() == PROGRAM.encode()
    assert (bin_folder / "arguments").read_text() == "-selection clipboard\n"
    assert (outcome.ok, outcome.way, outcome.lines, outcome.bytes) == (True, "xclip", 200, len(PROGRAM.encode()))
    assert outcome.message == "Copied 200 lines, 9.0 KB · xclip"
    assert not written


async def test_a_tool_that_leaves_a_process_behind_does_not_keep_us_waiting(
    bin_folder: Path, written: list[str]
) -> None:
    tool(bin_folder, "xclip", "cat > /dev/null; sleep 20 & exit 0")
    started = time.monotonic()
    outcome = await Clipboard(written.append, limit_seconds=10).copy("text")
    assert outcome.way == "xclip"
    assert time.monotonic() - started < 5


async def test_the_token_is_not_in_the_tools_environment(
    bin_folder: Path, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULUMI_ACCESS_TOKEN", "pul-0123")
    tool(bin_folder, "xclip", f'cat > /dev/null; env > "{bin_folder}/environment"')
    await door(written).copy("text")
    environment = (bin_folder / "environment").read_text()
    assert "DISPLAY=:7" in environment
    assert "pul-0123" not in environment


async def test_a_failing_tool_is_named_and_the_terminal_asked(bin_folder: Path, written: list[str]) -> None:
    tool(bin_folder, "xclip", 'echo "Error: Can\'t open display: [:7]" >&2; exit 1')
    outcome = await door(written).copy("text")
    assert outcome.way == SENT
    assert outcome.message == f"1 line, 4 B · {SENT} · xclip failed: Error: Can't open display: [:7]"
    assert written == [sequence("text", {})]


@pytest.mark.parametrize("size", [10, 1_000_000], ids=["text fits a pipe", "text fills the pipe"])
async def test_a_hung_tool_is_ended_and_the_copy_goes_on(bin_folder: Path, written: list[str], size: int) -> None:
    tool(bin_folder, "xclip", f'echo $$ > "{bin_folder}/pid"; sleep 60')
    outcome = await door(written, bin_folder).copy("x" * size)
    assert "xclip did not answer within 0.5 s" in outcome.message
    assert outcome.ok
    with pytest.raises(ProcessLookupError):
        os.kill(int((bin_folder / "pid").read_text()), 0)


async def test_wayland_goes_first_where_set(
    bin_folder: Path, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("xclip", "wl-copy", "wl-paste"):
        tool(bin_folder, name, f'cat > "{bin_folder}/{name}.got"')
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert (await door(written).copy("text")).way == "wl-copy"
    assert (bin_folder / "wl-copy.got").read_text() == "text"


async def test_over_ssh_the_terminal_is_asked(
    bin_folder: Path, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tool(bin_folder, "xclip", f'cat > "{bin_folder}/got"')
    for name, value in FAR.items():
        monkeypatch.setenv(name, value)
    outcome = await door(written).copy(PROGRAM)
    assert not (bin_folder / "got").exists()
    assert outcome.message == f"200 lines, 9.0 KB · {SENT}"
    assert "".join(written) == f"\x1b]52;c;{base64.b64encode(PROGRAM.encode()).decode()}\x07"


async def test_tmux_takes_what_it_would_refuse_from_within(
    bin_folder: Path, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    tool(bin_folder, "tmux", f'cat > "{bin_folder}/got"; echo "$@" > "{bin_folder}/arguments"')
    outcome = await door(written).copy(PROGRAM)
    assert outcome.way == "tmux's buffer and the terminal (unconfirmed)"
    assert (bin_folder / "got").read_bytes() == PROGRAM.encode()
    assert (bin_folder / "arguments").read_text() == "load-buffer -w -\n"


async def test_an_old_tmux_gets_osc_52_and_a_hint(
    bin_folder: Path, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    tool(bin_folder, "tmux", "echo 'unknown flag -w' >&2; exit 1")
    outcome = await door(written).copy("text")
    assert outcome.message == f"1 line, 4 B · {SENT} · tmux failed: unknown flag -w"
    assert "\x1bPtmux;\x1b\x1b]52;c;dGV4dA==\x07\x1b\\" in written[0]


def test_tmux_gets_the_text_plain_and_wrapped() -> None:
    payload = base64.b64encode(PROGRAM.encode()).decode()
    assert sequence(PROGRAM, {"TERM": "tmux-256color"}) == (
        f"\x1b]52;c;{payload}\x07\x1bPtmux;\x1b\x1b]52;c;{payload}\x07\x1b\\"
    )


def test_screen_gets_pieces_that_join_to_the_whole() -> None:
    sent = sequence(PROGRAM, {"STY": "1.pts", "TERM": "screen"})
    pieces = sent.split("\x1b\\")
    assert pieces.pop() == ""
    assert all(piece.startswith("\x1bP") and len(piece) <= 256 for piece in pieces)
    passed_on = "".join(piece.removeprefix("\x1bP") for piece in pieces)
    assert passed_on == sequence(PROGRAM, {})


@pytest.mark.usefixtures("bin_folder")
async def test_what_is_too_large_for_a_terminal_is_saved(
    written: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    folder = tmp_path / "saved"
    text = "é" * MAX_BYTES
    clipboard = door(written, folder)
    outcome = await clipboard.copy(text, name="../../.ssh/[b]evil\x1b.ts")
    again = await clipboard.copy(text, name="../../.ssh/[b]evil\x1b.ts")
    assert outcome.path is not None
    assert again.path is not None
    assert outcome.path != again.path
    assert outcome.path.parent == folder
    assert outcome.path.read_text(encoding="utf-8") == text
    assert stat.S_IMODE(outcome.path.stat().st_mode) == 0o600
    assert outcome.path.name.endswith("-ssh-b-evil-.ts")
    assert outcome.way == f"saved to {outcome.path}"
    assert not written


@pytest.mark.usefixtures("bin_folder")
async def test_without_a_folder_too_much_is_a_failure_that_says_so(
    written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    outcome = await door(written).copy("x" * (MAX_BYTES + 1))
    assert not outcome.ok
    assert outcome.message == "Not copied: 1 line, 74.0 KB are too much for a terminal"
    assert not written


async def test_control_characters_stay_behind_and_are_counted(bin_folder: Path, written: list[str]) -> None:
    tool(bin_folder, "xclip", f'cat > "{bin_folder}/got"')
    outcome = await door(written).copy("a\x1b]52;c;ZQ==\x07b\n\tc\r\n\ud800")
    assert (bin_folder / "got").read_bytes() == "a]52;c;ZQ==b\n\tc\r\n\ufffd".encode()
    assert outcome.removed == 2
    assert outcome.message.endswith("· xclip · 2 control characters left out")


@pytest.mark.usefixtures("bin_folder")
async def test_nothing_is_not_copied(written: list[str]) -> None:
    outcome = await door(written).copy("\x00")
    assert outcome.message == "Not copied: there is no text"

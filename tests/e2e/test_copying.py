"""Copying through terminals that stand in each other: what arrives is what the service sent, byte for byte."""

from __future__ import annotations

import base64
import shlex
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copilot_tui.store.history import SqliteHistory
from tests.e2e.keys import ESCAPE
from tests.e2e.terminal import Terminal
from tests.store.samples import converse, says, writes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.conftest import Starter

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed here"),
]
PROGRAM = "".join(
    f'const bucket{number} = new aws.s3.Bucket("größe-{number}");\t// 文字 🎉  \n' if number % 7 else "\n"
    for number in range(1, 201)
)
TMUX_SETTINGS = """\
set -g set-clipboard on
set -g allow-passthrough on
set -s escape-time 0
set -g default-terminal tmux-256color
set -as terminal-features ',*:clipboard'
set -g status off
"""


@contextmanager
def nested(start: Starter, command: list[str]) -> Iterator[Terminal]:
    """A terminal that runs tmux, which runs tmux, which runs a command."""
    with tempfile.TemporaryDirectory(prefix="tmux-") as folder:  # a socket's path has to be short
        settings = Path(folder) / "tmux.conf"
        settings.write_text(TMUX_SETTINGS)
        env = start.env | {"TMUX_TMPDIR": folder, "LC_ALL": "C.UTF-8"}
        tmux = ["tmux", "-f", str(settings), "-L"]
        inner = shlex.join([*tmux, "inner", "new-session", shlex.join(command)])
        try:
            with Terminal([*tmux, "outer", "new-session", f"env -u TMUX {inner}"], env=env, cwd=start.home) as terminal:
                yield terminal
        finally:
            for name in ("inner", "outer"):
                subprocess.run([*tmux, name, "kill-server"], env=env, check=False, capture_output=True)


def clipboard(terminal: Terminal) -> list[bytes]:
    """What the terminal was asked to take into its clipboard."""
    parameters = [one.parameters for one in terminal.sequences() if one.kind == "osc"]
    return [base64.b64decode(value.split(";", 2)[2]) for value in parameters if value.startswith("52;")]


@pytest.mark.parametrize("way", ["in tmux", "far away from tmux"])
def test_a_program_of_200_lines_arrives_through_nested_tmux(start: Starter, way: str) -> None:
    data = start.home / "data"
    history = SqliteHistory(data)
    conversation = converse(history, "Write buckets.", says("Here:"), writes(PROGRAM)).conversation_id
    history.close()
    # Over SSH there is no TMUX, only the terminal's name says what draws the screen.
    far = ["env", "-u", "TMUX", "SSH_TTY=/dev/pts/9"] if way == "far away from tmux" else []
    with nested(start, [*far, *start.command, "--data-dir", str(data), "--org", "acme", conversation]) as terminal:
        terminal.wait_for("program · typescript")
        terminal.send(ESCAPE)
        terminal.wait_for(lambda _: "export" in terminal.key_bar())
        terminal.send("c")
        terminal.wait_for(lambda _: clipboard(terminal))
        assert set(clipboard(terminal)) == {PROGRAM.encode()}
        terminal.wait_for("200 lines")

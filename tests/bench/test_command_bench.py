"""How soon a command without the screen is done, against Python with Click alone, interleaved in one run.

Run by hand: ``pytest -m bench -s tests/bench/test_command_bench.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.bench.table import row, say

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.bench
RUNS = 15
LIMIT = 2.5
COMMANDS = (
    ("--version",),
    ("--help",),
    ("ask", "--help"),
    ("list",),
    ("search", "bucket"),
    ("show", "bnergee"),
    ("programs",),
    ("config", "path"),
    ("completion", "bash"),
)
COMPLETING = {"COMP_LINE": "copilot-tui show ", "_COPILOT_TUI_COMPLETE": "bash_complete"}


def test_commands(tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "COPILOT_TUI_DATA_DIR": str(tmp_path / "data")}
    program = [sys.executable, "-m", "copilot_tui"]
    subprocess.run([*program, "list", "--demo", "--data-dir", str(tmp_path / "data")], env=env, check=True)
    floor = [sys.executable, "-c", "import click"]
    taken: dict[tuple[str, ...], list[float]] = {(): [], ("tab",): [], **{command: [] for command in COMMANDS}}
    for _ in range(RUNS):
        for command, times in taken.items():
            words = [*program, *command] if command else floor
            also = COMPLETING if command == ("tab",) else {}
            began = time.perf_counter()
            subprocess.run(words if not also else program, env=env | also, check=True, stdout=subprocess.DEVNULL)
            times.append((time.perf_counter() - began) * 1000)
    for command, times in taken.items():
        row(" ".join(command) or "python -c 'import click'", times)
        if command:
            say(f"    {median(times) / median(taken[()]):.2f} times (at most {LIMIT})")

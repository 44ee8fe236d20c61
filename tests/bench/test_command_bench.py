"""How soon a command without the screen is done, against Python with Click alone, interleaved in one run.

Run by hand: ``pytest -m bench -s tests/bench/test_command_bench.py``. Compared is processor time, at its best: of what
else the machine does it knows the least.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.bench.table import row, say

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(os.name != "posix", reason="the processor time of children is told by POSIX"),
]
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
            before = _processor_seconds()
            subprocess.run(words if not also else program, env=env | also, check=True, stdout=subprocess.DEVNULL)
            times.append((_processor_seconds() - before) * 1000)
    for command, times in taken.items():
        row(" ".join(command) or "python -c 'import click'", times)
        if command:
            say(f"    {min(times) / min(taken[()]):.2f} times (at most {LIMIT})")
    late = {command for command, times in taken.items() if min(times) > LIMIT * min(taken[()])}
    assert not late


def _processor_seconds() -> float:
    """Of all processes that were started here and have ended, in Python and in the system."""
    import resource  # here: POSIX alone has it

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

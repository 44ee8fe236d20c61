"""Start to a usable composer, against the floor, interleaved in one run."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal

RUNS = 9
ROOT = Path(__file__).parent.parent.parent


def seconds_to_echo(command: list[str], home: Path) -> tuple[float, float]:
    """From the start to the first sight of the input line, and to the echo of a key."""
    env = {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    begun = time.perf_counter()
    with Terminal(command, env=env, size=(120, 40), cwd=ROOT) as terminal:
        terminal.wait_for("floor is ready|Ask Pulumi Copilot…")
        painted = time.perf_counter() - begun
        terminal.send("qzxj")
        terminal.wait_for("qzxj")
        return painted, time.perf_counter() - begun


@pytest.mark.bench
def test_start(tmp_path: Path) -> None:
    commands = {
        "floor": [sys.executable, "-m", "tests.bench.floor"],
        "copilot-tui": [sys.executable, "-m", "copilot_tui"],
        "copilot-tui --demo": [sys.executable, "-m", "copilot_tui", "--demo"],
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            taken[name].append(seconds_to_echo(command, tmp_path))
    floor = [statistics.median(column) for column in zip(*taken["floor"], strict=True)]
    print(f"\n{'':20} {'paint':>8} {'x floor':>8} {'echo':>8} {'x floor':>8}")  # noqa: T201 — a bench prints
    for name, rows in taken.items():
        paint, echo = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"{name:20} {paint:8.3f} {paint / floor[0]:8.2f} {echo:8.3f} {echo / floor[1]:8.2f}")  # noqa: T201 — a bench prints

"""The overview of a history of 100,000 conversations: f3 to its numbers, in a pseudo-terminal.

Run by hand: ``pytest -m bench -s tests/bench/test_overview_bench.py``; see `tests.bench.test_history_bench`.
"""

from __future__ import annotations

import os
import select
import time
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.overview import days_until
from copilot_tui.store.history import SqliteHistory
from copilot_tui.ui.words import local_now
from tests.bench.echo import Typist
from tests.bench.table import row, say
from tests.bench.test_history_screen_bench import opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.bench


def test_the_overview_is_there_at_once(big: Path, tmp_path: Path) -> None:
    sums: list[float] = []
    history = SqliteHistory(big)
    for _ in range(20):
        began = time.perf_counter()
        history.overview(days_until(local_now()))
        sums.append((time.perf_counter() - began) * 1000)
    history.close()
    times: list[float] = []
    with opened(big, tmp_path) as terminal:
        terminal.wait_for(r"everywhere\s+98,9")
        Typist(terminal).settle()
        for _ in range(16):
            times.append(until_written(terminal, b"\x1bOR", b"ASKED MOST"))  # f3
            until_written(terminal, b"\x1bOR", b"everywhere")
    row("the sums alone", sums)
    say(f"f3 to the numbers for the first time: {times[0]:.0f} ms")
    row("f3 to the numbers", times[1:], limit=100)


def until_written(terminal: Terminal, keys: bytes, wanted: bytes) -> float:
    """Milliseconds from keys to the moment at which the program has written some bytes; nothing is drawn meanwhile."""
    began = time.perf_counter()
    os.write(terminal._master, keys)
    written = b""
    while wanted not in written:
        assert select.select([terminal._master], [], [], 20)[0]
        written += os.read(terminal._master, 65536)
    took = (time.perf_counter() - began) * 1000
    while select.select([terminal._master], [], [], 0.3)[0]:
        os.read(terminal._master, 65536)
    return took

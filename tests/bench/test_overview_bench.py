"""The overview of a history of 100,000 conversations: f3 to its numbers, in a pseudo-terminal.

Run by hand: ``pytest -m bench -s tests/bench/test_overview_bench.py``; see `tests.bench.test_history_bench`.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.overview import days_until
from copilot_tui.store.history import SqliteHistory
from copilot_tui.ui.words import local_now
from tests.bench.echo import Typist
from tests.bench.painting import Painting
from tests.bench.table import row
from tests.bench.test_history_screen_bench import opened

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.bench


def test_the_overview_is_there_at_once(big: Path, tmp_path: Path) -> None:
    sums: list[float] = []
    first: list[float] = []
    again: list[float] = []
    idle: list[float] = []
    history = SqliteHistory(big)
    for _ in range(20):
        began = time.perf_counter()
        history.overview(days_until(local_now()))
        sums.append((time.perf_counter() - began) * 1000)
    history.close()
    with opened(big, tmp_path) as terminal:
        terminal.wait_for(r"everywhere\s+98,9")
        Typist(terminal).settle()
        painting = Painting(terminal)
        for number in range(16):
            frames = painting.press(b"\x1bOR")  # f3
            times = next(frame.after for frame in frames if "ASKED MOST" in frame.screen)
            (again if number else first).append(times)
            painting.press(b"\x1bOR")
            idle.append(painting.press(b"q")[0].after)
            painting.press(b"\x7f")
    row("the sums alone", sums)
    row("f3 to the numbers, first", first)
    row("f3 to the numbers", again, limit=100)
    row("a key's echo meanwhile", idle)

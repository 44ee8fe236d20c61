"""A crowd at one store, longer than the ordinary tests have time for.

Run by hand: ``pytest -m bench -s tests/bench/test_history_faults.py``. Kills are in `tests.store.test_processes`, as
many as COPILOT_TUI_KILLS says.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.listing import ListQuery
from copilot_tui.store.history import SqliteHistory
from tests.store.test_processes import writer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.bench


def say(words: str) -> None:
    sys.stdout.write(f"\n{words}")


def test_two_processes_write_for_a_minute_while_a_third_searches(tmp_path: Path) -> None:
    history = SqliteHistory(tmp_path)
    with writer(tmp_path, "First", 1_000_000) as first, writer(tmp_path, "Second", 1_000_000) as second:
        end = time.monotonic() + 60
        searches = 0
        while time.monotonic() < end:
            history.search("answer", limit=60, ranked=searches % 2 == 0)
            history.page(ListQuery())
            searches += 1
        announced = set()
        for process in (first, second):
            process.kill()
            out, err = process.communicate()
            assert not err, err
            announced |= {line.split()[1] for line in out.splitlines() if line.startswith("answered ")}
    turns = {turn.id for one in history.page(ListQuery()) for turn in history.turns(one.id)}
    assert announced <= turns
    assert history.check(thorough=True) == []
    say(f"{len(announced)} answers committed by two, {searches} searches meanwhile, none lost")
    history.close()

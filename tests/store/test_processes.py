from __future__ import annotations

import random
import sys
from pathlib import Path
from subprocess import PIPE, Popen

from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.state import TurnState
from copilot_tui.store.history import SqliteHistory
from tests.store.samples import NOON

ROOT = Path(__file__).parents[2]


def writer(data_dir: Path, name: str, count: int) -> Popen[str]:
    command = [sys.executable, "-m", "tests.store.writer", str(data_dir), name, str(count)]
    return Popen(command, cwd=ROOT, stdout=PIPE, stderr=PIPE, text=True)


def test_nothing_that_was_committed_is_lost_by_kill_9(data_dir: Path) -> None:
    chance = random.Random(9)
    asked: set[str] = set()
    answered: set[str] = set()
    for kill in range(10):
        with writer(data_dir, f"Writer {kill}", 1_000_000) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(chance.randrange(1, 60))]
            process.kill()
            lines += process.stdout.readlines()  # committed before the kill, though not read yet
            for line in map(str.strip, lines):
                event, _, turn_id = line.partition(" ")
                (asked if event == "asked" else answered).add(turn_id)
    history = SqliteHistory(data_dir)
    assert history.notice == ""
    assert history.check(thorough=True) == []
    history.interrupt_abandoned(at=NOON)
    turns = {turn.id: turn for row in history.page(ListQuery()) for turn in history.turns(row.id)}
    assert len(asked) >= 10
    assert asked | answered <= turns.keys()
    assert {turns[turn_id].state for turn_id in answered} <= {TurnState.ANSWERED}
    assert all(len(turns[turn_id].messages) == 2 for turn_id in answered)
    assert {turn.state for turn in turns.values()} <= {TurnState.ANSWERED, TurnState.INTERRUPTED}
    assert sum(turn.state is TurnState.INTERRUPTED for turn in turns.values()) <= 10
    history.close()


def test_two_processes_write_side_by_side_while_a_third_reads(data_dir: Path) -> None:
    history = SqliteHistory(data_dir)
    with writer(data_dir, "First", 100) as first, writer(data_dir, "Second", 100) as second:
        while first.poll() is None or second.poll() is None:
            assert len(history.search("answer", limit=10)) <= 10
            assert history.interrupt_abandoned(at=NOON) == []
            assert history.count(ListQuery()) <= 2
        assert (first.returncode, second.returncode) == (0, 0), (first.communicate(), second.communicate())
    rows = history.page(ListQuery())
    assert [(row.turns, row.programs) for row in rows] == [(100, 100), (100, 100)]
    turns = [turn for row in rows for turn in history.turns(row.id)]
    assert {turn.state for turn in turns} == {TurnState.ANSWERED}
    assert len({turn.query for turn in turns}) == 200
    assert len(history.search("code", limit=1000)) == 200
    assert [turn.position for turn in history.turns(rows[0].id)] == list(range(100))
    history.close()

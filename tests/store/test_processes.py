"""Several processes with one store, and processes that are killed; COPILOT_TUI_KILLS says how often, 10 by default."""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from subprocess import PIPE, Popen

from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.state import TurnState
from copilot_tui.export.document import write_document
from copilot_tui.store.history import SqliteHistory
from tests.store.samples import ACME, NOON, answer, converse, minute, says, writes

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("COPILOT_TUI_KILLS", "10"))


def writer(data_dir: Path, name: str, count: int) -> Popen[str]:
    command = [sys.executable, "-m", "tests.store.writer", str(data_dir), name, str(count)]
    return Popen(command, cwd=ROOT, stdout=PIPE, stderr=PIPE, text=True)


def test_nothing_that_was_committed_is_lost_by_kill_9(data_dir: Path) -> None:
    chance = random.Random(9)
    asked: set[str] = set()
    answered: set[str] = set()
    for kill in range(KILLS):
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
    turns = {turn.id: turn for row in history.page(ListQuery(), limit=KILLS) for turn in history.turns(row.id)}
    assert len(asked) >= KILLS
    assert asked | answered <= turns.keys()
    assert {turns[turn_id].state for turn_id in answered} <= {TurnState.ANSWERED}
    assert all(len(turns[turn_id].messages) == 2 for turn_id in answered)
    assert {turn.state for turn in turns.values()} <= {TurnState.ANSWERED, TurnState.INTERRUPTED}
    assert sum(turn.state is TurnState.INTERRUPTED for turn in turns.values()) <= KILLS
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


def test_a_file_whose_import_is_killed_is_in_whole_or_not_at_all(data_dir: Path, tmp_path: Path) -> None:
    files = export_files(tmp_path / "elsewhere", files=12, conversations=6)
    chance = random.Random(5)
    told: set[str] = set()
    for _ in range(KILLS):
        some = [str(tmp_path / "elsewhere" / name) for name in chance.sample(sorted(files), 6)]
        command = [sys.executable, "-m", "tests.store.importer", str(data_dir), *some]
        with Popen(command, cwd=ROOT, stdout=PIPE, stderr=PIPE, text=True) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(chance.randrange(0, 5))]
            time.sleep(chance.uniform(0, 0.01))  # into the middle of the next one
            process.kill()
            told |= {line.strip() for line in [*lines, *process.stdout.readlines()]}
    told.discard("")
    history = SqliteHistory(data_dir)
    assert history.notice == ""
    assert history.check(thorough=True) == []
    there = {row.id: row.turns for row in history.page(ListQuery(), limit=1000)}
    whole = {name for name, ids in files.items() if ids <= there.keys()}
    none = {name for name, ids in files.items() if not ids & there.keys()}
    assert whole | none == files.keys()
    assert told <= whole
    assert set(there.values()) <= {3}
    history.close()


def export_files(folder: Path, *, files: int, conversations: int) -> dict[str, set[str]]:
    """JSON Lines of conversations of three turns each: name → the ids in it."""
    history = SqliteHistory(folder)
    made: dict[str, set[str]] = {}
    for number in range(files):
        name = f"{number}.jsonl"
        ids = [converse(history, f"{number} {one}", says("A " * 200)).conversation_id for one in range(conversations)]
        with (folder / name).open("w", encoding="utf-8") as file:
            for home in ids:
                for query in ("Second", "Third"):
                    turn = history.add_turn(home, query, ACME, at=minute(1))
                    history.finish_answered(turn.id, answer(writes("x")), at=minute(2), unread=False)
                conversation = history.conversation(home)
                assert conversation is not None
                file.write(write_document(conversation, history.turns(home), compact=True))
        made[name] = set(ids)
    history.close()
    return made

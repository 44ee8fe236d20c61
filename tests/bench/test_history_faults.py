"""Kills and crowds, longer than the ordinary tests have time for.

Run by hand: ``pytest -m bench -s tests/bench/test_history_faults.py``.
"""

from __future__ import annotations

import random
import sys
import time
from subprocess import PIPE, Popen
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.listing import ListQuery
from copilot_tui.export.document import write_document
from copilot_tui.store.history import SqliteHistory
from tests.bench.big_store import build
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


def test_two_hundred_kills_during_imports(tmp_path: Path) -> None:
    source = tmp_path / "source"
    build(source, 300)
    history = SqliteHistory(source)
    files = []
    for number, one in enumerate(history.page(ListQuery(), limit=300)):
        conversation = history.conversation(one.id)
        assert conversation is not None
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(write_document(conversation, history.turns(one.id)), encoding="utf-8")
    history.close()
    chance = random.Random(5)
    told: set[str] = set()
    script = (
        "import sys; from pathlib import Path; from copilot_tui.store.history import SqliteHistory; "
        "from copilot_tui.export.document import read_document; h = SqliteHistory(Path(sys.argv[1]))\n"
        "for name in sys.argv[2:]:\n"
        "    c, t = read_document(Path(name).read_text()); h.import_conversation(c, t); print(c.id, flush=True)\n"
    )
    for _ in range(200):
        some = [str(file) for file in chance.sample(files, 20)]
        with Popen([sys.executable, "-c", script, str(tmp_path / "target"), *some], stdout=PIPE, text=True) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(chance.randrange(0, 15))]
            process.kill()
            told |= {line.strip() for line in [*lines, *process.stdout.readlines()] if line.strip()}
    target = SqliteHistory(tmp_path / "target")
    assert target.notice == ""
    assert target.check(thorough=True) == []
    rows = {one.id: one for query in (ListQuery(), ListQuery(archived=True)) for one in target.page(query, limit=999)}
    assert told <= rows.keys()
    assert all(len(target.turns(one)) == rows[one].turns == 2 for one in rows)
    say(f"200 kills: {len(told)} conversations were told to be imported, {len(rows)} are there, none of them half")
    target.close()

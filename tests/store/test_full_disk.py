"""A disk without room, as the operating system says it: a limit to the size of files."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from subprocess import run

import pytest

from copilot_tui.domain.listing import ListQuery
from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.kept import KeptHistory
from tests.store.samples import ACME, NOON, converse, says

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(os.name != "posix", reason="limits of file sizes")
def test_what_was_committed_stays_and_what_was_refused_comes_when_there_is_room(data_dir: Path) -> None:
    command = [sys.executable, "-m", "tests.store.limited", str(data_dir), str(600_000)]
    ran = run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout)
    assert len(seen["committed"]) > 2
    assert seen["still_there"][: len(seen["committed"])] == seen["committed"]
    assert "What was stored before is kept; this change was not." in seen["refused"]
    assert (seen["unsaved"], seen["why"]) == (1, "The history file cannot grow: a quota or a limit is reached.")
    assert seen["kept_all"]
    assert seen["listed"] == ["Kept", "Plain"]
    assert seen["problems"] == []


@pytest.mark.skipif(os.name != "posix", reason="limits of file sizes")
def test_a_history_is_read_where_there_is_no_room_for_the_files_that_reading_takes(data_dir: Path) -> None:
    import resource

    history = SqliteHistory(data_dir)
    converse(history, "Where is my bucket?", says("Here"))
    history.close()
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, unlimited[1]))
    try:
        kept = KeptHistory(data_dir)
        titles = [row.title for row in kept.page(ListQuery())]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert titles == ["Where is my bucket?"]
    assert kept.notice == f"The disk with {data_dir} is full: the history can be read, nothing new is stored."
    home = kept.create(ACME, at=NOON, title="New").id  # kept beside it
    kept.add_turn(home, "Is there room?", ACME, at=NOON)
    assert kept.retry() == (0, "")
    assert not kept.read_only
    kept.close()
    again = SqliteHistory(data_dir)
    assert {row.title for row in again.page(ListQuery())} == {"Where is my bucket?", "New"}
    again.close()

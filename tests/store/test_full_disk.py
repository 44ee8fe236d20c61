"""A disk without room, as the operating system says it: a limit to the size of files."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from subprocess import run

import pytest

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

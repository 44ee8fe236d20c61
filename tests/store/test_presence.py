from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from subprocess import PIPE, Popen
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.errors import StoreTrouble
from copilot_tui.store.presence import Presence, alone, take

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from copilot_tui.store.presence import Presence
presence = Presence(Path(sys.argv[1]))
print(presence.owner, flush=True)
sys.stdin.read()
"""


def test_a_process_lives_until_it_is_killed(tmp_path: Path) -> None:
    presence = Presence(tmp_path / "live")
    with Popen([sys.executable, "-c", HOLD, tmp_path / "live"], stdin=PIPE, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        owner = process.stdout.readline().strip()
        assert presence.lives(owner)
        process.kill()
        process.wait()
        assert not presence.lives(owner)
    assert list((tmp_path / "live").iterdir()) == []


def test_a_process_lives_for_itself_and_for_others_in_it(tmp_path: Path) -> None:
    one, other = Presence(tmp_path), Presence(tmp_path)
    owner = one.owner
    assert one.owner == owner
    assert one.lives(owner)
    assert other.lives(owner)
    one.close()
    assert not other.lives(owner)
    assert list(tmp_path.iterdir()) == []


def test_no_sign_is_made_before_the_first_question(tmp_path: Path) -> None:
    presence = Presence(tmp_path / "live")
    assert not presence.lives(None)
    assert not presence.lives("nobody")
    presence.close()
    assert not (tmp_path / "live").exists()


def test_signs_of_the_dead_are_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "dead.db").touch()
    with closing(take(tmp_path / "alive.db") or sqlite3.connect(":memory:")):
        presence = Presence(tmp_path)
        owner = presence.owner
        assert {path.name for path in tmp_path.iterdir()} == {"alive.db", f"{owner}.db"}
        presence.close()


def test_only_one_is_alone(tmp_path: Path) -> None:
    with (
        alone(tmp_path / "lock"),
        pytest.raises(StoreTrouble, match="Another copy"),
        alone(tmp_path / "lock", wait_seconds=0),
    ):
        pass
    with alone(tmp_path / "lock", wait_seconds=0):
        pass


def test_a_folder_that_cannot_be_made_is_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreTrouble):
        _ = Presence(tmp_path / "file" / "live").owner

"""The history is its owner's alone, and is made so again where it was not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.kept import KeptHistory
from tests.store.samples import converse, says

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def filled(data_dir: Path) -> Path:
    history = SqliteHistory(data_dir)
    converse(history, "What runs?", says("Nothing."))
    history.back_up()
    history.close()
    return data_dir


def opened(data_dir: Path) -> str:
    """What is said at the start."""
    history = KeptHistory(data_dir)
    notice = history.notice
    history.close()
    return notice


def test_what_others_could_look_at_is_closed_to_them_and_said_once(filled: Path) -> None:
    filled.chmod(0o755)
    [backup] = (filled / "backups").iterdir()
    for path in (filled / "history.db", backup):
        path.chmod(0o644)
    assert opened(filled) == (
        "Others on this machine could look at the history: "
        "its folder and 2 of its files were open to them, and no longer."
    )
    assert {mode(path) for path in filled.rglob("*") if path.is_file()} == {0o600}
    assert {mode(path) for path in (filled, filled / "backups")} == {0o700}
    assert opened(filled) == ""


@pytest.mark.parametrize("others", [0o040, 0o004, 0o002, 0o020, 0o010, 0o001])
def test_every_right_of_others_counts(filled: Path, others: int) -> None:
    (filled / "history.db").chmod(0o600 | others)
    assert "one of its files was open" in opened(filled)
    assert mode(filled / "history.db") == 0o600


def test_a_folder_with_other_things_in_it_is_not_ours_to_close(filled: Path) -> None:
    other = filled / "somebody else's.txt"
    other.write_text("mine")
    other.chmod(0o644)
    filled.chmod(0o755)
    (filled / "history.db").chmod(0o644)
    assert "one of its files was open" in opened(filled)
    assert (mode(filled), mode(other), mode(filled / "history.db")) == (0o755, 0o644, 0o600)


def test_a_link_is_not_followed(filled: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    (elsewhere / "file").write_text("x")
    (elsewhere / "file").chmod(0o644)
    (filled / "copied").symlink_to(elsewhere)
    (filled / "history-2.db").symlink_to(elsewhere / "file")
    assert opened(filled) == ""
    assert (mode(elsewhere), mode(elsewhere / "file")) == (0o755, 0o644)


def test_a_shared_folder_stays_shared(filled: Path) -> None:
    filled.chmod(0o1777)
    assert opened(filled) == ""
    assert mode(filled) == 0o1777

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from copilot_tui.domain.listing import ListQuery
from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.maintenance import backups
from tests.store.samples import converse, says

if TYPE_CHECKING:
    from pathlib import Path


def test_a_backup_holds_everything_that_was_committed(history: SqliteHistory, tmp_path: Path) -> None:
    converse(history, "Still in the log", says("Yes."))
    copy = history.back_up()
    restored = tmp_path / "restored"
    restored.mkdir(mode=0o700)
    shutil.copy(copy, restored / "history.db")
    again = SqliteHistory(restored)
    assert again.notice == ""
    assert [row.title for row in again.page(ListQuery())] == ["Still in the log"]
    assert [hit.kind for hit in again.search("yes")] == ["response"]
    again.close()


def test_every_backup_has_a_name_of_its_own(history: SqliteHistory) -> None:
    copies = {history.back_up() for _ in range(3)}
    assert set(backups(history.path)) == copies
    assert len(copies) == 3


def test_a_sound_store_passes_its_checks(history: SqliteHistory) -> None:
    converse(history, "Why?", says("So."))
    assert history.check() == []
    assert history.check(thorough=True) == []


def test_a_row_that_refers_to_nothing_is_found(history: SqliteHistory) -> None:
    converse(history, "Why?", says("So."))
    with history._database.outside_transaction() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM turns")
    assert "row 1 of exchanges refers to a missing row of turns" in history.check(thorough=True)

from __future__ import annotations

import sqlite3
from contextlib import closing
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.errors import StoreTrouble
from copilot_tui.domain.listing import ListQuery
from tests.store.samples import ACME, NOON, converse, minute, says

if TYPE_CHECKING:
    from pathlib import Path

    from copilot_tui.store.history import SqliteHistory


def test_a_full_disk_keeps_what_was_stored(history: SqliteHistory) -> None:
    turn = converse(history, "Why?", says("So."))
    with history._database.outside_transaction() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreTrouble, match="disk is full") as caught:
        history.add_turn(turn.conversation_id, "Long " * 100_000, ACME, at=minute(1))
    assert "kept" in caught.value.hint
    assert isinstance(caught.value.__cause__, sqlite3.Error)
    assert history.turns(turn.conversation_id) == [turn]
    assert history.check(thorough=True) == []


def test_a_store_that_another_process_does_not_let_go_of_is_said_to_be_busy(history: SqliteHistory) -> None:
    turn = converse(history, "Why?", says("So."))
    history._database.busy_seconds = 0.05
    with closing(sqlite3.connect(history.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreTrouble, match="Another copy"):
            history.set_draft(turn.conversation_id, "typed")
        assert history.turns(turn.conversation_id) == [turn]  # reading goes on
        other.execute("ROLLBACK")
    history.set_draft(turn.conversation_id, "typed")


def test_a_damaged_page_is_reported_and_found_by_the_check(data_dir: Path, history: SqliteHistory) -> None:
    turn = converse(history, "Why?", *(says(f"Line {number} " + "x" * 500) for number in range(200)))
    history.close()
    size = (data_dir / "history.db").stat().st_size
    with (data_dir / "history.db").open("r+b") as file:
        for page in range(size // 2 // 4096, size // 4096):
            file.seek(page * 4096)
            file.write(b"\xff" * 200)
    reopened = type(history)(data_dir)
    assert reopened.check() != []
    with pytest.raises(StoreTrouble, match="damaged"):
        reopened.turns(turn.conversation_id)
    reopened.close()


def test_half_a_character_in_an_id_is_no_crash(history: SqliteHistory) -> None:
    with pytest.raises(StoreTrouble, match="well formed"):
        history.conversation("\udcff")
    assert history.find_ids("\udcff") == []


def test_a_closed_store_says_so(history: SqliteHistory) -> None:
    history.close()
    history.close()
    with pytest.raises(StoreTrouble, match="closed"):
        history.page(ListQuery())
    with pytest.raises(StoreTrouble, match="closed"):
        history.create(ACME, at=NOON)


def test_any_thread_may_call(history: SqliteHistory) -> None:
    def ask() -> None:
        for number in range(20):
            converse(history, f"Question {number}", says("Answer"))
            history.page(ListQuery())
            history.search("answer")

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert history.count(ListQuery()) == 80


def test_only_what_another_process_commits_is_news(history: SqliteHistory, data_dir: Path) -> None:
    other = type(history)(data_dir)
    version = history.data_version()
    history.create(ACME, at=NOON)
    assert history.data_version() == version
    other.create(ACME, at=NOON)
    assert history.data_version() != version
    other.close()

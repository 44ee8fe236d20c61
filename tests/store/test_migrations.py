from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.migrations import MIGRATIONS, migrate, schema_version

if TYPE_CHECKING:
    from pathlib import Path


def store_of_version(data_dir: Path, version: int) -> None:
    """A store as that version left it, with one conversation in it."""
    data_dir.mkdir()
    with closing(sqlite3.connect(data_dir / "history.db", isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:version])
        connection.execute(
            """INSERT INTO conversations (seq, id, title, title_key, title_seq, org, url, created_at, updated_at, turns)
            VALUES (1, 'conv', 'Cost of dev', 'cost of dev', 1, 'acme', 'https://app.pulumi.com', 1, 1, 1)"""
        )
        connection.execute(
            """INSERT INTO turns (seq, id, conversation, position, state, org, url, asked_at, query)
            VALUES (2, 'turn', 1, 0, 'answered', 'acme', 'https://app.pulumi.com', 1, 'What does dev cost?')"""
        )
        for seq, kind in ((3, "response"), (4, "trace")):
            raw = json.dumps({"role": "assistant", "kind": kind, "content": "Twelve euros"})
            connection.execute("INSERT INTO messages VALUES (?, 2, ?, 'assistant', ?, ?)", (seq, seq, kind, raw))
        connection.execute("UPDATE meta SET value = 4 WHERE key = 'sequence'")


def test_an_empty_file_goes_through_every_step() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        assert schema_version(connection) == len(MIGRATIONS)
        migrate(connection)  # and a second time through none


def test_a_store_from_before_the_search_index_becomes_searchable_and_is_backed_up_first(data_dir: Path) -> None:
    store_of_version(data_dir, 1)
    history = SqliteHistory(data_dir)
    assert [hit.kind for hit in history.search("dev")] == ["question", "title"]
    assert [hit.kind for hit in history.search("twelve")] == ["response"]
    history.rename("conv", "Bill")
    assert [hit.kind for hit in history.search("dev")] == ["question"]
    assert history.check(thorough=True) == []
    (backup,) = (data_dir / "backups").iterdir()
    with closing(sqlite3.connect(backup)) as connection:
        assert schema_version(connection) == 1
        assert connection.execute("SELECT title FROM conversations").fetchall() == [("Cost of dev",)]
    history.close()


def test_a_new_store_needs_no_backup(history: SqliteHistory, data_dir: Path) -> None:
    assert history.notice == ""
    assert not (data_dir / "backups").exists()


def test_a_step_that_fails_leaves_nothing_of_itself() -> None:
    def fails_half_way(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (way)")
        connection.execute("CREATE TABLE half (way)")

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, (*MIGRATIONS, fails_half_way))
        assert schema_version(connection) == len(MIGRATIONS)
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)

from __future__ import annotations

import os
import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.errors import StoreTrouble
from copilot_tui.domain.listing import ListQuery
from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.migrations import MIGRATIONS
from tests.store.samples import ACME, NOON, converse, says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copilot_tui.service.ports import History

posix_only = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def titles(history: SqliteHistory) -> list[str]:
    return [row.title for row in history.page(ListQuery())]


def fill(data_dir: Path, conversations: int = 1) -> None:
    history = SqliteHistory(data_dir)
    for number in range(conversations):
        converse(history, f"Question {number}", says("An answer. " * 50))
    history.close()


@posix_only
def test_only_the_owner_can_read_folder_and_files(history: SqliteHistory, data_dir: Path) -> None:
    converse(history, "What runs?", says("Nothing."))
    history.back_up()
    assert mode(data_dir) == 0o700
    files = [path for path in data_dir.rglob("*") if path.is_file()]
    assert {"history.db", "history.db-wal", "history.db-shm"} <= {path.name for path in files}
    assert {mode(path) for path in files} == {0o600}
    assert {mode(path) for path in data_dir.rglob("*") if path.is_dir()} == {0o700}


def test_a_store_is_there_again_at_the_next_start(data_dir: Path) -> None:
    fill(data_dir)
    history = SqliteHistory(data_dir)
    assert titles(history) == ["Question 0"]
    assert history.notice == ""
    history.close()


def test_the_store_is_what_the_service_asks_for(history: SqliteHistory) -> None:
    port: History = history
    assert port.count(ListQuery()) == 0


def test_writes_are_safe_from_power_cuts(history: SqliteHistory) -> None:
    with history._database.writing() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_many_may_begin_the_same_store_at_once(data_dir: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        opened = list(threads.map(SqliteHistory, [data_dir] * 8))
    assert [history.notice for history in opened] == [""] * 8
    opened[0].create(ACME, at=NOON)
    for history in opened:
        history.close()


@pytest.mark.parametrize(
    "content",
    [
        b"This is no database, though it is longer than a header. " * 100,
        b"short",
        b"SQLite format 3\x00" + b"\xff" * 4096,
    ],
    ids=["text", "short", "garbled header"],
)
def test_a_file_that_is_no_database_is_kept_and_a_new_history_begun(data_dir: Path, content: bytes) -> None:
    data_dir.mkdir()
    (data_dir / "history.db").write_bytes(content)
    history = SqliteHistory(data_dir)
    (aside,) = data_dir.glob("history-*-damaged.db")
    assert aside.read_bytes() == content
    assert aside.name in history.notice
    converse(history, "Does it work?", says("Yes."))
    assert titles(history) == ["Does it work?"]
    history.close()
    again = SqliteHistory(data_dir)
    assert again.notice == ""
    again.close()


def test_a_truncated_store_is_set_aside(data_dir: Path) -> None:
    fill(data_dir, conversations=30)
    whole = (data_dir / "history.db").read_bytes()
    (data_dir / "history.db").write_bytes(whole[: len(whole) // 2])
    history = SqliteHistory(data_dir)
    (aside,) = data_dir.glob("history-*-damaged.db")
    assert aside.stat().st_size == len(whole) // 2
    assert titles(history) == []
    history.close()


def test_the_log_goes_where_its_database_goes(data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "history.db").write_bytes(b"")
    (data_dir / "history.db-wal").write_bytes(b"frames")
    history = SqliteHistory(data_dir)
    (aside,) = data_dir.glob("history-*-damaged.db")
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"frames"
    history.close()


def test_an_empty_file_is_said_to_be_one_where_there_are_backups(data_dir: Path) -> None:
    fill(data_dir)
    history = SqliteHistory(data_dir)
    copy = history.back_up()
    history.close()
    (data_dir / "history.db").write_bytes(b"")
    emptied = SqliteHistory(data_dir)
    assert copy.name in emptied.notice
    assert titles(emptied) == []
    emptied.close()


def test_an_empty_file_without_backups_is_a_new_history(data_dir: Path) -> None:
    data_dir.mkdir(mode=0o700)
    (data_dir / "history.db").touch(mode=0o600)
    history = SqliteHistory(data_dir)
    assert history.notice == ""
    history.close()


def test_a_store_of_a_newer_version_can_be_read_and_is_not_written(data_dir: Path) -> None:
    fill(data_dir)
    with closing(sqlite3.connect(data_dir / "history.db")) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    history = SqliteHistory(data_dir)
    assert history.read_only
    assert "newer" in history.notice
    assert titles(history) == ["Question 0"]
    with pytest.raises(StoreTrouble, match="newer") as caught:
        history.create(ACME, at=NOON)
    assert caught.value.hint
    (row,) = history.page(ListQuery())
    with pytest.raises(StoreTrouble, match="newer"):
        history.add_turn(row.id, "More?", ACME, at=NOON)
    assert history.interrupt_abandoned(at=NOON) == []
    assert [hit.kind for hit in history.search("answer")] == ["response"]
    history.close()
    assert list((data_dir / "live").iterdir()) == []


def test_a_store_removed_while_running_is_noticed_before_anything_is_lost_in_it(data_dir: Path) -> None:
    history = SqliteHistory(data_dir)
    history.create(ACME, at=NOON)
    (data_dir / "history.db").rename(data_dir / "elsewhere.db")
    with pytest.raises(StoreTrouble, match="removed or replaced"):
        history.create(ACME, at=NOON)
    (data_dir / "elsewhere.db").rename(data_dir / "history.db")
    history.create(ACME, at=NOON)
    history.close()


@pytest.fixture
def others_folder() -> Iterator[Path]:
    """A folder that this process cannot write, even where tests are run by root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder)
        (folder / "history.db").chmod(0o644)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        yield folder
        os.seteuid(user)
        folder.chmod(0o700)


@posix_only
def test_a_store_in_a_read_only_folder_can_be_read(others_folder: Path) -> None:
    history = SqliteHistory(others_folder)
    assert history.read_only
    assert "read-only" in history.notice
    assert titles(history) == ["Question 0"]
    with pytest.raises(StoreTrouble, match="read-only"):
        history.create(ACME, at=NOON)
    history.close()


@posix_only
def test_no_store_can_begin_in_a_read_only_folder(others_folder: Path) -> None:
    with pytest.raises(StoreTrouble, match="Permission denied") as caught:
        SqliteHistory(others_folder / "deeper")
    assert "--data-dir" in caught.value.hint


def test_a_folder_in_the_place_of_the_file_is_reported(data_dir: Path) -> None:
    (data_dir / "history.db").mkdir(parents=True)
    with pytest.raises(StoreTrouble):
        SqliteHistory(data_dir)

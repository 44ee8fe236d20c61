"""Reading a damaged store's file: its header replaced where it makes no sense, its tables walked past what is damaged.

A table is walked by its row numbers, and where a page cannot be read, the walk goes on behind it, in growing steps.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from copilot_tui.store.migrations import migrate
from copilot_tui.store.trouble import forgiving, is_damage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KEYS: Final = {"exchanges": "turn"}  # the column that is the row's number; "seq" elsewhere
_PAGE_BYTES: Final = 4096
_MAGIC: Final = b"SQLite format 3\x00"
_NEAR: Final = 1024
"""So many rows after one that cannot be walked past are looked for one by one: a page or two, with what is on it."""
_LARGEST_STEP: Final = 1 << 20


def open_damaged(copy: Path) -> sqlite3.Connection:
    """A connection that reads the copy; its header, or all of its first page, is replaced where it makes no sense."""
    connection = _connect(copy)
    for mend in (_mend_header, _mend_first_page):
        if _knows_its_tables(connection):
            break
        connection.close()
        mend(copy)
        connection = _connect(copy)
    return connection


def _connect(copy: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.text_factory = forgiving
    return connection


def _knows_its_tables(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT seq FROM messages WHERE 0").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False
    return True


def _mend_first_page(copy: Path) -> None:
    """Takes the first page of a new store: a store that was made in one go has its tables at the same places."""
    fresh = copy.with_name("fresh.db")
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        migrate(connection)
    with copy.open("r+b") as file:
        file.write(fresh.read_bytes()[:_PAGE_BYTES])
    _mend_header(copy)


def _mend_header(copy: Path) -> None:
    """Writes the hundred bytes before the first page's tree (https://www.sqlite.org/fileformat2.html)."""
    with copy.open("r+b") as file:
        pages = max(1, file.seek(0, 2) // _PAGE_BYTES)
        numbers = (1, pages, 0, 0, 1, 4, 0, 0, 1)  # counter, size, freelist, cookie, format, cache, root, UTF-8
        header = _MAGIC + _PAGE_BYTES.to_bytes(2, "big") + bytes([2, 2, 0, 64, 32, 32])
        header += b"".join(number.to_bytes(4, "big") for number in numbers)
        file.seek(0)
        file.write(header.ljust(92, b"\x00") + (1).to_bytes(4, "big") + (3040001).to_bytes(4, "big"))


def readable_rows(source: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row | None]:
    """A table's rows by their number; None for each place that cannot be read."""
    key = _KEYS.get(table, "seq")
    query = f"SELECT * FROM {table} NOT INDEXED WHERE {key} > ? ORDER BY {key}"  # noqa: S608 — our own names
    after, step = 0, 1
    while step <= _LARGEST_STEP:
        try:
            for row in source.execute(query, (after,)):
                after, step = row[key], 1
                yield row
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if isinstance(error, sqlite3.OperationalError) and not is_damage(error):
                return  # e.g. there is no such table any more
            if step == 1:
                yield None
                yield from _one_by_one(source, table, key, range(after + 1, after + 1 + _NEAR))
                step = _NEAR
            after, step = after + step, step * 2
        else:
            return


def _one_by_one(source: sqlite3.Connection, table: str, key: str, numbers: range) -> Iterator[sqlite3.Row]:
    """What can be read of rows that cannot be walked through: each is looked for by its number."""
    query = f"SELECT * FROM {table} NOT INDEXED WHERE {key} = ?"  # noqa: S608 — our own names
    for number in numbers:
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
            row = source.execute(query, (number,)).fetchone()
            if row is not None:
                yield row

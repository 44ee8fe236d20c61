"""The store's file and the connections to it.

One connection writes, one reads, one searches; each is guarded by a lock, so that any thread may call and a slow
search never makes a question wait. Other processes may have the same file open: the write-ahead log lets all of them
read while one writes, and every write begins with BEGIN IMMEDIATE, so that it waits for its turn instead of failing in
the middle.
"""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from copilot_tui.domain.errors import StoreUnwritable
from copilot_tui.store.occupancy import occupy
from copilot_tui.store.opening import BUSY_SECONDS, Access, connect, prepare
from copilot_tui.store.transaction import committed
from copilot_tui.store.trouble import result_code, translated
from copilot_tui.store.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Database:
    """An open store.

    Args:
        path: its file; its folder, the file and the schema are made where they are missing.

    Raises:
        StoreTrouble: it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        opening = prepare(path)
        self._occupancy = occupy(path)
        self.path = path
        self.notice = opening.notice
        """What the person should know about how it was opened; "" for nothing."""
        self.read_only = opening.access is not Access.FULL
        self.busy_seconds = BUSY_SECONDS
        """How long to wait for other processes' writes."""
        self._write_lock = threading.Lock()
        self._read_lock = threading.Lock()
        self._search_lock = threading.Lock()
        with translated(path):
            self._writer = connect(path, opening.access)
            self._writer.execute("PRAGMA busy_timeout = 1")  # see `_begin`
            self._reader = connect(path, opening.access)
            self._reader.execute("PRAGMA query_only = ON")
            # Searching has a connection of its own: what is typed, listed or opened meanwhile does not wait for it.
            self._searcher = connect(path, opening.access)
            self.vocabulary = Vocabulary(self._searcher)
            """For whoever is `searching`."""
            self._searcher.execute("PRAGMA query_only = ON")
            self._file = _identity(path)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is committed at the end of the block, or rolled back if that raises.

        Raises:
            StoreTrouble: it could not be written; nothing of it is.
        """
        with self._write_lock, translated(self.path):
            self.check_writable()
            connection = self._writer
            self._begin(connection)
            with committed(connection):
                yield connection

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Begins to write, as soon as no other process does.

        Tried again every millisecond or two: SQLite itself would wait up to a tenth of a second between two looks, and
        among processes that write without a pause it would hardly ever look in the moment between two writes.
        """
        deadline = time.monotonic() + self.busy_seconds
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if result_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(random.uniform(0.0005, 0.003))  # noqa: S311 — so that two do not look in step
            else:
                return

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the store for all that is read within the block, whatever is written meanwhile.

        Raises:
            StoreTrouble: it could not be read.
        """
        with self._read_lock, translated(self.path), _one_state(self._reader) as connection:
            yield connection

    @contextmanager
    def searching(self) -> Iterator[sqlite3.Connection]:
        """The same for a search, which nothing else waits for.

        Raises:
            StoreTrouble: it could not be read.
        """
        with self._search_lock, translated(self.path), _one_state(self._searcher) as connection:
            yield connection

    @contextmanager
    def outside_transaction(self) -> Iterator[sqlite3.Connection]:
        """The writing connection for what cannot be in a transaction.

        Raises:
            StoreTrouble: it failed.
        """
        with self._write_lock, translated(self.path):
            yield self._writer

    @property
    def is_at_its_place(self) -> bool:
        """Whether the file that is open is the one that stands at the store's place."""
        return _identity(self.path) == self._file

    def close(self) -> None:
        """Closes all connections; what is read or written after that is `StoreTrouble`."""
        with self._read_lock, self._search_lock, self._write_lock, translated(self.path):
            self._reader.close()
            self._searcher.close()
            self._writer.close()
            if self._occupancy is not None:
                self._occupancy.close()

    def check_writable(self) -> None:
        """Finds out whether writing makes sense, before anything is done for it.

        Raises:
            StoreTrouble: the store can only be read, or its file is not there any more.
        """
        if self.read_only:
            raise StoreUnwritable(
                self.notice, hint="What was stored before is kept. To keep new questions, choose another --data-dir."
            )
        if not self.is_at_its_place:
            # SQLite would go on writing into the removed file, and all of it would be gone at the end.
            raise StoreUnwritable(
                f"The history file {self.path} was removed or replaced while copilot-tui was running.",
                hint="This change was not stored. Put the file back, or start copilot-tui again.",
            )


@contextmanager
def _one_state(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("BEGIN")
    try:
        yield connection
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file is at a path; None where there is none."""
    try:
        stat = path.stat()
    except OSError:  # gone, or its folder is one no longer
        return None
    return stat.st_dev, stat.st_ino

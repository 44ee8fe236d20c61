"""Who is alive: which processes with questions on their way still run.

Every process that sends holds an open EXCLUSIVE transaction on a tiny SQLite file of its own for its whole life. The
operating system lets go of it even after kill -9, on every platform that SQLite knows; process ids would be given out
again. Whoever can take the lock knows that its owner is gone.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from copilot_tui.domain.errors import StoreTrouble
from copilot_tui.domain.identity import new_id
from copilot_tui.store.trouble import result_code, translated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Presence:
    """This process's sign of life, and the others'.

    Args:
        folder: where the signs are kept; made at the first question.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._owner = ""
        self._held: sqlite3.Connection | None = None

    @property
    def owner(self) -> str:
        """This process's token; the first use makes its sign, and clears away those of the dead.

        Raises:
            StoreTrouble: the sign cannot be made.
        """
        with self._lock, translated(self._folder):
            if self._held is None:
                make_folder(self._folder)
                for path in self._folder.glob("*.db"):
                    _lives(path)
                self._appear()
            return self._owner

    def lives(self, owner: str | None) -> bool:
        """Whether the process with this token still runs.

        Raises:
            StoreTrouble: its sign cannot be looked at.
        """
        with self._lock, translated(self._folder):
            if owner and owner == self._owner:
                return True
            return bool(owner) and _lives(self._folder / f"{owner}.db")

    def close(self) -> None:
        """Takes the sign down."""
        with self._lock:
            if self._held is not None:
                self._held.close()
                _remove(self._folder / f"{self._owner}.db")
            self._held, self._owner = None, ""

    def _appear(self) -> None:
        while self._held is None:
            owner = new_id()
            path = self._folder / f"{owner}.db"
            held = take(path, wait_seconds=5)
            # Another process that clears up may have had the lock, and removed the file, between making and locking.
            if held is not None and path.exists():
                self._owner, self._held = owner, held
            elif held is not None:
                held.close()


def take(path: Path, *, wait_seconds: float = 0) -> sqlite3.Connection | None:
    """Locks a file for as long as the connection that is returned is open.

    Args:
        path: the file; made, readable by its owner only, if it is missing.
        wait_seconds: how long to wait for another holder.

    Returns:
        The connection that holds the lock; None while someone else does.

    Raises:
        sqlite3.Error: the file cannot be used.
        OSError: the file cannot be made.
    """
    create_private(path)
    connection = sqlite3.connect(path, timeout=wait_seconds, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = MEMORY")  # nothing is written, so no second file beside it
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        connection.close()
        if result_code(error) == sqlite3.SQLITE_BUSY:
            return None
        raise
    return connection


@contextmanager
def alone(path: Path, *, wait_seconds: float = 30) -> Iterator[None]:
    """Keeps other processes out while a store is made, migrated or set aside.

    Args:
        path: the lock's file; it stays, since removing it could take it from under another process.
        wait_seconds: how long to wait for the others.

    Raises:
        StoreTrouble: another process did not finish in time.
    """
    held = take(path, wait_seconds=wait_seconds)
    if held is None:
        raise StoreTrouble(
            "Another copy of copilot-tui is preparing the history and did not finish in time.",
            hint="Nothing was changed. Wait for the other copy, then start again.",
        )
    with closing(held):
        yield


def create_private(path: Path) -> bool:
    """Makes an empty file that only its owner can read, before SQLite would make one that others can.

    Returns:
        Whether it was made; False where it exists.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return False
    return True


def make_folder(folder: Path) -> None:
    """Makes a folder, and its parents, that only its owner can enter; an existing one stays as it is."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)


def _lives(path: Path) -> bool:
    """Whether someone holds a file; if not, it is removed."""
    if not path.exists():
        return False
    held = take(path)
    if held is None:
        return True
    if os.name == "posix":  # removed while locked, so that no one takes it in between
        _remove(path)
    held.close()
    _remove(path)
    return False


def _remove(path: Path) -> None:
    with suppress(OSError):  # Windows keeps a file that someone has just opened: the next one clears it away
        path.unlink(missing_ok=True)

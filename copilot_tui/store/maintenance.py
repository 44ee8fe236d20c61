"""Keeping a store sound: checks, backups, and setting a damaged file aside. Nothing is ever deleted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from copilot_tui.store.presence import create_private, make_folder

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

LOG_FILES = ("-wal", "-shm")
"""What SQLite keeps beside a database; they belong to it and go where it goes."""

_PROBLEMS = 20


def quick_check(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the file's structure, in SQLite's words; empty for nothing. About 1 ms a megabyte."""
    return _problems(connection, "PRAGMA quick_check(20)")


def integrity_check(connection: sqlite3.Connection) -> list[str]:
    """The same, and whether every index agrees with its table and every reference leads somewhere."""
    problems = _problems(connection, "PRAGMA integrity_check(20)")
    dangling = connection.execute("PRAGMA foreign_key_check").fetchmany(_PROBLEMS)
    return problems + [f"row {row[1]} of {row[0]} refers to a missing row of {row[2]}" for row in dangling]


def _problems(connection: sqlite3.Connection, check: str) -> list[str]:
    """What a check tells, one problem each: SQLite puts those of all pages into one row, below a headline."""
    told = [line for row in connection.execute(check).fetchmany(_PROBLEMS) for line in row[0].splitlines()]
    return [line for line in told if line != "ok" and not line.startswith("***")][:_PROBLEMS]


def back_up(connection: sqlite3.Connection, path: Path, *, label: str = "backup") -> Path:
    """Writes a whole copy of a store, what is still in its log included, to the folder `backups` beside it.

    Args:
        connection: to the store, outside of a transaction.
        path: the store's file.
        label: what the copy's name says about it.

    Returns:
        The copy; only its owner can read it.

    Raises:
        sqlite3.Error: the copy could not be written, e.g. for want of space.
        OSError: the same, for its folder.
    """
    folder = path.parent / "backups"
    make_folder(folder)
    copy = _unused(folder, f"{path.stem}-{_stamp()}-{label}", path.suffix)
    create_private(copy)  # VACUUM INTO takes an empty file, and would make one that others can read
    connection.execute("VACUUM INTO ?", (str(copy),))
    return copy


def restore(connection: sqlite3.Connection, path: Path) -> None:
    """Writes a store that was removed, and is still open, to its place again.

    Args:
        connection: to the store, outside of a transaction.
        path: its place, where nothing stands.

    Raises:
        sqlite3.Error: it could not be written.
        OSError: the same.
    """
    make_folder(path.parent)
    create_private(path)
    connection.execute("VACUUM INTO ?", (str(path),))


def backups(path: Path) -> list[Path]:
    """The backups of a store, oldest first."""
    return sorted((path.parent / "backups").glob(f"{path.stem}-*{path.suffix}"))


def set_aside(path: Path) -> Path:
    """Renames a damaged store, with its log files, so that a new one can begin in its place.

    Returns:
        Its new name, in the same folder.

    Raises:
        OSError: it could not be renamed.
    """
    aside = _unused(path.parent, f"{path.stem}-{_stamp()}-damaged", path.suffix)
    # The log first: left behind beside a new database it would be thrown away.
    for ending in (*LOG_FILES, ""):
        file = path.with_name(path.name + ending)
        if file.exists():
            file.rename(aside.with_name(aside.name + ending))
    return aside


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


def _unused(folder: Path, stem: str, suffix: str) -> Path:
    """A path that nothing is at: the stem, with a number where it is taken."""
    path = folder / f"{stem}{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{suffix}"
        number += 1
    return path

"""Looking at a store without touching it: nothing is made, migrated or set aside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.store.history import FILE_NAME
from copilot_tui.store.maintenance import quick_check
from copilot_tui.store.migrations import MIGRATIONS, schema_version

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Examination:
    """How a store stands."""

    path: Path
    exists: bool = False
    bytes: int = 0
    schema: int = 0
    """How many migrations it has behind it."""
    known_schema: int = len(MIGRATIONS)
    """How many this program knows."""
    conversations: int = 0
    problems: tuple[str, ...] = ()
    """What is wrong with it, in SQLite's words or the system's; empty for nothing."""


def examine(data_dir: Path) -> Examination:
    """Reads a store's size, schema and integrity.

    Args:
        data_dir: its folder.
    """
    path = data_dir / FILE_NAME
    try:
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return Examination(path)
    except OSError as error:
        return Examination(path, exists=True, problems=(_reason(error),))
    try:
        return _read(path, size)
    except sqlite3.Error as error:
        return Examination(path, exists=True, bytes=size, problems=(str(error),))


def _read(path: Path, size: int) -> Examination:
    # A folder that cannot be written takes no -shm file: then the database is read as if nobody ever wrote it.
    try:
        return _read_by(path, size, "mode=ro")
    except sqlite3.OperationalError:
        return _read_by(path, size, "mode=ro&immutable=1")


def _read_by(path: Path, size: int, mode: str) -> Examination:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=5)) as connection:
        problems = tuple(quick_check(connection))
        row = connection.execute("SELECT count(*) FROM conversations WHERE shelf IN (0, 1)").fetchone()
        schema = schema_version(connection)
        return Examination(path, exists=True, bytes=size, schema=schema, conversations=row[0], problems=problems)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__

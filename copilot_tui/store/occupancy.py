"""Whether any process has a store open: each holds a shared lock on a tiny file beside it while it has."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from copilot_tui.store.presence import create_private, take

if TYPE_CHECKING:
    from pathlib import Path


def occupy(path: Path) -> sqlite3.Connection | None:
    """Says that a store is in use for as long as the connection that is returned is open.

    Args:
        path: the store's file.

    Returns:
        The connection; None where no file can be made, or the lock cannot be had: then nobody is told.
    """
    with suppress(OSError, sqlite3.Error):
        create_private(_sign(path))
        connection = sqlite3.connect(_sign(path), timeout=5, isolation_level=None, check_same_thread=False)
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return connection
    return None


def is_in_use(path: Path) -> bool:
    """Whether a living process has a store open."""
    if not _sign(path).exists():
        return False
    try:
        held = take(_sign(path))
    except (sqlite3.Error, OSError):
        return True
    if held is None:
        return True
    held.close()
    return False


def _sign(path: Path) -> Path:
    return path.with_name("open.lock")

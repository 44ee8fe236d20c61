"""Transactions that hold whole or not at all, whatever cuts in."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


@contextmanager
def committed(connection: sqlite3.Connection) -> Iterator[None]:
    """Commits what the block does, or takes all of it back if it does not come to its end, by an interrupt too.

    Args:
        connection: within a transaction.

    Raises:
        sqlite3.Error: it could not be committed; nothing of it is.
    """
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")

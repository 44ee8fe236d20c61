"""The words that the index knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.store.folding import filter_key

if TYPE_CHECKING:
    import sqlite3

SHORTEST: Final = 4
"""Shorter beginnings have tables of their own in the index (``prefix='2 3'``)."""
MOST: Final = 64


def open_vocabulary(connection: sqlite3.Connection) -> None:
    """Makes the vocabulary readable over a connection; nothing is written to the store."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search, instance)")


def words_beginning(connection: sqlite3.Connection, beginning: str) -> list[str]:
    """The words that a beginning stands for, where it is cheaper to look for them than for the beginning.

    FTS5 puts the places of all words with a beginning together before it gives the first: 40 ms for a frequent one in
    a million messages. For words that are named it reads only as far as it is asked.

    Args:
        connection: one with a vocabulary.
        beginning: a word, or the beginning of one.

    Returns:
        At most `MOST`; none where the beginning is short, is no single word, or stands for more.
    """
    first = filter_key(beginning)
    if len(first) < SHORTEST or not first.isalnum():
        return []
    found: list[str] = []
    least = first
    while len(found) <= MOST:
        row = connection.execute("SELECT term FROM temp.vocabulary WHERE term >= ? LIMIT 1", (least,)).fetchone()
        if row is None or not row[0].startswith(first):
            return found
        found.append(row[0])
        least = row[0] + "\x01"  # the first one after it: a row of this table is a place, not a word
    return []

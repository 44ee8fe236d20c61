"""The words that the index knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.store.folding import filter_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

SHORTEST: Final = 4
"""Shorter beginnings have tables of their own in the index (``prefix='2 3'``)."""
MOST: Final = 64
_KEPT: Final = 32


class Vocabulary:
    """Reads the words of the index; nothing is written to the store.

    Words are typed letter by letter, and searched for twice, the newest and the best: what a beginning stands for is
    kept until somebody writes, as to pass over a frequent word takes a look at every page of its places.

    Args:
        connection: one that only reads; what it is asked later is asked within its transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search, instance)")
        self._known: dict[str, Sequence[str]] = {}
        self._written = 0

    def words_beginning(self, beginning: str) -> Sequence[str]:
        """The words that a beginning stands for, where it is cheaper to look for them than for the beginning.

        FTS5 puts the places of all words with a beginning together before it gives the first: 40 ms for a frequent one
        in a million messages. For words that are named it reads only as far as it is asked.

        Args:
            beginning: a word, or the beginning of one.

        Returns:
            At most `MOST`; none where the beginning is short, is no single word, or stands for more.
        """
        first = filter_key(beginning)
        if len(first) < SHORTEST or not first.isalnum():
            return ()
        written: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if written != self._written or len(self._known) >= _KEPT:
            self._written, self._known = written, {}
        for shorter in (first[:length] for length in range(len(first), SHORTEST - 1, -1)):
            if shorter in self._known:
                return [word for word in self._known[shorter] if word.startswith(first)]
        found = self._read(first)
        if found:
            self._known[first] = found
        return found

    def _read(self, first: str) -> list[str]:
        found: list[str] = []
        least = first
        while len(found) <= MOST:
            row = self._connection.execute(
                "SELECT term FROM temp.vocabulary WHERE term >= ? LIMIT 1", (least,)
            ).fetchone()
            if row is None or not row[0].startswith(first):
                return found
            found.append(row[0])
            least = row[0] + "\x01"  # the first one after it: a row of this table is a place, not a word
        return []

"""The bin: the one place from which anything is ever removed, once its time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.store.index import remove_message, remove_text
from copilot_tui.store.part import Part
from copilot_tui.store.rows import to_message, to_micros

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime


class Bin(Part):
    """Empties the bin."""

    def purge(self, *, deleted_before: datetime, limit: int = 100) -> int:
        """See `copilot_tui.service.ports.History`; in a store that can only be read, nothing is removed."""
        if self._database.read_only:
            return 0
        with self._database.reading() as connection:
            found = _over(connection, deleted_before, limit)
        if not found:  # nearly always: then nobody waits for a write
            return 0
        with self._database.writing() as connection:
            gone = _over(connection, deleted_before, limit)
            for row in gone:
                _forget(connection, row)
                connection.execute("DELETE FROM conversations WHERE seq = ?", (row["seq"],))
            return len(gone)


def _over(connection: sqlite3.Connection, deleted_before: datetime, limit: int) -> list[sqlite3.Row]:
    return connection.execute(
        "SELECT seq, title, title_seq FROM conversations WHERE deleted_at < ? ORDER BY deleted_at LIMIT ?",
        (to_micros(deleted_before), limit),
    ).fetchall()


def _forget(connection: sqlite3.Connection, conversation: sqlite3.Row) -> None:
    """Takes a conversation out of the index, which has no copy of what is in it."""
    if conversation["title_seq"] is not None:
        remove_text(connection, conversation["title_seq"], conversation["title"], "title")
    for turn in connection.execute("SELECT seq, query FROM turns WHERE conversation = ?", (conversation["seq"],)):
        remove_text(connection, turn["seq"], turn["query"], "question")
    messages = connection.execute(
        """SELECT messages.seq, messages.raw FROM turns JOIN messages ON messages.turn = turns.seq
        WHERE turns.conversation = ?""",
        (conversation["seq"],),
    )
    for message in messages:
        remove_message(connection, message["seq"], to_message(message["raw"]))

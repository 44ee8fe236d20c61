"""What the parts of `copilot_tui.store.history.SqliteHistory` share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

    from copilot_tui.store.database import Database
    from copilot_tui.store.presence import Presence


NOT_IN_THE_BIN: Final = "conversation NOT IN (SELECT seq FROM conversations WHERE deleted_at > 0)"
"""A condition for rows with a column `conversation`. What is in the bin is little: SQLite puts it in a list that it
looks each row up in, instead of reading each row's conversation."""


class Part:
    """One subject of the history: reads and writes through the same store.

    Args:
        database: the open store.
        presence: this process's sign of life.
    """

    def __init__(self, database: Database, presence: Presence) -> None:
        self._database = database
        self._presence = presence

    def _owner(self) -> str:
        """This process's token, for a question that it sends."""
        self._database.check_writable()
        return self._presence.owner


def refresh_counts(connection: sqlite3.Connection, conversation: int) -> None:
    """Brings what the list shows of a conversation in line with its turns and programs.

    Args:
        connection: within a transaction.
        conversation: its number.
    """
    connection.execute(
        """UPDATE conversations SET
            turns = (SELECT count(*) FROM turns WHERE conversation = :conversation),
            programs = (SELECT count(*) FROM programs WHERE conversation = :conversation),
            state = (SELECT state FROM turns WHERE conversation = :conversation ORDER BY position DESC LIMIT 1),
            language = coalesce((
                SELECT programs.language FROM programs
                JOIN turns ON turns.seq = programs.turn JOIN messages ON messages.seq = programs.message
                WHERE programs.conversation = :conversation
                ORDER BY turns.position DESC, messages.position DESC LIMIT 1
            ), '')
        WHERE seq = :conversation""",
        {"conversation": conversation},
    )

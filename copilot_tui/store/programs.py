"""Reading programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.message import ImprovedProgramMessage, ProgramMessage
from copilot_tui.domain.program import Program
from copilot_tui.store.listing import prefix_range
from copilot_tui.store.part import Part
from copilot_tui.store.rows import to_context, to_message, to_moment

if TYPE_CHECKING:
    import sqlite3

# CROSS JOIN: the programs come first, in the order of their index, whatever SQLite thinks of the tables' sizes.
_COLUMNS = """SELECT programs.id, programs.version, programs.created_at, messages.raw, turns.id AS turn_id, turns.query,
        turns.org, turns.url, conversations.id AS conversation_id, conversations.title"""
_PROGRAM = f"""{_COLUMNS}
    FROM programs
    CROSS JOIN messages ON messages.seq = programs.message
    CROSS JOIN turns ON turns.seq = programs.turn
    CROSS JOIN conversations ON conversations.seq = programs.conversation
    WHERE conversations.deleted_at IS NULL"""
_PROGRAM_OF_TURN = f"""{_COLUMNS}
    FROM turns
    CROSS JOIN messages ON messages.turn = turns.seq
    CROSS JOIN programs ON programs.message = messages.seq
    CROSS JOIN conversations ON conversations.seq = programs.conversation
    WHERE conversations.deleted_at IS NULL"""
_NEWEST_FIRST = "ORDER BY programs.created_at DESC, programs.seq DESC LIMIT ?"


class Programs(Part):
    """Reads programs; those of conversations in the bin are not there."""

    def programs(self, *, conversation_id: str | None = None, limit: int = 500) -> list[Program]:
        """See `copilot_tui.service.ports.History`."""
        values: tuple[object, ...] = (limit,)
        query = " ".join((_PROGRAM, _NEWEST_FIRST))
        if conversation_id is not None:
            of_one = "AND programs.conversation = (SELECT seq FROM conversations WHERE id = ?)"
            values = (conversation_id, limit)
            query = " ".join((_PROGRAM, of_one, _NEWEST_FIRST))
        with self._database.reading() as connection:
            return [found for row in connection.execute(query, values) if (found := _to_program(row))]

    def program(self, program_id: str) -> Program | None:
        """See `copilot_tui.service.ports.History`."""
        with self._database.reading() as connection:
            row = connection.execute(" ".join((_PROGRAM, "AND programs.id = ?")), (program_id,)).fetchone()
            return None if row is None else _to_program(row)

    def program_at(self, turn_id: str, message_index: int) -> Program | None:
        """See `copilot_tui.service.ports.History`."""
        of_message = "AND turns.id = ? AND messages.position = ?"
        with self._database.reading() as connection:
            row = connection.execute(" ".join((_PROGRAM_OF_TURN, of_message)), (turn_id, message_index)).fetchone()
            return None if row is None else _to_program(row)

    def find_program_ids(self, prefix: str, *, limit: int = 10) -> list[str]:
        """See `copilot_tui.service.ports.History`."""
        first, end = prefix_range(prefix)
        with self._database.reading() as connection:
            rows = connection.execute(
                """SELECT programs.id FROM programs
                CROSS JOIN conversations ON conversations.seq = programs.conversation
                WHERE programs.id >= ? AND programs.id < ? AND conversations.deleted_at IS NULL
                ORDER BY programs.id LIMIT ?""",
                (first, end, limit),
            )
            return [row["id"] for row in rows]


def _to_program(row: sqlite3.Row) -> Program | None:
    message = to_message(row["raw"])
    if not isinstance(message, ProgramMessage | ImprovedProgramMessage):
        return None  # only where the file was changed by other hands
    return Program(
        id=row["id"],
        conversation_id=row["conversation_id"],
        turn_id=row["turn_id"],
        content=message.content,
        version=row["version"],
        created_at=to_moment(row["created_at"]),
        query=row["query"],
        conversation_title=row["title"],
        context=to_context(row["org"], row["url"]),
    )

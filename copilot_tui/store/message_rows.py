"""Where messages go: into their turn, into the search index, and, if they are programs, among the programs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from copilot_tui.domain.identity import new_id
from copilot_tui.domain.language import canonical_language
from copilot_tui.domain.message import ImprovedProgramMessage, Message, ProgramMessage, key
from copilot_tui.store.index import add_message, next_seq
from copilot_tui.store.rows import raw_json, to_micros

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.store.reading import StoredTurn


def store_messages(
    connection: sqlite3.Connection, stored: StoredTurn, messages: Sequence[Message], *, at: datetime
) -> None:
    """Stores the messages that a turn gained among those it has, which keep their order.

    Args:
        connection: within a transaction.
        stored: the turn as it is stored.
        messages: all its messages as they are to be, the stored ones among them in their order.
        at: when they came.
    """
    held = list(zip(stored.message_seqs, map(key, stored.turn.messages), strict=True))
    for position, message in enumerate(messages):
        if held and held[0][1] == key(message):
            seq, _ = held.pop(0)
            connection.execute(
                "UPDATE messages SET position = ? WHERE seq = ? AND position <> ?", (position, seq, position)
            )
        else:
            _add(connection, stored, position, message, at)


def number_versions(connection: sqlite3.Connection, conversation: int) -> None:
    """Numbers a conversation's programs where some are new: a lost one that came late moves the later ones up.

    As `copilot_tui.domain.program.version_numbers` does; what it looks at of a message stands beside it here.
    """
    if not connection.execute(
        "SELECT 1 FROM programs WHERE conversation = ? AND version = 0 LIMIT 1", (conversation,)
    ).fetchone():
        return
    rows = connection.execute(
        """SELECT programs.message, programs.version, programs.language FROM programs
        CROSS JOIN turns ON turns.seq = programs.turn
        CROSS JOIN messages ON messages.seq = programs.message
        WHERE programs.conversation = ? ORDER BY turns.position, messages.position""",
        (conversation,),
    ).fetchall()
    seen: Counter[str] = Counter()
    changed: list[tuple[int, int]] = []
    for row in rows:
        seen[row["language"]] += 1
        if seen[row["language"]] != row["version"]:
            changed.append((seen[row["language"]], row["message"]))
    connection.executemany("UPDATE programs SET version = ? WHERE message = ?", changed)


def _add(connection: sqlite3.Connection, stored: StoredTurn, position: int, message: Message, at: datetime) -> None:
    seq = next_seq(connection)
    connection.execute(
        "INSERT INTO messages (seq, turn, position, role, kind, raw) VALUES (?, ?, ?, ?, ?, ?)",
        (seq, stored.seq, position, message.role, message.kind, raw_json(message)),
    )
    add_message(connection, seq, message)
    if isinstance(message, ProgramMessage | ImprovedProgramMessage):
        language = canonical_language(message.content.language)
        connection.execute(
            """INSERT INTO programs (id, conversation, turn, message, language, version, created_at)
            VALUES (?, ?, ?, ?, ?, 0, ?)""",
            (new_id(), stored.conversation, stored.seq, seq, language, to_micros(at)),
        )

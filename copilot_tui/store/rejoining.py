"""Giving a home to what a damaged store has lost the home of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.domain.context import CONSOLE
from copilot_tui.domain.identity import derived_id
from copilot_tui.store.folding import filter_key
from copilot_tui.store.index import next_seq, rebuild
from copilot_tui.store.part import refresh_counts

if TYPE_CHECKING:
    import sqlite3

LOST_TITLE: Final = "Recovered conversation"
LOST_QUESTION: Final = "(this question could not be read any more)"


def rejoin(connection: sqlite3.Connection) -> int:
    """Gives a home to what has lost it, and makes anew what is derived from the rest.

    Args:
        connection: within a transaction.

    Returns:
        Of how many conversations nothing but the title is left.
    """
    seqs = """SELECT max(seq) FROM turns UNION SELECT max(seq) FROM messages
        UNION SELECT max(title_seq) FROM conversations"""
    highest = max((row[0] or 0 for row in connection.execute(seqs)), default=0)
    connection.execute("UPDATE meta SET value = ? WHERE key = 'sequence'", (highest,))
    _home_for_answers(connection)
    _homes_for_turns(connection)
    titles = _questions_for_titles(connection)
    connection.execute("DELETE FROM exchanges WHERE turn NOT IN (SELECT seq FROM turns)")
    connection.execute(
        """DELETE FROM programs WHERE message NOT IN (SELECT seq FROM messages)
        OR turn NOT IN (SELECT seq FROM turns) OR conversation NOT IN (SELECT seq FROM conversations)"""
    )
    rebuild(connection)
    for row in connection.execute("SELECT seq FROM conversations").fetchall():
        refresh_counts(connection, row["seq"])
    return titles


def _home_for_answers(connection: sqlite3.Connection) -> None:
    """A turn for messages whose turn is gone, in a conversation that is known by its programs, or in one of its own."""
    lost = connection.execute(
        """SELECT messages.turn, min(programs.conversation) AS home, min(programs.created_at) AS at
        FROM messages LEFT JOIN programs ON programs.turn = messages.turn
        WHERE messages.turn NOT IN (SELECT seq FROM turns) GROUP BY messages.turn"""
    ).fetchall()
    own = _free(connection)
    for row in lost:
        home = row["home"] or own
        connection.execute(
            """INSERT INTO turns (seq, id, conversation, position, state, org, url, asked_at, query)
            VALUES (?, ?, ?, (SELECT coalesce(max(position) + 1, 0) FROM turns WHERE conversation = ?),
                'answered', ?, ?, ?, ?)""",
            (
                *(row["turn"], derived_id(b"lost turn", str(row["turn"]).encode()), home, home),
                *("unknown", CONSOLE, row["at"] or 0, LOST_QUESTION),
            ),
        )


def _homes_for_turns(connection: sqlite3.Connection) -> None:
    lost = connection.execute(
        """SELECT conversation, min(org) AS org, min(url) AS url, min(asked_at) AS first, max(asked_at) AS last
        FROM turns WHERE conversation NOT IN (SELECT seq FROM conversations) GROUP BY conversation"""
    ).fetchall()
    for row in lost:
        home = row["conversation"]
        connection.execute(
            """INSERT INTO conversations (seq, id, title, title_key, org, url, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                *(home, derived_id(b"lost conversation", str(home).encode())),
                *(LOST_TITLE, filter_key(LOST_TITLE), row["org"], row["url"], row["first"], row["last"]),
            ),
        )


def _questions_for_titles(connection: sqlite3.Connection) -> int:
    """A turn for conversations that have lost all of theirs: without one, no list would show their titles."""
    lost = connection.execute(
        """SELECT seq, org, url, created_at FROM conversations
        WHERE turns > 0 AND seq NOT IN (SELECT conversation FROM turns)"""
    ).fetchall()
    for row in lost:
        seq = next_seq(connection)
        connection.execute(
            """INSERT INTO turns (seq, id, conversation, position, state, org, url, asked_at, query)
            VALUES (?, ?, ?, 0, 'answered', ?, ?, ?, ?)""",
            (
                *(seq, derived_id(b"lost turn", str(seq).encode()), row["seq"]),
                *(row["org"], row["url"], row["created_at"], LOST_QUESTION),
            ),
        )
    return len(lost)


def _free(connection: sqlite3.Connection) -> int:
    used = "SELECT max(seq) FROM conversations UNION SELECT max(conversation) FROM turns"
    return max((row[0] or 0 for row in connection.execute(used)), default=0) + 1

"""The full-text index: what goes into it, always in the transaction of what it is about.

FTS5 without a copy of the text. To take a row out, FTS5 wants the very text that went in: whoever changes
`searchable` or `identifier_parts` adds a migration that calls `rebuild`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from copilot_tui.domain.message import Message, TraceMessage, parse_message, searchable_text
from copilot_tui.store.folding import identifier_parts

if TYPE_CHECKING:
    import sqlite3


def next_seq(connection: sqlite3.Connection) -> int:
    """The next number of the sequence that turns, messages and titles share."""
    connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'sequence'")
    number: int = connection.execute("SELECT value FROM meta WHERE key = 'sequence'").fetchone()[0]
    return number


def add_text(connection: sqlite3.Connection, seq: int, text: str) -> None:
    """Makes a title or a question findable."""
    connection.execute("INSERT INTO search (rowid, text, parts) VALUES (?, ?, ?)", (seq, text, identifier_parts(text)))


def remove_text(connection: sqlite3.Connection, seq: int, text: str) -> None:
    """Takes a title or a question out.

    Args:
        connection: within a transaction.
        seq: its number.
        text: exactly what went in.
    """
    connection.execute(
        "INSERT INTO search (search, rowid, text, parts) VALUES ('delete', ?, ?, ?)",
        (seq, text, identifier_parts(text)),
    )


def add_message(connection: sqlite3.Connection, seq: int, message: Message) -> None:
    """Makes a message findable; a trace is for debugging and is left out."""
    if not isinstance(message, TraceMessage):
        add_text(connection, seq, searchable_text(message))


def rebuild(connection: sqlite3.Connection) -> None:
    """Makes the whole index anew from the tables; within a transaction, seconds for a large store."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    titles = connection.execute("SELECT title_seq, title FROM conversations WHERE title_seq IS NOT NULL")
    for seq, title in titles:
        add_text(connection, seq, title)
    for seq, query in connection.execute("SELECT seq, query FROM turns"):
        add_text(connection, seq, query)
    for seq, raw in connection.execute("SELECT seq, raw FROM messages WHERE kind <> 'trace'"):
        add_message(connection, seq, parse_message(json.loads(raw)))

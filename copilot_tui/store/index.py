"""The full-text index: what goes into it, always in the transaction of what it is about.

FTS5 without a copy of the text. To take a row out, FTS5 wants the very text that went in: whoever changes
`searchable`, `identifier_parts` or `MARKS` adds a migration that calls `rebuild`.

Every row has a mark that says of what kind it is: one private-use character, which FTS5 takes for a word of its own.
No text that is searched for holds one, and words of one character are in none of the index's prefix tables.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.message import Message, searchable_text
from copilot_tui.domain.search_query import KINDS
from copilot_tui.store.folding import identifier_parts
from copilot_tui.store.rows import to_message

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

MARKS: Final[Mapping[str, str]] = MappingProxyType({kind: chr(0xE100 + at) for at, kind in enumerate(KINDS)})
"""The mark of each kind of row; see `copilot_tui.domain.search_query.KINDS`."""
_UNMARKED: Final = dict.fromkeys(range(0xE100, 0xE100 + len(KINDS)), " ")


def kind_of(message_kind: str) -> str:
    """The kind by which a message is searched for."""
    kind = "program" if message_kind == "improvedProgram" else message_kind
    return kind if kind in {"response", "program", "status", "trace"} else "other"


def next_seq(connection: sqlite3.Connection) -> int:
    """The next number of the sequence that turns, messages and titles share."""
    row = connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'sequence' RETURNING value").fetchone()
    number: int = row[0]
    return number


def add_text(connection: sqlite3.Connection, seq: int, text: str, kind: str) -> None:
    """Makes a title or a question findable."""
    connection.execute("INSERT INTO search (rowid, text, parts, mark) VALUES (?, ?, ?, ?)", _row(seq, text, kind))


def remove_text(connection: sqlite3.Connection, seq: int, text: str, kind: str) -> None:
    """Takes a row out.

    Args:
        connection: within a transaction.
        seq: its number.
        text: exactly what went in.
        kind: the same.
    """
    connection.execute(
        "INSERT INTO search (search, rowid, text, parts, mark) VALUES ('delete', ?, ?, ?, ?)", _row(seq, text, kind)
    )


def add_message(connection: sqlite3.Connection, seq: int, message: Message) -> None:
    """Makes a message findable."""
    add_text(connection, seq, searchable_text(message), kind_of(message.kind))


def remove_message(connection: sqlite3.Connection, seq: int, message: Message) -> None:
    """Takes a message out."""
    remove_text(connection, seq, searchable_text(message), kind_of(message.kind))


def rebuild(connection: sqlite3.Connection) -> None:
    """Makes the whole index anew from the tables; within a transaction, seconds for a large store."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    titles = connection.execute("SELECT title_seq, title FROM conversations WHERE title_seq IS NOT NULL")
    for seq, title in titles:
        add_text(connection, seq, title, "title")
    for seq, query in connection.execute("SELECT seq, query FROM turns"):
        add_text(connection, seq, query, "question")
    for seq, raw in connection.execute("SELECT seq, raw FROM messages"):
        add_message(connection, seq, to_message(raw))


def _row(seq: int, text: str, kind: str) -> tuple[int, str, str, str]:
    text = text.translate(_UNMARKED) if not text.isascii() else text
    return seq, text, identifier_parts(text), MARKS[kind]

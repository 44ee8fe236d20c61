"""The schema, as the list of steps that made it. Forward only: a step that was ever released is never edited.

Times are integers, microseconds since 1970 UTC: they compare as they sort. A row is found by its local id from
outside and by ``seq`` within. ``seq`` of turns and messages and ``title_seq`` of conversations come from one
sequence (`copilot_tui.store.index`): the row of the search index with the same number stands for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.store.index import rebuild
from copilot_tui.store.transaction import committed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    Step = Callable[[sqlite3.Connection], None]


def _tables(connection: sqlite3.Connection) -> None:
    for statement in _TABLES:
        connection.execute(statement)


def _search_index(connection: sqlite3.Connection) -> None:
    """An index without marks; the next step makes another in its place."""
    connection.execute(
        """CREATE VIRTUAL TABLE search USING fts5(
            text, parts, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
        )"""
    )


def _search_by_kind(connection: sqlite3.Connection) -> None:
    """Traces can be found, too, and every row has the mark of its kind.

    Contentless: the text is in the tables already, and a second copy would be half of the file.
    """
    connection.execute("DROP TABLE search")
    connection.execute(
        """CREATE VIRTUAL TABLE search USING fts5(
            text, parts, mark, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
        )"""
    )
    rebuild(connection)


def _bin(connection: sqlite3.Connection) -> None:
    """The bin can be listed: it is a shelf like the list and the archive."""
    for index in ("conversations_listed", "conversations_of_org", "conversations_at_url"):
        connection.execute("DROP INDEX " + index)
    connection.execute("ALTER TABLE conversations DROP COLUMN shelf")
    connection.execute(
        """ALTER TABLE conversations ADD COLUMN shelf INTEGER GENERATED ALWAYS AS (
            CASE WHEN deleted_at IS NOT NULL THEN 2 WHEN turns > 0 OR draft <> '' THEN archived END
        ) VIRTUAL"""
    )
    for statement in (*_LISTED, "CREATE INDEX conversations_deleted ON conversations (deleted_at)"):
        connection.execute(statement)


def _overview(connection: sqlite3.Connection) -> None:
    """What the overview sums up stands in indexes: no sum touches a question's text."""
    for statement in (
        "CREATE INDEX turns_overview ON turns (asked_at, state, conversation, took, org, url)",
        "CREATE INDEX turns_lost ON turns (asked_at) WHERE state IN ('failed', 'interrupted')",
        "CREATE INDEX programs_overview ON programs (created_at, language, conversation)",
    ):
        connection.execute(statement)


_LISTED = (
    "CREATE INDEX conversations_listed ON conversations (shelf, pinned, updated_at, id, title_key)",
    "CREATE INDEX conversations_of_org ON conversations (shelf, org, pinned, updated_at, id, title_key)",
    "CREATE INDEX conversations_at_url ON conversations (shelf, url, org, title_key)",
)
_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "INSERT INTO meta (key, value) VALUES ('sequence', 0)",
    # What a row of the list shows stands here, so that a page of it never touches turns or messages. `shelf` is where
    # it is listed: 0 in the list, 1 in the archive, 2 in the bin, NULL nowhere (nothing asked and nothing typed).
    """CREATE TABLE conversations (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        service_id TEXT,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        title_seq INTEGER,
        org TEXT NOT NULL,
        url TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        pinned INTEGER NOT NULL DEFAULT 0,
        archived INTEGER NOT NULL DEFAULT 0,
        unread INTEGER NOT NULL DEFAULT 0,
        turns INTEGER NOT NULL DEFAULT 0,
        programs INTEGER NOT NULL DEFAULT 0,
        state TEXT,
        language TEXT NOT NULL DEFAULT '',
        shelf INTEGER GENERATED ALWAYS AS (
            CASE WHEN deleted_at IS NULL AND (turns > 0 OR draft <> '') THEN archived END
        ) VIRTUAL,
        draft TEXT NOT NULL DEFAULT ''
    )""",
    *_LISTED,
    "CREATE UNIQUE INDEX conversations_title ON conversations (title_seq) WHERE title_seq IS NOT NULL",
    # `took` is set only where the turn's own answer came while it was awaited: microseconds from sending to outcome.
    """CREATE TABLE turns (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        conversation INTEGER NOT NULL REFERENCES conversations (seq) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        state TEXT NOT NULL,
        owner TEXT,
        org TEXT NOT NULL,
        url TEXT NOT NULL,
        asked_at INTEGER NOT NULL,
        sent_at INTEGER,
        finished_at INTEGER,
        took INTEGER,
        failure TEXT,
        notice TEXT NOT NULL DEFAULT '',
        query TEXT NOT NULL
    )""",
    "CREATE UNIQUE INDEX turns_in_order ON turns (conversation, position)",
    "CREATE INDEX turns_by_time ON turns (asked_at)",
    "CREATE INDEX turns_on_their_way ON turns (state) WHERE state = 'sending'",
    "CREATE INDEX turns_timed ON turns (finished_at, took) WHERE took IS NOT NULL",
    # Kilobytes that only the inspector reads: beside the turns, not among them.
    """CREATE TABLE exchanges (
        turn INTEGER PRIMARY KEY REFERENCES turns (seq) ON DELETE CASCADE,
        json TEXT NOT NULL
    )""",
    """CREATE TABLE messages (
        seq INTEGER PRIMARY KEY,
        turn INTEGER NOT NULL REFERENCES turns (seq) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        role TEXT NOT NULL,
        kind TEXT NOT NULL,
        raw TEXT NOT NULL
    )""",
    "CREATE INDEX messages_in_order ON messages (turn, position)",
    """CREATE TABLE programs (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        conversation INTEGER NOT NULL REFERENCES conversations (seq) ON DELETE CASCADE,
        turn INTEGER NOT NULL REFERENCES turns (seq) ON DELETE CASCADE,
        message INTEGER NOT NULL UNIQUE REFERENCES messages (seq) ON DELETE CASCADE,
        language TEXT NOT NULL,
        version INTEGER NOT NULL,
        created_at INTEGER NOT NULL
    )""",
    "CREATE INDEX programs_by_time ON programs (created_at)",
    "CREATE INDEX programs_of_conversation ON programs (conversation, created_at)",
    "CREATE INDEX programs_of_turn ON programs (turn)",
)

MIGRATIONS: tuple[Step, ...] = (_tables, _search_index, _search_by_kind, _bin, _overview)


def schema_version(connection: sqlite3.Connection) -> int:
    """How many steps a store has behind it (SQLite's ``user_version``)."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection, steps: Sequence[Step] = MIGRATIONS) -> None:
    """Takes a store through the steps that it lacks, each in a transaction of its own.

    Args:
        connection: in autocommit mode.
        steps: all steps from the beginning.

    Raises:
        sqlite3.Error: a step failed; those before it are committed, it and those after it are not.
    """
    for number, step in enumerate(steps, start=1):
        connection.execute("BEGIN IMMEDIATE")
        with committed(connection):
            if schema_version(connection) < number:
                step(connection)
                connection.execute("PRAGMA user_version = " + str(number))

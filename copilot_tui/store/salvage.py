"""Reading what can still be read of a damaged store into a new one.

The damaged file is only read. Its rows are taken over as they are, number for number: a table is walked by its row
numbers, and where a page cannot be read, the walk goes on behind it, in growing steps. A header that is damaged is
replaced in a copy: all that stands in it is known, or can be counted.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from copilot_tui.domain.context import CONSOLE
from copilot_tui.domain.exchange import Exchange
from copilot_tui.domain.identity import derived_id
from copilot_tui.domain.state import TurnState
from copilot_tui.store.folding import filter_key
from copilot_tui.store.index import rebuild
from copilot_tui.store.maintenance import LOG_FILES
from copilot_tui.store.migrations import migrate
from copilot_tui.store.part import refresh_counts
from copilot_tui.store.rows import to_conversation, to_moment
from copilot_tui.store.trouble import forgiving, is_damage
from copilot_tui.store.written import read_written

if TYPE_CHECKING:
    from collections.abc import Iterator

LOST_TITLE: Final = "Recovered conversation"
LOST_QUESTION: Final = "(this question could not be read any more)"

_TABLES: Final = ("conversations", "turns", "messages", "programs", "exchanges")
_KEYS: Final = {"exchanges": "turn"}  # the column that is the row's number; "seq" elsewhere
_PAGE_BYTES: Final = 4096
_MAGIC: Final = b"SQLite format 3\x00"
_NEAR: Final = 1024
"""So many rows after one that cannot be walked past are looked for one by one: a page or two, with what is on it."""
_LAST: Final = 1_000_000
"""Behind every turn of a conversation."""
_LARGEST_STEP: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could be read."""

    conversations: int
    messages: int
    gaps: int
    """Places that could not be read; how much stood there is not known."""


def salvage(damaged: Path, connection: sqlite3.Connection) -> Salvage:
    """Takes over what can be read.

    Args:
        damaged: the damaged store, with its log beside it; it stays as it is.
        connection: to a new, empty store of today's schema, within a transaction.

    Returns:
        How much it was: nothing of a file in which nothing is left.

    Raises:
        sqlite3.Error: the new store could not be written.
        OSError: there is no room for the copy to read from.
    """
    gaps = 0
    with tempfile.TemporaryDirectory(dir=damaged.parent, prefix="salvage-") as folder:
        copy = Path(folder) / "copy.db"
        for ending in ("", *LOG_FILES[:1]):
            with suppress(FileNotFoundError):
                shutil.copyfile(damaged.with_name(damaged.name + ending), copy.with_name(copy.name + ending))
        with closing(_open(copy)) as source:
            for table in _TABLES:
                gaps += _take_over(source, connection, table)
    _join_up(connection)
    return Salvage(_count(connection, "conversations"), _count(connection, "messages"), gaps)


def _open(copy: Path) -> sqlite3.Connection:
    """A connection that reads the copy; its header, or all of its first page, is replaced where it makes no sense."""
    connection = _connect(copy)
    for mend in (_mend_header, _mend_first_page):
        if _knows_its_tables(connection):
            break
        connection.close()
        mend(copy)
        connection = _connect(copy)
    return connection


def _connect(copy: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.text_factory = forgiving
    return connection


def _knows_its_tables(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT seq FROM messages WHERE 0").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False
    return True


def _mend_first_page(copy: Path) -> None:
    """Takes the first page of a new store: a store that was made in one go has its tables at the same places."""
    fresh = copy.with_name("fresh.db")
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        migrate(connection)
    with copy.open("r+b") as file:
        file.write(fresh.read_bytes()[:_PAGE_BYTES])
    _mend_header(copy)


def _mend_header(copy: Path) -> None:
    """Writes the hundred bytes before the first page's tree (https://www.sqlite.org/fileformat2.html)."""
    with copy.open("r+b") as file:
        pages = max(1, file.seek(0, 2) // _PAGE_BYTES)
        numbers = (1, pages, 0, 0, 1, 4, 0, 0, 1)  # counter, size, freelist, cookie, format, cache, root, UTF-8
        header = _MAGIC + _PAGE_BYTES.to_bytes(2, "big") + bytes([2, 2, 0, 64, 32, 32])
        header += b"".join(number.to_bytes(4, "big") for number in numbers)
        file.seek(0)
        file.write(header.ljust(92, b"\x00") + (1).to_bytes(4, "big") + (3040001).to_bytes(4, "big"))


def _take_over(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> int:
    """Copies a table's rows; returns how many places could not be read."""
    wanted = [row["name"] for row in target.execute(f"PRAGMA table_info({table})")]
    gaps = 0
    for row in _rows(source, table):
        values = None if row is None else {name: _mended(table, name, row[name]) for name in row.keys()}  # noqa: SIM118 — a Row's values are what it holds
        if values is None or not _is_sound(table, values):
            gaps += 1
            continue
        names = [name for name in values if name in wanted]
        places = ", ".join("?" * len(names))
        statement = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608 — our names
        with suppress(sqlite3.IntegrityError):  # half a row: a column that must be there is not
            if not target.execute(statement, [values[name] for name in names]).rowcount and table == "turns":
                values["position"] = _LAST + values["seq"]  # its place is taken: a number of it is another one now
                target.execute(statement, [values[name] for name in names])
    return gaps


def _is_sound(table: str, row: dict[str, Any]) -> bool:
    """Whether a row can be shown: what stands on a damaged page may be anything."""
    try:
        match table:
            case "conversations":
                to_conversation(row)
            case "turns":
                return all(isinstance(row[name], str) for name in ("id", "org", "url", "query"))
            case "messages":
                return isinstance(row["kind"], str) and isinstance(row["raw"], str)
            case "programs":
                to_moment(row["created_at"])
            case _:
                read_written(Exchange, row["json"])
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError):
        return False
    return True


def _mended(table: str, column: str, value: Any) -> Any:  # noqa: ANN401 — whatever SQLite holds
    """A value as it can be shown: what has lost its form keeps its text."""
    if isinstance(value, bytes):  # we store none
        value = forgiving(value)
    match table, column, value:
        case "turns", "state", str() if value not in set(TurnState):
            return TurnState.INTERRUPTED
        case "turns", "asked_at", _ if not _is_moment(value):
            return 0
        case "turns", "sent_at" | "finished_at", int() if not _is_moment(value):
            return None
        case "messages", "raw", str() if not _is_json(value):
            return json.dumps(value)
    return value


def _is_moment(value: object) -> bool:
    try:
        to_moment(int(str(value)))
    except (ValueError, OverflowError):
        return False
    return True


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True


def _rows(source: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row | None]:
    """A table's rows by their number; None for each place that cannot be read."""
    key = _KEYS.get(table, "seq")
    query = f"SELECT * FROM {table} NOT INDEXED WHERE {key} > ? ORDER BY {key}"  # noqa: S608 — our own names
    after, step = 0, 1
    while step <= _LARGEST_STEP:
        try:
            for row in source.execute(query, (after,)):
                after, step = row[key], 1
                yield row
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if isinstance(error, sqlite3.OperationalError) and not is_damage(error):
                return  # e.g. there is no such table any more
            if step == 1:
                yield None
                yield from _one_by_one(source, table, key, range(after + 1, after + 1 + _NEAR))
                step = _NEAR
            after, step = after + step, step * 2
        else:
            return


def _one_by_one(source: sqlite3.Connection, table: str, key: str, numbers: range) -> Iterator[sqlite3.Row]:
    """What can be read of rows that cannot be walked through: each is looked for by its number."""
    query = f"SELECT * FROM {table} NOT INDEXED WHERE {key} = ?"  # noqa: S608 — our own names
    for number in numbers:
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
            row = source.execute(query, (number,)).fetchone()
            if row is not None:
                yield row


def _join_up(connection: sqlite3.Connection) -> None:
    """Gives a home to what has lost it, and makes anew what is derived from the rest."""
    seqs = """SELECT max(seq) FROM turns UNION SELECT max(seq) FROM messages
        UNION SELECT max(title_seq) FROM conversations"""
    highest = max((row[0] or 0 for row in connection.execute(seqs)), default=0)
    connection.execute("UPDATE meta SET value = ? WHERE key = 'sequence'", (highest,))
    _home_for_answers(connection)
    _homes_for_turns(connection)
    connection.execute("DELETE FROM exchanges WHERE turn NOT IN (SELECT seq FROM turns)")
    connection.execute(
        """DELETE FROM programs WHERE message NOT IN (SELECT seq FROM messages)
        OR turn NOT IN (SELECT seq FROM turns) OR conversation NOT IN (SELECT seq FROM conversations)"""
    )
    rebuild(connection)
    for row in connection.execute("SELECT seq FROM conversations").fetchall():
        refresh_counts(connection, row["seq"])


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


def _free(connection: sqlite3.Connection) -> int:
    used = "SELECT max(seq) FROM conversations UNION SELECT max(conversation) FROM turns"
    return max((row[0] or 0 for row in connection.execute(used)), default=0) + 1


def _count(connection: sqlite3.Connection, table: str) -> int:
    number: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 — our own names
    return number

"""Reading what can still be read of a damaged store into a new one.

The damaged file is only read. Its rows are taken over as they are, number for number; what has lost its form keeps its
text, and what has lost its home is given one.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from copilot_tui.store.damaged_file import open_damaged, readable_rows
from copilot_tui.store.maintenance import LOG_FILES
from copilot_tui.store.rejoining import rejoin
from copilot_tui.store.sound_rows import is_sound, mended

_TABLES: Final = ("conversations", "turns", "messages", "programs", "exchanges")
_LAST: Final = 1_000_000
"""Behind every turn of a conversation."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could be read."""

    conversations: int
    messages: int
    titles: int
    """Conversations among them of which nothing but the title is left."""
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
        with closing(open_damaged(copy)) as source:
            for table in _TABLES:
                gaps += _take_over(source, connection, table)
    titles = rejoin(connection)
    return Salvage(_count(connection, "conversations"), _count(connection, "messages"), titles, gaps)


def _take_over(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> int:
    """Copies a table's rows; returns how many places could not be read."""
    wanted = [row["name"] for row in target.execute(f"PRAGMA table_info({table})")]
    gaps = 0
    for row in readable_rows(source, table):
        held = () if row is None else zip(row.keys(), row, strict=True)
        values: dict[str, Any] = {name: mended(table, name, value) for name, value in held}
        if not values or not is_sound(table, values):
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


def _count(connection: sqlite3.Connection, table: str) -> int:
    number: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 — our own names
    return number

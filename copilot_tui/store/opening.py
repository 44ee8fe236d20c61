"""From whatever is found at the store's place to a store of today's schema.

Nothing here deletes: what cannot be used is set aside, what is migrated is backed up first.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from copilot_tui.store.maintenance import LOG_FILES, back_up, backups, quick_check, set_aside
from copilot_tui.store.migrations import MIGRATIONS, migrate, schema_version
from copilot_tui.store.occupancy import is_in_use
from copilot_tui.store.presence import alone, create_private, make_folder
from copilot_tui.store.privacy import make_private
from copilot_tui.store.transaction import committed
from copilot_tui.store.trouble import forgiving, has_no_room, is_damage, result_code, suspicion, translated

if TYPE_CHECKING:
    from pathlib import Path

    from copilot_tui.store.salvage import Salvage

BUSY_SECONDS = 10.0
"""How long a statement waits for another process's write."""

_CANNOT_WRITE = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL})


class Access(Enum):
    """What can be done with a store."""

    FULL = auto()
    READ_ONLY = auto()
    """Made by a newer copilot-tui."""
    IMMUTABLE = auto()
    """In a place that cannot be written, or has no room, so that not even SQLite's own files can be made beside it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What came of preparing a store."""

    access: Access = Access.FULL
    notice: str = ""
    """What the person should know, in a sentence or two; "" for nothing."""


def prepare(path: Path) -> Opening:
    """Makes the file at `path` a store of today's schema, whatever is there: nothing, an older one, a damaged one.

    Raises:
        StoreTrouble: it cannot be used, and no new one can be begun in its place.
    """
    with translated(path):
        make_folder(path.parent)
        mended = make_private(path.parent)  # first of all: SQLite's log files inherit the mode of the database
        opening = _prepare(path)
    return replace(opening, notice=" ".join(filter(None, (opening.notice, mended))))


def connect(path: Path, access: Access = Access.FULL) -> sqlite3.Connection:
    """A connection in autocommit mode that any thread may use, one at a time."""
    # As a URI with mode=rw, so that SQLite never makes a file that others could read.
    mode = {Access.FULL: "mode=rw", Access.READ_ONLY: "mode=rw", Access.IMMUTABLE: "immutable=1"}[access]
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    connection.text_factory = forgiving
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")  # in WAL mode, NORMAL would lose what a power cut overtakes
        connection.execute("PRAGMA journal_size_limit = 16777216")
    except sqlite3.Error:  # some of them read the file already
        connection.close()
        raise
    return connection


def _prepare(path: Path) -> Opening:
    try:
        version = _version(path)
    except sqlite3.OperationalError as error:
        if path.is_file() and (has_no_room(error) or result_code(error) in _CANNOT_WRITE):
            return _unwritable(path, error)
        raise
    if version == len(MIGRATIONS) and not is_suspect(path):
        return Opening()
    if version is not None and version > len(MIGRATIONS):
        return _from_the_future()
    with alone(path.parent / "opening.lock"):
        return _prepare_alone(path)


def _prepare_alone(path: Path) -> Opening:
    """The same while no other process does it: what one has just made is not mistaken for another thing."""
    notice, aside = "", None
    version = _version(path)
    if version is None or (version and is_suspect(path) and not _is_sound(path)):
        aside = set_aside(path)
        version = 0
    if version > len(MIGRATIONS):
        return _from_the_future()
    made = create_private(path)
    if version == 0 and not made and (kept := backups(path)):
        notice = (
            f"The history file was empty, so a new history has begun. "
            f"There are backups; the newest is {kept[-1].name} in {kept[-1].parent}."
        )
    with closing(connect(path)) as connection:
        _begin_wal(connection)
        if 0 < version < len(MIGRATIONS):
            back_up(connection, path, label=f"before-v{len(MIGRATIONS)}")
        migrate(connection)
        if aside is not None:
            notice = _salvaged_notice(aside, _salvage(aside, connection))
    suspicion(path).unlink(missing_ok=True)
    return Opening(notice=notice)


def is_suspect(path: Path) -> bool:
    """Whether a store is to be checked: damage was met in it, or its last user did not close it and is gone."""
    if suspicion(path).exists():
        return True
    log = path.with_name(path.name + LOG_FILES[0])
    return log.exists() and log.stat().st_size > 0 and not is_in_use(path)


def _is_sound(path: Path) -> bool:
    """Looks through a whole store; about a second a gigabyte."""
    try:
        with closing(connect(path)) as connection:
            return not quick_check(connection)
    except UnicodeDecodeError:
        return False
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise


def _version(path: Path) -> int | None:
    """The schema's version; 0 for nothing yet; None for a file that is damaged or no database."""
    if not path.exists() or path.stat().st_size == 0:
        wal = path.with_name(path.name + "-wal")
        # SQLite would throw the log of an emptied file away, and with it what could still be read.
        return None if wal.exists() and wal.stat().st_size else 0
    try:
        with closing(connect(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return schema_version(connection)
    except UnicodeDecodeError:  # a schema of other bytes
        return None
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return None
        raise


def _unwritable(path: Path, error: sqlite3.OperationalError) -> Opening:
    """A store where SQLite's own files cannot be made beside it: read as the file alone is."""
    with closing(connect(path, Access.IMMUTABLE)) as connection:
        schema_version(connection)
    log = path.with_name(path.name + "-wal")
    unseen = " What is still in its log does not show." if log.exists() and log.stat().st_size else ""
    why = f"The disk with {path.parent} is full" if has_no_room(error) else f"The folder {path.parent} is read-only"
    return Opening(Access.IMMUTABLE, f"{why}: the history can be read, nothing new is stored.{unseen}")


def _from_the_future() -> Opening:
    return Opening(
        Access.READ_ONLY,
        "The history was made by a newer copilot-tui: it can be read, nothing new is stored. Update copilot-tui.",
    )


def _salvage(aside: Path, connection: sqlite3.Connection) -> Salvage | None:
    """Reads into a new store what can be read of the one that was set aside; None where nothing can."""
    from copilot_tui.store.salvage import salvage

    connection.execute("PRAGMA foreign_keys = OFF")  # rows come before what they belong to is known to be there
    connection.execute("BEGIN IMMEDIATE")
    try:
        with committed(connection):
            found = salvage(aside, connection)
    except (sqlite3.Error, OSError):
        # No room for it, or damage of a kind that was not thought of: the damaged file is kept all the same.
        return None
    return found if found.conversations else None


def _salvaged_notice(aside: Path, found: Salvage | None) -> str:
    kept = f"The damaged file is kept as {aside.name} in {aside.parent}."
    if found is None:
        return f"The history file was damaged, so a new history has begun. {kept}"
    amount = f"{_many(found.conversations, 'conversation')} with {_many(found.messages, 'message')}"
    lost = []
    if found.gaps:
        lost.append(f"{_many(found.gaps, 'place')} could not be read.")
    if found.titles:
        lost.append(f"Of {_many(found.titles, 'conversation')} only the title is left.")
    told = " ".join(lost) or "Nothing of it is known to be lost."
    return f"The history file was damaged. {amount} were read from it into a new one. {told} {kept}"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _begin_wal(connection: sqlite3.Connection) -> None:
    """Switches to the write-ahead log, which stays on.

    SQLite does not wait here as it does elsewhere, so that another process that is reading would be a failure.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if result_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return

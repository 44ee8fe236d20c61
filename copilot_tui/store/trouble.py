"""SQLite's and the file system's failures in the words of the person whose history it is."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from copilot_tui.domain.errors import StoreTrouble, StoreUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KEPT = "What was stored before is kept; this change was not."

# By primary result code (https://www.sqlite.org/rescode.html): what happened, and what is kept and can be done next.
_SENTENCES = {
    sqlite3.SQLITE_BUSY: (
        "Another copy of copilot-tui is writing to the history and did not finish in time.",
        f"{_KEPT} Try again.",
    ),
    sqlite3.SQLITE_LOCKED: ("The history is in use.", f"{_KEPT} Try again."),
    sqlite3.SQLITE_FULL: ("The disk is full.", f"{_KEPT} Free some space, then try again."),
    sqlite3.SQLITE_READONLY: (
        "The history cannot be written: the file or its folder is read-only.",
        f"{_KEPT} Make the folder writable, or choose another with --data-dir.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The history file cannot be opened.",
        "Nothing was changed. Check the permissions of its folder, or choose another with --data-dir.",
    ),
    sqlite3.SQLITE_PERM: (
        "The history file may not be used.",
        "Nothing was changed. Check its permissions, or choose another folder with --data-dir.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk failed while the history was in use.",
        f"{_KEPT} Check the disk, then start copilot-tui again.",
    ),
    sqlite3.SQLITE_CONSTRAINT: ("This does not fit what the history holds already.", _KEPT),
    sqlite3.SQLITE_CORRUPT: (
        "The history file is damaged.",
        "The file is kept as it is. Quit every copy of copilot-tui and start it again.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "The history file is no database.",
        "The file is kept as it is. Quit every copy of copilot-tui and start it again.",
    ),
}
# Of a failed write, SQLite calls only ENOSPC a full disk: EDQUOT and EFBIG are the first; the second is a file of its
# own that it needs for reading, too, and cannot make as large as it has to be.
_NO_ROOM = frozenset({sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE})
_NO_GROWTH = (
    "The history file cannot grow: a quota or a limit is reached.",
    f"{_KEPT} Free some space, then try again.",
)
_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_IOERR,
    }
)
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def forgiving(text: bytes) -> str:
    """A text of the store; what is damaged in it is replaced by U+FFFD: one byte must not cost a conversation."""
    return text.decode("utf-8", "replace")


def suspicion(path: Path) -> Path:
    """The file that says that damage was met in a store, so that the next start looks through it."""
    return path.with_name(path.name + "-suspect")


def result_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where Python's own module raised the error."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is at fault."""
    return result_code(error) in _DAMAGED


def has_no_room(error: sqlite3.Error) -> bool:
    """Whether the disk is full, or a limit to what may be written is reached."""
    return getattr(error, "sqlite_errorcode", 0) in _NO_ROOM or result_code(error) == sqlite3.SQLITE_FULL


def trouble(error: sqlite3.Error | OSError, path: Path) -> StoreTrouble:
    """The same failure as a domain error.

    Args:
        error: what SQLite or the file system raised.
        path: the file it was about.
    """
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        return StoreUnwritable(
            f"The history at {path} cannot be used: {reason}.",
            hint="Nothing was changed. Check the folder's permissions, or choose another with --data-dir.",
        )
    if "closed database" in str(error):
        return StoreTrouble("The history is closed.", hint="Start copilot-tui again.")
    unknown = (f"The history could not be used: {error}.", f"{_KEPT} Run `copilot-tui doctor`.")
    happened, next_step = _SENTENCES.get(result_code(error), unknown)
    if getattr(error, "sqlite_errorcode", 0) in _NO_ROOM:
        happened, next_step = _NO_GROWTH
    kind = StoreUnwritable if result_code(error) in _PASSING else StoreTrouble
    return kind(happened, hint=f"{next_step} ({path})")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raises `StoreTrouble` instead of what SQLite and the file system raise.

    Args:
        path: the file it is about.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        if isinstance(error, sqlite3.Error) and is_damage(error):
            with suppress(OSError):
                suspicion(path).touch(mode=0o600)
        raise trouble(error, path) from error
    except UnicodeDecodeError as error:  # text that this program cannot have written
        with suppress(OSError):
            suspicion(path).touch(mode=0o600)
        happened, next_step = _SENTENCES[sqlite3.SQLITE_CORRUPT]
        raise StoreTrouble(happened, hint=next_step) from error
    except UnicodeEncodeError as error:  # half a character, as a command line can hold it: no id has one
        raise StoreTrouble("This text is not well formed.", hint="Nothing was changed.") from error

"""The history is its owner's alone: folder 0700, files 0600, mended where a copy, a backup or a tool left them open."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OTHERS: Final = 0o077
_FOLDERS: Final = frozenset({"backups", "copied", "live", "log", "state"})
_FILES: Final = re.compile(r"history.*\.db.*|open(ing)?\.lock.*", re.DOTALL)


def make_private(folder: Path) -> str:
    """Takes others' rights from the folder of a store and from all that this program keeps in it.

    A folder that holds other things as well is not ours to close: there only our own files are mended. Links are left
    alone, and so is what belongs to somebody else.

    Args:
        folder: where the store is.

    Returns:
        What was mended, as a sentence for the person; "" where nothing had to be.
    """
    if os.name != "posix":
        return ""
    opened = sum(_mend(path, folder=is_folder) for path, is_folder in _found(folder))
    closes = _is_ours_alone(folder) and _mend(folder, folder=True)
    if not opened and not closes:
        return ""
    files = f"{opened} of its files" if opened > 1 else "one of its files"
    what = " and ".join(part for part in ("its folder" if closes else "", files if opened else "") if part)
    were = "was" if opened + closes == 1 else "were"
    return f"Others on this machine could look at the history: {what} {were} open to them, and no longer."


def _found(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Our own files and folders, each with whether it is a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and entry.name in _FOLDERS:
                inner = folder / entry.name
                yield inner, True
                for path in inner.iterdir():
                    yield path, False
            elif _FILES.fullmatch(entry.name):
                yield folder / entry.name, False


def _is_ours_alone(folder: Path) -> bool:
    """Whether nothing but what this program makes is in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        return all(
            entry.name in _FOLDERS if entry.is_dir(follow_symlinks=False) else _FILES.fullmatch(entry.name)
            for entry in entries
        )
    return False


def _mend(path: Path, *, folder: bool = False) -> bool:
    """Takes others' rights from something, if it is ours; whether there were any to take."""
    kind = os.O_DIRECTORY if folder else os.O_NONBLOCK
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | kind)
    except OSError:  # a link, a socket, something unreadable, or gone meanwhile
        return False
    try:
        status = os.fstat(descriptor)
        regular = stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)
        shared = status.st_mode & stat.S_ISVTX  # such as /tmp
        if not status.st_mode & _OTHERS or status.st_uid != os.geteuid() or shared or not regular:
            return False
        os.fchmod(descriptor, stat.S_IMODE(status.st_mode) & ~_OTHERS)  # what its owner may not do stays so
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(descriptor)

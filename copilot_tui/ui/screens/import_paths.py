"""Naming files as in a shell: several in one line, with quotes, ~ and *, gone on with by Tab."""

from __future__ import annotations

import glob
import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from copilot_tui.domain.errors import CopilotError
from copilot_tui.domain.text import line
from copilot_tui.service.importing import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copilot_tui.service.importing import Importing

_MOST_LOOKED_AT: Final = 20_000
_MOST_OFFERED: Final = 20
_WINDOWS: Final = os.name == "nt"
_PIECE: Final = re.compile(r'"([^"]*)"|(\S+)')
_TAIL: Final = re.compile(r"[^\s\"]*\Z" if _WINDOWS else r"(?:\\.|[^\s\\\"'])*\Z")


@dataclass(frozen=True, slots=True)
class Meant:
    """The files that a line names."""

    files: tuple[Path, ...] = ()
    total_bytes: int = 0
    problem: str = ""
    """Why they cannot be taken in, a sentence; "" where they can."""


def look(typed: str, importing: Importing) -> Meant:
    """Finds out what a line names; reads folders, so not on the event loop."""
    paths = typed_paths(typed)
    if not paths:
        return Meant()
    try:
        files = importing.files(paths, most=_MOST_LOOKED_AT)
        total = sum(file.stat().st_size for file in files)
    except CopilotError as error:
        return Meant(problem=error.words)
    except OSError as error:
        return Meant(problem=f"{line(str(error.filename))} cannot be read: {error.strerror}.")
    if odd := next((file for file in files if not file.is_file()), None):  # a pipe would be waited for without end
        return Meant(problem=f"{line(str(odd))} is no file.")
    if not files:
        return Meant(problem=f"There are no files to import there ({', '.join(SUFFIXES)}).")
    return Meant(tuple(files), total)


def typed_paths(typed: str) -> list[Path]:
    """The paths that a line names: as in a shell, or the whole of it where there is a file of that name.

    Args:
        typed: e.g. ``~/backup/*.jsonl "my answer.json"``, or what a terminal pastes for files that are dropped on it.
    """
    whole = typed.strip()
    if not whole:
        return []
    try:
        if _expanded(whole).exists():
            return [_expanded(whole)]
        pieces = [one or other for one, other in _PIECE.findall(whole)] if _WINDOWS else shlex.split(whole)
    except (ValueError, OSError):  # a quote that is not closed yet, a name that is too long
        return [Path(whole)]
    return [path for piece in pieces for path in _matching(piece)]


def completions(typed: str) -> list[str]:
    """What the last path could go on with: folders, with a slash behind, and files that can be taken in.

    Args:
        typed: everything up to the cursor.
    """
    found = _TAIL.search(typed)
    if found is None or _has_open_quote(typed[: found.start()]):
        return []
    head, slash, start = _unescaped(found[0]).rpartition("/")
    if not slash and start == "~":
        return ["~/"]
    folder = _expanded(head or "/") if slash else Path()
    fitting = sorted(name for name in _names(folder) if name.startswith(start) and name != start)
    # What could not be shown as it is, is not offered.
    shown = (name for name in fitting if line(name) == name and (start or not name.startswith(".")))
    return [name for _, name in zip(range(_MOST_OFFERED), shown, strict=False)]


def completed(typed: str, name: str) -> str:
    """The line with its last path gone on with; a space follows a file."""
    found = _TAIL.search(typed)
    at = found.start() if found else len(typed)
    head, slash, _ = typed[at:].rpartition("/")
    escaped = name if _WINDOWS else re.sub(r"([\s\\\"'*?\[])", r"\\\1", name)
    return typed[:at] + head + slash + escaped + ("" if name.endswith("/") else " ")


def _names(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for _, entry in zip(range(_MOST_LOOKED_AT), entries, strict=False):
                if entry.is_dir():
                    yield f"{entry.name}/"
                elif entry.name.lower().endswith(SUFFIXES):
                    yield entry.name
    except (OSError, ValueError):  # not there, not readable, a zero byte
        return


def _matching(piece: str) -> list[Path]:
    if piece.startswith("file://"):
        piece = unquote(piece.removeprefix("file://"))
    path = _expanded(piece)
    if not glob.has_magic(piece) or path.exists():
        return [path]
    return sorted(map(Path, glob.glob(str(path)))) or [path]  # noqa: PTH207 — Path.glob takes no absolute pattern


def _expanded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:  # "~name" of somebody who is not there
        return Path(path)


def _unescaped(piece: str) -> str:
    return piece if _WINDOWS else re.sub(r"\\(.)", r"\1", piece)


def _has_open_quote(text: str) -> bool:
    if _WINDOWS:
        return text.count('"') % 2 == 1
    try:
        shlex.split(text)
    except ValueError:
        return True
    return False

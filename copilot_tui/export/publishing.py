"""A set of files that appears together or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from copilot_tui.export.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path, PurePosixPath
    from typing import Self


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file that is written under a temporary name, waiting for its own."""

    place: Folder
    temporary: str
    name: str
    identity: tuple[int, int]
    """Device and inode: what tells it from a file that somebody else made under its name."""


class Publication:
    """Writes files under temporary names, then gives them their own; leaving with an exception takes all of it back.

    Args:
        folder: where to; made where it does not exist, and taken away again if nothing comes of it.
    """

    root: Folder
    """The open folder; from entering to leaving."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._undo: list[Callable[[], object]] = []
        self._tidy: list[Callable[[], object]] = []
        self._staged: list[_Staged] = []

    def __enter__(self) -> Self:
        with ExitStack() as on_failure:  # not `except`: an interrupt leaves no empty folders, either
            on_failure.callback(self._leave, self._undo)
            self._make_folder()
            self.root = self._open.enter_context(Folder.open(self._folder))
            on_failure.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._leave(self._tidy if kind is None else self._undo)

    def stage(self, path: PurePosixPath, content: bytes) -> None:
        """Writes one file beside its place, under a name that nobody guesses.

        Raises:
            OSError: it could not be written.
        """
        place = self._reach(path.parent.parts)
        temporary = _temporary_name()
        # Noted before it is there: an interrupt may fall between any two lines.
        self._undo.append(partial(place.remove, temporary))
        self._tidy.append(partial(place.remove, temporary))
        identity = place.create(temporary, content)
        self._staged.append(_Staged(place, temporary, path.name, identity))

    def publish(self, *, replace: bool) -> None:
        """Gives every file its name.

        Args:
            replace: whether a regular file that has the name may be replaced.

        Raises:
            FileExistsError: a name is taken and may not be replaced.
            OSError: it could not be done.
        """
        for staged in self._staged:
            if replace:
                self._set_aside(staged)
            self._undo.append(partial(_withdraw, staged))
            staged.place.link(staged.temporary, staged.name)
        for staged in self._staged:
            staged.place.sync()

    def _set_aside(self, staged: _Staged) -> None:
        """Moves a regular file that has the name to a temporary one: back on failure, removed in the end."""
        status = staged.place.status(staged.name)
        if status is None or not stat.S_ISREG(status.st_mode):
            return  # what is no regular file stays, and the link then says that the name is taken
        kept = _temporary_name()
        self._undo.append(partial(staged.place.replace, kept, staged.name))
        self._tidy.append(partial(staged.place.remove, kept))
        staged.place.replace(staged.name, kept)

    def _make_folder(self) -> None:
        missing = []
        place = self._folder
        while not os.path.lexists(place) and place != place.parent:
            missing.append(place)
            place = place.parent
        for folder in reversed(missing):
            folder.mkdir()
            self._undo.append(folder.rmdir)

    def _reach(self, parts: tuple[str, ...]) -> Folder:
        """Opens the folder of a file, making what is missing on the way."""
        place = self.root
        for part in parts:
            if place.make(part):
                self._undo.append(partial(place.remove_folder, part))
            place = self._open.enter_context(place.child(part))
        return place

    def _leave(self, steps: list[Callable[[], object]]) -> None:
        """Runs what is to be done at the end, the last first; what is gone already is fine."""
        while steps:
            with suppress(OSError):
                steps.pop()()
        self._open.close()


def _withdraw(staged: _Staged) -> None:
    """Takes a published file away again, if it is ours."""
    status = staged.place.status(staged.name)
    if status is not None and (status.st_dev, status.st_ino) == staged.identity:
        staged.place.remove(staged.name)


def _temporary_name() -> str:
    return f".copilot-tui-{secrets.token_hex(8)}.tmp"

"""One open folder: its entries are reached from it, never through a link.

Where the system can (Linux, macOS), everything is done relative to an open directory, so that a folder that is
exchanged for a link in the middle changes nothing. Elsewhere (Windows) the same calls take full paths, and links
and junctions are refused by looking first.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import Self

# All of the calls below must take dir_fd together: half of them would be worse than none.
HAS_DIR_FD: Final = {os.open, os.mkdir, os.stat, os.unlink, os.rmdir, os.link, os.rename} <= os.supports_dir_fd
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY
_READ: Final = os.O_RDONLY | _NO_FOLLOW | _BINARY | getattr(os, "O_NONBLOCK", 0)
_DIRECTORY: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_LINKLESS: Final = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}


class Folder:
    """An open folder; a context manager that closes it.

    Args:
        path: where it is, for messages and for systems without directory descriptors.
        descriptor: the open directory, or None where the system has none.
    """

    def __init__(self, path: Path, descriptor: int | None) -> None:
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def open(cls, path: Path) -> Folder:
        """Opens a folder by its path, links in the path followed: it is the person's own choice.

        Raises:
            OSError: it is not there, no folder, or not readable.
        """
        if HAS_DIR_FD:
            return cls(path, os.open(path, _DIRECTORY))
        if not path.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
        return cls(path, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes it; closing again does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def child(self, name: str) -> Folder:
        """Opens a folder inside, which must be one itself and no link to one.

        Raises:
            NotADirectoryError: it is a link or no folder.
            OSError: it is not there or not readable.
        """
        status = self.status(name)
        if status is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path / name))
        if not stat.S_ISDIR(status.st_mode) or _is_junction(status):
            raise NotADirectoryError(
                errno.ENOTDIR, "a link or a file stands where a folder is needed", self._name(name)
            )
        if self._descriptor is None:
            return Folder(self.path / name, None)
        return Folder(self.path / name, os.open(name, _DIRECTORY | _NO_FOLLOW, dir_fd=self._descriptor))

    @contextmanager
    def walk(self, parts: Sequence[str]) -> Iterator[Folder]:
        """Opens a folder further down, one step at a time; closed at the end.

        Raises:
            OSError: as `child`.
        """
        place = Folder(self.path, None if self._descriptor is None else os.dup(self._descriptor))
        try:
            for part in parts:
                deeper = place.child(part)
                place.close()
                place = deeper
            yield place
        finally:
            place.close()

    def status(self, name: str) -> os.stat_result | None:
        """What an entry is, a link being a link; None where there is none."""
        try:
            return os.stat(self._at(name), dir_fd=self._descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def make(self, name: str) -> bool:
        """Makes a folder inside; False where something has that name already."""
        try:
            os.mkdir(self._at(name), dir_fd=self._descriptor)
        except FileExistsError:
            return False
        return True

    def create(self, name: str, content: bytes) -> tuple[int, int]:
        """Writes a new file and syncs it; its mode is what the umask leaves of 0666.

        Returns:
            Its device and inode.

        Raises:
            OSError: something has that name already, or writing failed; a part of it may be there.
        """
        descriptor = os.open(self._at(name), _CREATE, 0o666, dir_fd=self._descriptor)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            status = os.fstat(file.fileno())
        return status.st_dev, status.st_ino

    def read(self, name: str) -> bytes:
        """The content of a regular file.

        Raises:
            OSError: it is none, or cannot be read.
        """
        with os.fdopen(os.open(self._at(name), _READ, dir_fd=self._descriptor), "rb") as file:
            return file.read()

    def link(self, source: str, target: str) -> None:
        """Gives a file a second name, which must be free; without hard links the file moves to that name.

        Raises:
            FileExistsError: the name is taken.
            OSError: it could not be done.
        """
        try:
            os.link(
                self._at(source),
                self._at(target),
                src_dir_fd=self._descriptor,
                dst_dir_fd=self._descriptor,
                follow_symlinks=not HAS_DIR_FD,
            )
        except FileExistsError as error:
            raise FileExistsError(error.errno, error.strerror, self._name(target)) from error
        except OSError as error:
            if error.errno not in _LINKLESS:
                raise
            self._move_exclusively(source, target)

    def replace(self, source: str, target: str) -> None:
        """Moves a file over whatever has the other name; a link there is replaced, not followed."""
        os.replace(self._at(source), self._at(target), src_dir_fd=self._descriptor, dst_dir_fd=self._descriptor)

    def remove(self, name: str) -> None:
        """Removes a file or a link."""
        os.unlink(self._at(name), dir_fd=self._descriptor)

    def remove_folder(self, name: str) -> None:
        """Removes an empty folder."""
        os.rmdir(self._at(name), dir_fd=self._descriptor)

    def sync(self) -> None:
        """Makes names durable, where the system has a way to."""
        if self._descriptor is not None:
            with suppress(OSError):  # some file systems refuse to sync a directory; the files themselves are synced
                os.fsync(self._descriptor)

    def _move_exclusively(self, source: str, target: str) -> None:
        """Moves a file to a free name on a file system without hard links: the name is taken first, then filled."""
        if os.name == "nt":
            (self.path / source).rename(self.path / target)  # Windows refuses a name that is taken
            return
        os.close(os.open(self._at(target), _CREATE, 0o666, dir_fd=self._descriptor))
        with ExitStack() as undo:  # not `except`: an interrupt leaves no empty file, either
            undo.callback(self._remove_if_there, target)
            self.replace(source, target)
            undo.pop_all()

    def _remove_if_there(self, name: str) -> None:
        with suppress(OSError):
            self.remove(name)

    def _at(self, name: str) -> str:
        return name if self._descriptor is not None else self._name(name)

    def _name(self, name: str) -> str:
        return str(self.path / name)


def _is_junction(status: os.stat_result) -> bool:
    """Whether a Windows folder is a mount point to elsewhere."""
    tag: int = getattr(status, "st_reparse_tag", 0)
    return tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)

"""Opening a person's own small files without waiting for what never comes."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

# Opening a pipe would wait for somebody who writes into it.
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def open_plain(file: Path) -> BinaryIO:
    """Opens a file to be read; links are followed, since that is how people keep their settings in one place.

    Raises:
        OSError: it cannot be opened, or is a pipe or a socket: whatever comes out of those comes once, or never.
    """
    descriptor = os.open(file, os.O_RDONLY | _AT_ONCE)
    stream = os.fdopen(descriptor, "rb")
    if not stat.S_ISFIFO(os.fstat(descriptor).st_mode):
        return stream
    stream.close()
    raise OSError(errno.ESPIPE, "it is a pipe, not a file", str(file))

"""A pseudo-terminal on some of a command's streams."""

from __future__ import annotations

import os
import pty
import subprocess
import termios
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from tests.cli.conftest import Place


@dataclass(frozen=True)
class Seen:
    """What a command left behind."""

    status: int
    screen: str
    """What reached the terminal."""


def on_terminal(
    place: Place,
    *arguments: str,
    streams: Collection[str] = ("stdin", "stdout", "stderr"),
    columns: int = 80,
    **variables: str,
) -> Seen:
    """Runs a command with a terminal on the named streams and nothing on the others."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    received: list[bytes] = []
    reader = threading.Thread(target=_read, args=(ours, received))
    reader.start()
    ends = {name: theirs if name in streams else subprocess.DEVNULL for name in ("stdin", "stdout", "stderr")}
    with place.start(*arguments, **ends, variables={"TERM": "xterm-256color"} | variables) as process:
        os.close(theirs)
        status = process.wait(timeout=30)
    reader.join(timeout=30)
    os.close(ours)
    return Seen(status, b"".join(received).decode().replace("\r\n", "\n"))


def _read(descriptor: int, received: list[bytes]) -> None:
    while True:
        try:
            data = os.read(descriptor, 65536)
        except OSError:  # Linux says EIO where the other side is closed
            return
        if not data:
            return
        received.append(data)

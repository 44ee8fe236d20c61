"""A person at a terminal: the whole program behind a real pseudo-terminal."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, Self

import pyte

from tests.e2e.answers import answer
from tests.e2e.modes import ALTERNATE_SCREEN, FRAME, switched
from tests.e2e.sequences import Sequence, Sequences, cut

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Sequence as Many
    from pathlib import Path

PATIENCE_SECONDS = 20.0  # a busy machine; nothing waits so long unless it fails
_LOOK_SECONDS = 0.05  # how often an exit is looked for while nothing is written
_DRAWN = "HfABCDEFGJKLMPX@dr"  # CSI sequences that draw; colours are looked at by nobody
# Makes the pseudo-terminal the controlling one of a new session, then becomes the program: a terminal emulator's way.
_LAUNCH = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"


class Terminal:
    """Runs a command in a pseudo-terminal of its own; use it with ``with``.

    Args:
        command: the program and its arguments.
        env: its whole environment.
        size: columns and rows.
        cwd: its working folder.
    """

    def __init__(
        self, command: Many[str], *, env: Mapping[str, str], size: tuple[int, int] = (120, 40), cwd: Path | None = None
    ) -> None:
        self.raw = bytearray()
        """Everything that was written."""
        self.frames = 0
        """How many were drawn whole (synchronised output)."""
        self.blind = False
        """Whether what is written is only kept: for so much that drawing it would take longer than writing it."""
        self.size = size
        self._pyte = pyte.Screen(*size)
        self._stream = pyte.Stream(self._pyte)
        self._sequences = Sequences()
        self._undrawn = ""
        self._seen: list[str] = []
        self._in_frame = False
        self._master, self._slave = pty.openpty()
        self._set_size()
        self.termios_before = termios.tcgetattr(self._slave)
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _LAUNCH, *command],
            stdin=self._slave, stdout=self._slave, stderr=self._slave,
            env=dict(env), cwd=cwd, start_new_session=True,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.vanish()
        if self._slave >= 0:
            os.close(self._slave)
            self._slave = -1

    # the person

    def send(self, keys: str | bytes) -> None:
        """Types; what the program writes meanwhile is read, so that neither waits for the other."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            _, writable, _ = select.select([], [self._master], [], _LOOK_SECONDS)
            if writable:
                data = data[os.write(self._master, data[:1024]) :]
            self._read(0)

    def resize(self, columns: int, rows: int) -> None:
        """Changes the size; the kernel tells the program."""
        self.size = (columns, rows)
        self._pyte.resize(rows, columns)
        self._seen.clear()
        self._set_size()

    def signal(self, number: int) -> None:
        """Sends a signal to the program."""
        self.process.send_signal(number)

    def hold_output(self) -> None:
        """Takes nothing more that is written, as after ctrl+s: the program's writes block."""
        termios.tcflow(self._slave, termios.TCOOFF)

    def vanish(self) -> None:
        """Closes the terminal's window."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    # what is seen

    def screen(self) -> str:
        """The screen as text, lines without trailing blanks."""
        return "\n".join(line.rstrip() for line in self._lines())

    def key_bar(self) -> str:
        """The last line: the keys that matter where the focus is."""
        return self._lines()[-1]

    def find(self, text: str) -> tuple[int, int]:
        """Column and row of a text on the screen, from 0.

        Raises:
            AssertionError: it is not there.
        """
        for row, line in enumerate(self._lines()):
            if (column := line.find(text)) >= 0:
                return column, row
        raise AssertionError(f"{text!r} is not on the screen:\n{self.screen()}")

    def sequences(self) -> list[Sequence]:
        """Everything that was written, cut into text and control sequences."""
        return cut(bytes(self.raw))

    def modes_left(self) -> set[int | str]:
        """The modes that are not as before the program."""
        return switched(self.sequences())

    def line_discipline_is_restored(self) -> bool:
        """Whether the kernel's part of the terminal is as it was: echo, line editing, signals."""
        return bool(termios.tcgetattr(self._slave) == self.termios_before)

    def is_restored(self) -> bool:
        """Whether the terminal is as it was before the program: line discipline, screen, cursor, mouse, keyboard."""
        return self.line_discipline_is_restored() and not self.modes_left()

    # waiting

    def wait_for(self, wanted: str | Callable[[str], object], timeout: float = PATIENCE_SECONDS) -> str:
        """Waits until the screen holds a text, or fulfils a condition; returns the screen.

        Args:
            wanted: a regular expression, or a condition on the screen's text.
            timeout: seconds to wait at most.

        Raises:
            AssertionError: it did not come to that; shows the screen.
        """
        is_there = wanted if callable(wanted) else re.compile(wanted, re.MULTILINE).search
        deadline = time.monotonic() + timeout
        while True:
            screen = self.screen()
            if not self._in_frame and is_there(screen):
                return screen
            ended = self.process.poll() is not None
            if not self._read(_LOOK_SECONDS) and (ended or time.monotonic() > deadline):
                why = f"the program ended with {self.process.returncode}" if ended else f"not within {timeout} s"
                raise AssertionError(f"{wanted!r}: {why}\n{screen}")

    def wait_gone(self, unwanted: str, timeout: float = PATIENCE_SECONDS) -> str:
        """Waits until the screen does not hold a text (a regular expression) any more."""
        return self.wait_for(lambda screen: not re.search(unwanted, screen, re.MULTILINE), timeout)

    def wait_frame(self) -> None:
        """Waits for the next frame that is drawn whole."""
        so_far = self.frames
        self.wait_for(lambda _: self.frames > so_far)

    def wait_quiet(self, seconds: float, timeout: float = PATIENCE_SECONDS) -> None:
        """Waits until nothing was written for so many seconds in a row.

        Raises:
            AssertionError: something was written again and again; shows the last of it.
        """
        deadline = time.monotonic() + timeout
        while self._read(seconds):
            if time.monotonic() > deadline:
                raise AssertionError(f"not quiet within {timeout} s: {bytes(self.raw[-400:])!r}")

    def wait_exit(self, timeout: float = PATIENCE_SECONDS) -> int:
        """Waits for the end, reading to the last byte; returns the exit status, negative for a signal.

        Raises:
            AssertionError: it still runs.
        """
        deadline = time.monotonic() + timeout
        while self.process.poll() is None:
            self._read(_LOOK_SECONDS)
            assert time.monotonic() < deadline, f"still running after {timeout} s\n{self.screen()}"
        while self._read(0):
            pass
        return self.process.returncode

    # the terminal

    def _read(self, wait: float) -> bool:
        """Takes in what was written, waiting for it so many seconds at most; whether there was something."""
        if self._master < 0:
            with contextlib.suppress(subprocess.TimeoutExpired):  # nothing comes any more, except the end
                self.process.wait(wait)
            return False
        readable, _, _ = select.select([self._master], [], [], wait)
        if not readable:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other side is closed
            return False
        self.raw += data
        if self.blind:
            self.frames += data.count(b"\x1b[?%dl" % FRAME)
            self._sequences, self._in_frame = Sequences(), False  # what had begun ends in what is not looked at
            return True
        for sequence in self._sequences.feed(data):
            if sequence.final == "m":
                self._undrawn += "\0"  # pyte leaves out what follows a character without width, up to the next piece
                continue
            self._take(sequence)
            if reply := answer(sequence, cursor=self._cursor, size=self.size):
                with contextlib.suppress(OSError):
                    os.write(self._master, reply.encode())
        self._draw()
        return True

    def _cursor(self) -> tuple[int, int]:
        self._draw()
        return self._pyte.cursor.x, self._pyte.cursor.y

    def _take(self, sequence: Sequence) -> None:
        """Has drawn what pyte knows; it would show the rest as text."""
        if sequence.kind in {"text", "control"}:
            self._undrawn += sequence.raw
        elif sequence.kind == "csi":
            if sequence.final in "hl" and sequence.parameters == f"?{FRAME}":
                self._in_frame = sequence.final == "h"
                self.frames += not self._in_frame
            elif sequence.final in "hl" and sequence.parameters == f"?{ALTERNATE_SCREEN}":
                self._undrawn = ""
                self._pyte.reset()
            elif sequence.final in _DRAWN and re.fullmatch(r"[0-9;]*", sequence.parameters):
                self._undrawn += sequence.raw

    def _draw(self) -> None:
        if self._undrawn:
            self._stream.feed(self._undrawn)
            self._undrawn = ""

    def _lines(self) -> list[str]:
        """What pyte's `display` gives, also where one half of a wide character was drawn over, which ends that."""
        self._draw()
        columns, rows = self.size
        changed = self._pyte.dirty if len(self._seen) == rows else range(rows)
        self._seen = self._seen[:rows] + [""] * (rows - len(self._seen))
        for row in changed:
            if row < rows:
                self._seen[row] = "".join([self._pyte.buffer[row][column].data for column in range(columns)])
        self._pyte.dirty.clear()
        return self._seen.copy()

    def _set_size(self) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", self.size[1], self.size[0], 0, 0))

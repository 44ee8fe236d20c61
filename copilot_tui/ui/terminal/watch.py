"""The terminal, given back as it was found whatever ends the program: a signal, a closed window, a loop that hangs.

SIGTERM, SIGHUP and SIGINT ask the app to leave as by its own key, and so does a terminal that is gone, with or without
SIGHUP. A thread sees to it that this happens: it waits beside the event loop, which may be stuck in a write to a
terminal that takes nothing any more, and ends the process itself when the app has not left in time.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

LEAVE_WITHIN_SECONDS: Final = 2.0
_STDIN: Final = 0
_STANDARD_STREAMS: Final = (0, 1, 2)
_ENDED: Final = 0  # the byte that says that the app has ended; all others are numbers of signals
# Everything that Textual's driver switches on, switched off: the frame under way, paste, wrapping, size reports, mouse,
# keyboard protocol, alternate screen, cursor, focus reports, colors; and the window's own title.
_SWITCH_OFF: Final = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m\x1b[23;2t"
)


def signal_status(number: int) -> int:
    """The exit status of a program that a signal ended, as shells count it: 143 for SIGTERM, 129 for SIGHUP."""
    return 128 + number


@contextmanager
def watched(leave: Callable[[int], object]) -> Iterator[None]:
    """Keeps watch over the terminal while the app runs; does nothing on Windows, which has neither of these.

    Args:
        leave: asks the app to leave with an exit status; called in another thread, must return at once.
    """
    if os.name != "posix":
        yield
        return
    with TerminalWatch(leave):
        yield


class TerminalWatch:
    """Signals and the end of the terminal, turned into requests to leave; use it with ``with`` in the main thread.

    Args:
        leave: see `watched`.
        terminal: the terminal's file descriptor.
    """

    def __init__(self, leave: Callable[[int], object], terminal: int = _STDIN) -> None:
        self._leave = leave
        self._terminal = terminal
        self._attributes: list[Any] | None = None
        self._before: dict[int, Any] = {}
        self._thread = threading.Thread(target=self._keep_watch, name="terminal watch", daemon=True)

    def __enter__(self) -> Self:
        self._attributes = _line_discipline(self._terminal)
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self._poller = select.poll()
        self._poller.register(self._reader, select.POLLIN)
        self._poller.register(self._terminal, 0)  # nothing but that it is gone
        self._thread.start()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup means it
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._tell(_ENDED)
        self._thread.join()
        os.close(self._reader)
        os.close(self._writer)

    def _note(self, number: int, _: FrameType | None) -> None:
        """The handler: nothing but a byte for the thread, since a handler may interrupt anything."""
        self._tell(number)

    def _tell(self, byte: int) -> None:
        with suppress(BlockingIOError):  # full of requests: one more says nothing new
            os.write(self._writer, bytes([byte]))

    def _keep_watch(self) -> None:
        if (number := self._next(None)) == _ENDED:
            return
        self._leave(signal_status(number))
        deadline = time.monotonic() + LEAVE_WITHIN_SECONDS
        while (left := deadline - time.monotonic()) > 0:
            if self._next(left) == _ENDED:
                return
        give_back(self._terminal, self._attributes)
        os._exit(signal_status(number))

    def _next(self, seconds: float | None) -> int:
        """The next byte; SIGHUP's number when the terminal is gone, or when the time is over."""
        for descriptor, event in self._poller.poll(None if seconds is None else seconds * 1000):
            if descriptor == self._reader:
                return os.read(self._reader, 1)[0]
            self._poller.unregister(descriptor)
            if event & select.POLLNVAL:  # not a file that can be watched
                return self._next(seconds)
            _let_go()
        return signal.SIGHUP


def give_back(terminal: int, attributes: list[Any] | None) -> None:
    """Restores the line discipline and switches every mode off, without waiting for a terminal that takes nothing."""
    import termios

    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})  # in the background it would stop us instead
    with suppress(termios.error):
        if attributes is not None:
            termios.tcsetattr(terminal, termios.TCSANOW, attributes)
    with suppress(OSError):
        own = os.open("/dev/tty", os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        os.write(own, _SWITCH_OFF)


def _line_discipline(terminal: int) -> list[Any] | None:
    import termios

    try:
        return termios.tcgetattr(terminal)
    except termios.error:
        return None


def _let_go() -> None:
    """Puts nothing in the place of a terminal that is gone: writes to it would fail, and its end be read for ever."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in _STANDARD_STREAMS:
        os.dup2(nothing, stream)
    os.close(nothing)

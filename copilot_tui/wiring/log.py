"""The log for support: when the program started and stopped, what failed and how; never a question or an answer.

It is written by a thread of its own, and whatever is written passes the second net for secrets. A log that cannot be
written is no failure: the program works without one.
"""

from __future__ import annotations

import logging
import os
import platform
import traceback
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.secrets import redact
from copilot_tui.domain.text import code, line
from copilot_tui.service import events
from copilot_tui.wiring.log_steps import WireSteps

if TYPE_CHECKING:
    from io import TextIOWrapper
    from pathlib import Path

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.errors import Failure
    from copilot_tui.service.events import Event

FILE_NAME: Final = "copilot-tui.log"
MAX_BYTES: Final = 512 * 1024
KEPT: Final = 3
"""Older files beside the one that is written."""
_FORM: Final = "%(asctime)s %(process)d %(levelname)s %(message)s"


class Log:
    """A rotating file that only its owner can read.

    Args:
        folder: where it is kept; made at the first line, with 0700.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        # Not a named one, which all of the process would share: only our own lines are in the file.
        self._logger = logging.Logger("copilot-tui", logging.INFO)  # noqa: LOG001 — the line above says why
        lines: SimpleQueue[logging.LogRecord] = SimpleQueue()
        self._queue = QueueHandler(lines)
        self._logger.addHandler(self._queue)
        self._steps: WireSteps | None = None
        self._listener = QueueListener(lines, _PrivateFile(self.path))
        self._listener.start()

    def set_level(self, level: str) -> None:
        """Takes in more: "debug" adds the steps of connections."""
        if level == "debug" and self._steps is None:
            self._steps = WireSteps(self._queue)

    def started(self, *, demo: bool) -> None:
        """Says with what the program runs."""
        self._logger.info(
            "started: copilot-tui %s, Textual %s, Python %s, %s%s",
            _version("copilot-tui"),
            _version("textual"),
            platform.python_version(),
            platform.platform(),
            ", demo" if demo else "",
        )

    def stopped(self, status: int) -> None:
        """Says that the program ends, and how."""
        self._logger.info("stopped: exit status %d", status)

    def refused(self, failure: Failure) -> None:
        """Says why there was nothing to work with; the words may hold paths and settings, so the kind is all."""
        self._logger.error("refused: %s", failure.kind)

    def crashed(self, error: BaseException) -> None:
        """Says where a bug ended the program; an exception's own words may quote anything, so they stay out."""
        frames = traceback.extract_tb(error.__traceback__)
        places = "".join(f"\n  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
        self._logger.critical("crashed: %s%s", type(error).__qualname__, places)

    def heed(self, event: Event) -> None:
        """Notes an event of the session: kinds, states, status codes, seconds."""
        match event:
            case events.TurnChanged(turn):
                self._turn(turn)
            case events.Retrying(turn_id, attempt, _):
                self._logger.warning("turn %s: connecting again, attempt %d", turn_id, attempt)
            case events.NotSaved(turn, failure):
                self._logger.error("turn %s: its outcome could not be kept: %s", turn.id, failure.kind)
            case _:
                pass  # the screen's own business

    def close(self) -> None:
        """Writes what waits, and closes the file."""
        if self._steps is not None:
            self._steps.end()
        self._listener.stop()
        for handler in self._listener.handlers:
            handler.close()

    def _turn(self, turn: Turn) -> None:
        took = f" after {turn.duration_seconds:.1f} s" if turn.duration_seconds is not None else ""
        if turn.failure is None:
            self._logger.info("turn %s: %s%s", turn.id, turn.state, took)
            return
        failure = turn.failure
        facts = [failure.kind.value, *([f"status {failure.status}"] if failure.status else [])]
        if failure.request_id:
            facts.append(f"request {line(failure.request_id, 100)}")
        self._logger.warning("turn %s: %s%s: %s", turn.id, turn.state, took, ", ".join(facts))


class _PrivateFile(RotatingFileHandler):
    """Opened at the first line, in the listener's thread; given up at the first failure."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
        self._folder = path.parent
        self._given_up = False
        self.setFormatter(logging.Formatter(_FORM))

    def format(self, record: logging.LogRecord) -> str:
        """The line, with what looks like a secret hidden and control characters visible."""
        return redact(code(super().format(record)))

    def emit(self, record: logging.LogRecord) -> None:
        """Writes a line, unless that has failed before."""
        if not self._given_up:
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 — the base's name
        """A full disk, a folder that is not ours: the program goes on without a log, and nothing is printed."""
        del record
        self._given_up = True

    def _open(self) -> TextIOWrapper:
        with suppress(FileExistsError):
            self._folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # preferences.toml stands there, too
            self._folder.mkdir(mode=0o700)
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _CAREFULLY, 0o600)
        if os.name == "posix" and os.fstat(descriptor).st_mode & 0o077:
            with suppress(OSError):  # somebody else's
                os.fchmod(descriptor, 0o600)
        return os.fdopen(descriptor, "a", encoding=self.encoding, errors="backslashreplace")


# No link is followed, and a pipe in its place is not waited for; Windows has neither.
_CAREFULLY: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # run from a folder of sources
        return "unknown"

"""The steps of connections for the log: connecting, TLS, sending, receiving; their names, nothing that they carry."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from logging.handlers import QueueHandler

_LIBRARY: Final = "httpcore"  # the one beneath httpx, whose own lines say no more


class WireSteps(logging.Handler):
    """Takes the steps in from the library that connects, until it is ended.

    Args:
        queue: where they go.
    """

    def __init__(self, queue: QueueHandler) -> None:
        super().__init__(logging.DEBUG)
        self._queue = queue
        self._library = logging.getLogger(_LIBRARY)
        self._before = (self._library.level, self._library.propagate)
        self._library.setLevel(logging.DEBUG)
        self._library.propagate = False
        self._library.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Passes a step's name on: what follows it are headers and addresses, cookies among them."""
        step = record.getMessage().partition(" ")[0]
        self._queue.handle(logging.LogRecord("wire", logging.DEBUG, record.pathname, record.lineno, step, (), None))

    def end(self) -> None:
        """Lets the library be as it was."""
        self._library.removeHandler(self)
        self._library.setLevel(self._before[0])
        self._library.propagate = self._before[1]

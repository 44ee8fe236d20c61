"""Collecting garbage while nobody waits."""

from __future__ import annotations

import asyncio
import gc
from time import monotonic
from typing import Final

_BREATH_SECONDS: Final = 0.15
"""Without a frame for so long, nobody is typing, or between two words."""
_REST_SECONDS: Final = 10.0
_WORTH: Final = 2_000
"""So many new objects are collected in 1–2 ms."""
_ROUNDS: Final = 100
"""After so many rounds the old objects are looked through, too."""


class Collecting:
    """Has the collector run between the frames.

    Every line that is drawn brings dozens of objects that the collector looks at (Textual's strips with their caches).
    Left to itself, it comes while something is drawn, when most of them are there, and takes 10–50 ms of that frame.
    """

    def __init__(self) -> None:
        self._begun = False
        self._painted = 0.0
        self._rounds = 0
        self._next: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """From now on the collector comes by itself only where there is no time between frames."""
        # What was imported and opened stays for good: without this, each opening of a long conversation has the
        # collector walk through all of it (50–100 ms, measured with 5,000 messages).
        gc.freeze()
        # Under a held key there is no breath: then by steps that are not felt.
        gc.set_threshold(8_000, 10, 50)
        self._begun = True

    def painted(self) -> None:
        """Takes note of a frame."""
        self._painted = monotonic()
        if self._begun and self._next is None:
            self._come_in(_BREATH_SECONDS)

    def _come_in(self, seconds: float) -> None:
        self._next = asyncio.get_running_loop().call_later(seconds, self._collect)

    def _collect(self) -> None:
        self._next = None
        quiet = monotonic() - self._painted
        if quiet < _BREATH_SECONDS:
            self._come_in(_BREATH_SECONDS - quiet)
            return
        if gc.get_count()[0] > _WORTH:
            gc.collect(1)
            self._rounds += 1
        if self._rounds < _ROUNDS:
            return
        if quiet < _REST_SECONDS:
            self._come_in(_REST_SECONDS - quiet)
            return
        gc.collect()
        self._rounds = 0

"""Going through what a terminal shows, and taking down which strings of the corpus were seen where."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.e2e.terminal import PATIENCE_SECONDS
from tests.hostile.corpus import ALL, CHOSEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.e2e.terminal import Terminal

_FRAME_END = b"\x1b[?2026l"
_PAGE_SECONDS = 1.0  # for a frame; after the last page there is none
_QUIET_SECONDS = 0.04
_MOST_WAYS = 2  # there and back
_MOST_PAGES = 150 if ALL else 30
_SEQUENCE = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass
class Sights:
    """Which strings were seen on which surface."""

    seen: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def take(self, surface: str, letter: str, output: bytes) -> None:
        """Takes down what is in an output."""
        plain = _SEQUENCE.sub(b"", output)
        self.seen[surface] |= {
            int(number) for number in re.findall(rb"%b(\d\d\d)" % letter.encode(), plain)
        } & CHOSEN.keys()

    @property
    def pairs(self) -> int:
        """Surfaces times strings, as seen."""
        return sum(map(len, self.seen.values()))

    def missing(self, surface: str, wanted: Iterable[int] = CHOSEN) -> list[int]:
        """Which of the chosen strings, or of some of them, were not seen there."""
        return sorted(set(wanted) - self.seen[surface])

    def table(self) -> str:
        """The figures, a line a surface."""
        return "\n".join(f"{len(numbers):5}  {surface}" for surface, numbers in self.seen.items())


@dataclass
class Walk:
    """One terminal gone through.

    Args:
        terminal: with the program in it.
        sights: where to take down what is seen.
    """

    terminal: Terminal
    sights: Sights
    _taken: int = 0
    """How much of what was written has been looked at."""

    @contextmanager
    def blindly(self) -> Iterator[None]:
        """Reads without drawing, then has the screen drawn anew."""
        self.terminal.blind = True
        yield
        self.terminal.blind = False
        columns, rows = self.terminal.size
        self.terminal.resize(columns - 1, rows)
        self.terminal.wait_frame()

    def page(self, keys: tuple[str, str], surfaces: dict[str, str], wanted: Iterable[int] = CHOSEN) -> None:
        """Presses a key until all strings were seen.

        A page may be passed over, where two keys come in one frame: then they are looked for on the way back.

        Args:
            keys: pages on, and back.
            surfaces: surface → the letter of its strings.
            wanted: the strings.
        """
        self._take_frames(surfaces)
        for key in keys * _MOST_WAYS:
            for _ in range(_MOST_PAGES):
                moved = self._presses(key)
                self._take_frames(surfaces)
                if not any(self.sights.missing(surface, wanted) for surface in surfaces):
                    return
                if not moved:
                    break
        lost = {surface: self.sights.missing(surface, wanted)[:9] for surface in surfaces}
        raise AssertionError(f"not seen: {lost}")

    def shows(self, surface: str, letter: str, wanted: Iterable[int], keys: str) -> None:
        """Presses keys, and reads until strings were seen on a surface.

        Args:
            surface: where.
            letter: of its strings.
            wanted: those of them that are to be seen.
            keys: what brings them there.
        """
        self.terminal.send(keys)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while lost := self.sights.missing(surface, wanted):
            assert time.monotonic() < deadline, f"not seen: {surface}, {lost}"
            self.terminal._read(0.05)
            self._take_frames({surface: letter})

    def _presses(self, key: str) -> bool:
        """Presses a key, and waits for its frame; whether one came."""
        frames, deadline = self.terminal.frames, time.monotonic() + _PAGE_SECONDS
        self.terminal.send(key)
        while self.terminal.frames == frames and time.monotonic() < deadline:
            self.terminal._read(0.05)
        while self.terminal._read(_QUIET_SECONDS):
            pass
        return self.terminal.frames > frames

    def _take_frames(self, surfaces: dict[str, str]) -> None:
        """Takes down what the frames show that have come whole since the last time."""
        end = self.terminal.raw.rfind(_FRAME_END, self._taken)
        if end >= 0:
            output = bytes(self.terminal.raw[self._taken : end])
            self._taken = end
            for surface, letter in surfaces.items():
                self.sights.take(surface, letter, output)

    def until(self, wanted: bytes, *keys: str) -> bytes:
        """Presses keys, and reads until something is written and its frame is whole; returns all that was."""
        before = len(self.terminal.raw)
        for key in keys:
            self.terminal.send(key)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._has_come(wanted, before):
            self.terminal._read(0.05)
            assert time.monotonic() < deadline, f"{wanted!r} did not come"
        return bytes(self.terminal.raw[before:])

    def _has_come(self, wanted: bytes, since: int) -> bool:
        """Whether something was written since, and its frame is whole."""
        found = re.search(wanted, memoryview(self.terminal.raw)[since:])
        return found is not None and self.terminal.raw.find(_FRAME_END, since + found.end()) >= 0

"""How long keys take from the keyboard to the screen, in the whole program behind a pseudo-terminal."""

from __future__ import annotations

import os
import random
import select
import time
from dataclasses import dataclass, field
from itertools import cycle
from statistics import median, quantiles
from typing import TYPE_CHECKING

from tests.e2e.answers import answer
from tests.e2e.sequences import Sequences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.e2e.terminal import Terminal

_PATIENCE_SECONDS = 10.0
# Each letter is new when it is typed: text that is drawn again does not look like its echo.
_LETTERS = [chr(code) for code in (*range(0x0430, 0x0460), *range(0x0561, 0x0587), *range(0x10D0, 0x10F1))]


@dataclass
class Echoes:
    """Milliseconds of each key."""

    times: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        return quantiles(self.times, n=20, method="inclusive")[-1]

    def __str__(self) -> str:
        return f"n {len(self.times):4}  median {self.median:6.1f}  p95 {self.p95:6.1f}  max {max(self.times):6.1f} ms"


class Typist:
    """Types into the focused text of a program, and times the echo; does not draw, so that its own work is small."""

    def __init__(self, terminal: Terminal) -> None:
        self.seen = bytearray()
        """What was written since `look`."""
        self._terminal = terminal
        self._letters: Iterator[str] = cycle(_LETTERS)
        self._chance = random.Random(3)
        self._sequences = Sequences()

    def look(self) -> None:
        """Forgets what was written so far."""
        self.seen.clear()

    def key(self) -> float:
        """Types one letter and returns the milliseconds until it is drawn."""
        letter = next(self._letters).encode()
        before = len(self.seen)
        began = time.perf_counter()
        os.write(self._terminal._master, letter)
        while self.seen.find(letter, before) < 0:
            passed = time.perf_counter() - began
            assert passed < _PATIENCE_SECONDS, "no echo"
            self.read(_PATIENCE_SECONDS - passed)
        return (time.perf_counter() - began) * 1000

    def keys(self, going_on: Callable[[], bool]) -> Echoes:
        """Types with small pauses of uneven length as long as a condition holds."""
        echoes = Echoes()
        while going_on():
            echoes.times.append(self.key())
            until = time.perf_counter() + self._chance.uniform(0.005, 0.045)
            while (left := until - time.perf_counter()) > 0:
                self.read(left)
        return echoes

    def erase(self) -> None:
        """Takes back what was typed in the line."""
        os.write(self._terminal._master, b"\x15")
        self.settle()

    def settle(self, quiet: float = 0.3) -> None:
        """Waits until nothing is written for a while."""
        while self.read(quiet):
            pass

    def read(self, wait: float) -> bool:
        """Takes in what is written; whether there was something."""
        readable, _, _ = select.select([self._terminal._master], [], [], wait)
        if not readable:
            return False
        data = os.read(self._terminal._master, 65536)
        self.seen += data
        for sequence in self._sequences.feed(data):
            if reply := answer(sequence, cursor=lambda: (0, 0), size=self._terminal.size):
                os.write(self._terminal._master, reply.encode())
        return True

"""When what a key brings is on the screen: each frame of the whole program behind a pseudo-terminal, and its time."""

from __future__ import annotations

import os
import select
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.e2e.terminal import Terminal

_QUIET_SECONDS = 0.25
_PATIENCE_SECONDS = 5.0


class Frame(NamedTuple):
    """One frame, drawn whole."""

    after: float
    """Milliseconds since the key."""
    screen: str


class Painting:
    """Presses keys and notes the frames that follow.

    Args:
        terminal: the program; nothing else reads from it meanwhile.
    """

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.screen = terminal.screen()
        """As it is now."""

    def press(self, keys: bytes) -> list[Frame]:
        """Presses keys, and waits until nothing more is drawn; gives the frames that changed any text."""
        began = time.perf_counter()
        os.write(self._terminal._master, keys)
        came: list[tuple[float, bytes]] = []
        # Only taken in for now, so that drawing it here delays nothing; a cursor that blinks ends the wait, too.
        while select.select([self._terminal._master], [], [], _QUIET_SECONDS)[0]:
            data = os.read(self._terminal._master, 65536)
            came.append(((time.perf_counter() - began) * 1000, data))
            if (len(data) < 300 and came[-1][0] > 600) or came[-1][0] > _PATIENCE_SECONDS * 1000:
                break
        return list(self._frames(came))

    def _frames(self, came: list[tuple[float, bytes]]) -> list[Frame]:
        frames: list[Frame] = []
        for after, data in came:
            for sequence in self._terminal._sequences.feed(data):
                before = self._terminal.frames
                self._terminal._take(sequence)
                if self._terminal.frames > before and (screen := self._terminal.screen()) != self.screen:
                    self.screen = screen
                    frames.append(Frame(after, screen))
        return frames


def changed(frames: list[Frame], before: str, rows: slice) -> list[float]:
    """When some rows of the screen changed.

    Args:
        frames: what followed a key.
        before: the screen before it.
        rows: which lines count.
    """
    times: list[float] = []
    for frame in frames:
        if frame.screen.split("\n")[rows] != before.split("\n")[rows]:
            times.append(frame.after)
        before = frame.screen
    return times

"""Selecting code by keys: where it began, where it is now, and where a key takes it. Nothing here knows a widget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Spot(NamedTuple):
    """A place between two characters."""

    line: int
    """From 0."""
    character: int
    """How many stand before it in its line."""


@dataclass(frozen=True, slots=True)
class CodeSelection:
    """What is selected: all between two places."""

    anchor: Spot
    """Where it began; it stays."""
    head: Spot
    """Where it is now; keys move it."""

    @property
    def ends(self) -> tuple[Spot, Spot]:
        """Both places in the order of the code."""
        return min(self.anchor, self.head), max(self.anchor, self.head)

    def by_lines(self, step: int, lines: Sequence[str]) -> CodeSelection:
        """The head so many lines further; beyond the first or last line to its end."""
        line, character = self.head
        to = line + step
        if to < 0:
            return replace(self, head=Spot(0, 0))
        if to >= len(lines):
            return replace(self, head=_end(lines))
        return replace(self, head=Spot(to, min(character, len(lines[to]))))

    def by_characters(self, step: int, lines: Sequence[str]) -> CodeSelection:
        """The head one character further or back, from one line into the next too."""
        line, character = self.head
        to = character + step
        if to < 0:
            return replace(self, head=Spot(line - 1, len(lines[line - 1])) if line else Spot(0, 0))
        if to > len(lines[line]):
            return replace(self, head=Spot(line + 1, 0) if line + 1 < len(lines) else self.head)
        return replace(self, head=Spot(line, to))

    def to_edge(self, step: int, lines: Sequence[str]) -> CodeSelection:
        """The head at the beginning (-1) or end (1) of its line."""
        line = self.head.line
        return replace(self, head=Spot(line, 0 if step < 0 else len(lines[line])))


def whole(lines: Sequence[str]) -> CodeSelection:
    """All of the code."""
    return CodeSelection(Spot(0, 0), _end(lines))


def _end(lines: Sequence[str]) -> Spot:
    return Spot(len(lines) - 1, len(lines[-1]))

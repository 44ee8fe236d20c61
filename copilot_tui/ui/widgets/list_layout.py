"""Which row of a list shows what: headings, and conversations by their position."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stretch(NamedTuple):
    """Neighbours in the list that stand under one heading."""

    name: str
    size: int


class ListLayout:
    """A heading above each stretch, an empty row between two. Costs nothing by the row.

    Args:
        stretches: in order; empty ones are left out.
    """

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        self._stretches = [stretch for stretch in stretches if stretch.size]
        sizes = [stretch.size for stretch in self._stretches]
        self._firsts = list(accumulate(sizes, initial=0))
        # A stretch takes its rows, a heading and, but for the first, an empty row before it.
        self._heads = [first + 2 * number for number, first in enumerate(self._firsts)]

    @property
    def total(self) -> int:
        """How many conversations."""
        return self._firsts[-1]

    @property
    def height(self) -> int:
        """How many rows."""
        return self._heads[-1] - 1 if self._stretches else 0

    def row_of(self, position: int) -> int:
        """The row that shows a conversation."""
        number = bisect_right(self._firsts, position) - 1
        return self._heads[number] + 1 + position - self._firsts[number]

    def at(self, row: int) -> int | str:
        """The position of the conversation in a row, or its heading; "" for an empty row."""
        number = bisect_right(self._heads, row) - 1
        within = row - self._heads[number]
        if not within:
            return self._stretches[number].name
        position = self._firsts[number] + within - 1
        return position if position < self._firsts[number + 1] else ""

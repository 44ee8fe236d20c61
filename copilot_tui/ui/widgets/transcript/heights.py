"""Heights of many blocks: which block stands at a line, and where a block starts, in O(log n)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Heights:
    """Heights in rows, in a Fenwick tree.

    Args:
        heights: one a block, none negative.
    """

    def __init__(self, heights: Iterable[int] = ()) -> None:
        self._heights = list(heights)
        self._tree = [0, *self._heights]
        for at in range(1, len(self._tree)):
            parent = at + (at & -at)
            if parent < len(self._tree):
                self._tree[parent] += self._tree[at]
        self._total = sum(self._heights)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> int:
        return self._heights[index]

    @property
    def total(self) -> int:
        """All rows."""
        return self._total

    def set(self, index: int, height: int) -> None:
        """Gives a block another height."""
        change = height - self._heights[index]
        self._heights[index] = height
        self._total += change
        at = index + 1
        while at < len(self._tree):
            self._tree[at] += change
            at += at & -at

    def start(self, index: int) -> int:
        """The row at which a block starts: all rows before it."""
        rows = 0
        while index > 0:
            rows += self._tree[index]
            index -= index & -index
        return rows

    def find(self, row: int) -> tuple[int, int]:
        """The block that a row belongs to, and which of the block's rows it is.

        Rows before the first and after the last block belong to those; without blocks it is (0, 0).
        """
        if not self._heights:
            return 0, 0
        row = max(0, min(row, self._total - 1))
        index, step = 0, 1 << len(self._heights).bit_length()
        while step:
            after = index + step
            if after < len(self._tree) and self._tree[after] <= row:
                index = after
                row -= self._tree[after]
            step >>= 1
        return index, max(0, row)

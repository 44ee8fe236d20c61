"""A scrollbar that is painted only where its thumb is drawn in another place.

In a long conversation a page moves it by less than can be drawn, and a corrected estimate by less still.
"""

from __future__ import annotations

from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING, Final

from textual.scrollbar import ScrollBar

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS: Final = 8
"""Of a cell: the steps in which a thumb is drawn."""


@contextmanager
def moving(bar: ScrollBar) -> Iterator[None]:
    """Paints a scrollbar after what is told meanwhile, if that makes it look another way."""
    before = _drawn(bar)
    yield
    if _drawn(bar) != before:
        bar.refresh()


def tell_rows(bar: ScrollBar, rows: int) -> None:
    """How many rows there are."""
    bar.set_reactive(ScrollBar.window_virtual_size, rows)


def tell_position(bar: ScrollBar, row: float) -> None:
    """Which row comes first in sight."""
    bar.set_reactive(ScrollBar.position, row)


def parts_of(cells: int, rows: int, window: int, row: float) -> tuple[int, int]:
    """Where a thumb starts and how long it is, in eighths of a cell; as `textual.scrollbar.ScrollBarRender` draws it.

    Args:
        cells: how high the scrollbar is.
        rows: how many rows there are.
        window: how many of them are in sight.
        row: the first of these.
    """
    if not (cells and rows > window > 0):
        return 0, 0
    length = max(1, window / (rows / cells))
    return int((cells - length) * (row / (rows - window)) * _PARTS), ceil(length * _PARTS)


def _drawn(bar: ScrollBar) -> tuple[int, int]:
    return parts_of(bar.size.height, bar.window_virtual_size, bar.window_size, bar.position)

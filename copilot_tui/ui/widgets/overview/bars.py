"""Bars made of cells: standing ones exact to an eighth of one, lying ones, which are thin, to a half."""

from __future__ import annotations

from typing import Final

_LEVELS: Final = " ▁▂▃▄▅▆▇█"


def column(value: float, most: float, height: int) -> str:
    """A standing bar, a character a row from the bottom up; whatever is more than nothing is seen.

    Args:
        value: at most `most`.
        most: what a full bar stands for.
        height: rows.
    """
    eighths = _parts(value, most, 8 * height)
    return "".join(_LEVELS[min(8, max(0, eighths - 8 * row))] for row in range(height))


def bar(value: float, most: float, width: int) -> str:
    """A lying bar of at most `width` cells, without the cells that are empty."""
    full, half = divmod(_parts(value, most, 2 * width), 2)
    return "━" * full + "╸" * half


def _parts(value: float, most: float, parts: int) -> int:
    """How many parts of a bar are filled; at least one where there is anything at all."""
    if value <= 0 or most <= 0:
        return 0
    return min(parts, max(1, round(value / most * parts)))

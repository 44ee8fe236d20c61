"""Rows that look alike are drawn once: most of a screen is ground, and a row of it costs as much as one of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.strip import Strip


class SideBySide(Horizontal):
    """Widgets side by side."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws one row for all: it shows nothing itself."""
        return alike_from(super().render_lines, crop, 0)


class Stacked(Vertical):
    """Widgets one below the other."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws one row for all: it shows nothing itself, and has neither top nor bottom."""
        return alike_from(super().render_lines, crop, 0)


def alike_from(draw: Callable[[Region], list[Strip]], crop: Region, first: int) -> list[Strip]:
    """Draws the rows of a crop; from one on they are all drawn as the first of those.

    Textual's own `BLANK` is for the same, but passes the line filters by, and with them NO_COLOR.

    Args:
        draw: draws the rows of a region.
        crop: what is to be drawn.
        first: the first row, in the region's coordinates, below which there are only rows that look like it.
    """
    own = min(crop.height, max(0, first - crop.y) + 1)
    rows = draw(Region(crop.x, crop.y, crop.width, own))
    return rows + rows[-1:] * (crop.height - own)

"""Rows that look alike: drawn once, and shown wherever they are in sight."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from copilot_tui.ui.widgets.ground import alike_from

TEXT = 3
"""Rows of text; those below are ground."""


@pytest.mark.parametrize(
    ("top", "height", "shown"),
    [
        (0, 6, ["0", "1", "2", "ground", "ground", "ground"]),
        (0, 2, ["0", "1"]),
        (2, 3, ["2", "ground", "ground"]),
        (4, 2, ["ground", "ground"]),
        (1, 0, []),
    ],
)
def test_ground_is_drawn_once_wherever_the_crop_is(top: int, height: int, shown: list[str]) -> None:
    drawn: list[int] = []

    def draw(region: Region) -> list[Strip]:
        drawn.extend(region.line_range)
        return [Strip([Segment(str(row) if row < TEXT else "ground")]) for row in region.line_range]

    rows = alike_from(draw, Region(0, top, 1, height), TEXT)
    assert [row.text for row in rows] == shown
    assert len([row for row in drawn if row >= TEXT]) <= 1

"""Where the overview's sections stand, for any width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.ui.widgets.overview.counts import draw_languages, draw_outcomes, draw_places
from copilot_tui.ui.widgets.overview.days import draw_days
from copilot_tui.ui.widgets.overview.rest import draw_beginning, draw_lost, draw_store
from copilot_tui.ui.widgets.overview.sheet import Sheet
from copilot_tui.ui.widgets.overview.times import draw_times

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.domain.overview import Overview
    from copilot_tui.ui.theme.palette import Palette

_TWO_COLUMNS: Final = 96
"""Cells from which on two sections stand side by side."""
_GAP: Final = 6
_WIDEST: Final = 180


def draw_overview(
    overview: Overview, width: int, palette: Palette, now: datetime, starters: Sequence[str] = ()
) -> Sheet:
    """All of it: one column where it is narrow, two where there is room.

    Args:
        overview: what is shown.
        width: in cells.
        palette: the colours.
        now: what ages are counted to.
        starters: questions to begin with, for an empty history.
    """
    width = min(width, _WIDEST)
    if overview.is_empty:
        return draw_beginning(width, palette, starters)
    sheet = draw_days(overview, width, palette)
    sheet.gap()
    wide = width >= _TWO_COLUMNS
    room = (width - _GAP) // 2 if wide else width
    left = _stacked([draw_times(overview, room, palette), draw_store(overview, room, palette)], room)
    counted = (draw_outcomes, draw_languages, draw_places)
    right = _stacked([draw(overview, room, palette) for draw in counted], room)
    lost = draw_lost(overview, width, palette, now)
    if wide:
        sheet.beside(left, right, _GAP)
        sheet.gap()
        sheet.below(lost)
    else:
        # What can be done something about comes first where one has to scroll.
        for section in (lost, right, left):
            sheet.below(section)
            sheet.gap()
    return sheet


def _stacked(sections: Sequence[Sheet], width: int) -> Sheet:
    sheet = Sheet(width)
    for section in sections:
        sheet.gap()
        sheet.below(section)
    return sheet

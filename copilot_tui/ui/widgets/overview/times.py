"""How long answers took, week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from copilot_tui.domain.overview import weeks_of
from copilot_tui.ui.widgets.drawing import beside, ink
from copilot_tui.ui.widgets.lines import heading
from copilot_tui.ui.widgets.overview import leads
from copilot_tui.ui.widgets.overview.bars import bar
from copilot_tui.ui.widgets.overview.days import day_name
from copilot_tui.ui.widgets.overview.sheet import Sheet
from copilot_tui.ui.words import count, duration

if TYPE_CHECKING:
    from copilot_tui.domain.overview import Overview, Times
    from copilot_tui.ui.theme.palette import Palette

_WEEK: Final = 7  # cells of a week's name
_TIME: Final = 11  # cells of a duration


def draw_times(overview: Overview, width: int, palette: Palette) -> Sheet:
    """A row a week, the latest first: a bar to the median, a line on to what 95 of 100 answers stayed within."""
    sheet = Sheet(width)
    right = Text(f"{'median':>{_TIME}}{'p95':>{_TIME}}", ink(palette.half))
    sheet.add(beside(heading("Answer times", palette), right, width))
    if overview.times is None:
        sheet.add(Text("no answers yet", ink(palette.half)))
        return sheet
    action = leads.search(leads.since(overview.days[0]), "state:answered")
    words = f"{count(overview.times.answers, 'answer')} since {day_name(overview.days[0])}"
    longest = max(times.p95 for times in (overview.times, *overview.weeks) if times is not None)
    sheet.add(_time_row("all", overview.times, longest, width, palette, bold=True), action, words)
    weeks = list(zip(weeks_of(overview.days), overview.weeks, strict=True))
    for first, times in reversed(weeks):
        if times is None:
            sheet.add(Text(day_name(first), ink(palette.half)))
            continue
        action = leads.search(leads.within(first, 7), "state:answered")
        words = f"week of {day_name(first)} · {count(times.answers, 'answer')}, half of them within the median"
        sheet.add(_time_row(day_name(first), times, longest, width, palette), action, words)
    return sheet


def _time_row(name: str, times: Times, longest: float, width: int, palette: Palette, *, bold: bool = False) -> Text:
    room = max(0, width - _WEEK - 2 * _TIME - 1)
    solid = bar(times.median, longest, room)
    line_to = max(0, round(times.p95 / longest * room) - len(solid))
    left = Text(f"{name:<{_WEEK}}", ink(palette.text if bold else palette.half))
    left.append(solid, ink(palette.copilot)).append("─" * line_to, ink(palette.faint))
    right = Text(f"{duration(times.median):>{_TIME}}", ink(palette.text, bold=bold))
    right.append(f"{duration(times.p95):>{_TIME}}", ink(palette.text if bold else palette.half))
    return beside(left, right, width)

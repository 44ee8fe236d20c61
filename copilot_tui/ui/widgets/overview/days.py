"""Questions a day: a standing bar for each, a week beside the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from copilot_tui.ui.widgets.drawing import beside, ink, pressable
from copilot_tui.ui.widgets.lines import heading
from copilot_tui.ui.widgets.overview import leads
from copilot_tui.ui.widgets.overview.bars import column
from copilot_tui.ui.widgets.overview.sheet import Sheet
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from datetime import datetime

    from copilot_tui.domain.overview import Overview
    from copilot_tui.ui.theme.palette import Palette

_HEIGHT: Final = 6
_WIDEST: Final = 2  # cells of a day


def draw_days(overview: Overview, width: int, palette: Palette) -> Sheet:
    """As many whole weeks as there is room for, up to this one."""
    sheet = Sheet(width)
    most = max(overview.questions)
    axis = len(f"{most:,}") + 1
    weeks_known = -(-len(overview.days) // 7)
    weeks = max(1, min(weeks_known, (width - axis) // 7))
    cells = max(1, min(_WIDEST, (width - axis) // (7 * weeks)))
    first = 7 * (weeks_known - weeks)
    days = list(zip(overview.days[first:], overview.questions[first:], strict=True))
    sheet.add(_head(overview, weeks, width, palette), leads.search(leads.since(overview.days[0])), _all(overview))
    bars = [column(number, most, _HEIGHT) for _, number in days]
    ground = ink(palette.faint)
    styles = [pressable(ink(palette.you), _action(day)) if number else ground for day, number in days]
    for row in reversed(range(_HEIGHT)):
        label = f"{most:,}" if row == _HEIGHT - 1 else ""
        text = Text(f"{label:>{axis - 1}} ", ink(palette.half))
        for drawn, style in zip(bars, styles, strict=True):
            if not row and drawn[row] == " ":
                text.append("▁" * cells, ground)  # what the bars stand on
            else:
                text.append(drawn[row] * cells, style)
        sheet.add(text)
    for at, (day, number) in enumerate(days):
        if number:
            sheet.target(_action(day), f"{day:%A} {day_name(day)} · {count(number, 'question')}", len(sheet.lines) - 1,
                         axis + at * cells)  # fmt: skip
    labels = "".join(f"{day_name(day):<{7 * cells}}" for day, _ in days[::7])
    sheet.add(Text(" " * axis + labels.rstrip(), ink(palette.half)))
    return sheet


def day_name(day: datetime) -> str:
    """A day in few characters: "Aug 3"."""
    return f"{day:%b} {day.day}"


def _action(day: datetime) -> str:
    return leads.search(leads.within(day, 1))


def _all(overview: Overview) -> str:
    return f"{count(overview.asked, 'question')} since {day_name(overview.days[0])}"


def _head(overview: Overview, weeks: int, width: int, palette: Palette) -> Text:
    shown = "" if weeks * 7 >= len(overview.days) else f", the last {weeks} shown"
    left = heading(f"Questions a day · {len(overview.weeks)} weeks{shown}", palette)
    right = Text.assemble(
        (f"{overview.asked:,}", ink(palette.text, bold=True)),
        (f" in all · {overview.asked / len(overview.days):.1f} a day", ink(palette.half)),
    )
    return beside(left, right, width)

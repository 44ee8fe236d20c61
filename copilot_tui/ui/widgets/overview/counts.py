"""What was counted by kind: outcomes, languages, places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.text import Text

from copilot_tui.domain.context import read_console_url
from copilot_tui.domain.state import TurnState
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import beside, ink
from copilot_tui.ui.widgets.lines import heading
from copilot_tui.ui.widgets.overview import leads
from copilot_tui.ui.widgets.overview.bars import bar
from copilot_tui.ui.widgets.overview.sheet import Sheet
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.overview import Overview
    from copilot_tui.ui.theme.palette import Palette

NAME: Final = 14
"""Cells of a row's name."""
NUMBER: Final = 8
"""Cells of its number."""
_MOST: Final = 6
MARKS: Final = {
    TurnState.ANSWERED: "✓",
    TurnState.FAILED: "✗",
    TurnState.INTERRUPTED: "◌",
    TurnState.CANCELLED: "–",
}


def draw_outcomes(overview: Overview, width: int, palette: Palette) -> Sheet:
    """What became of the questions."""
    colours = {
        TurnState.ANSWERED: palette.success,
        TurnState.FAILED: palette.error,
        TurnState.INTERRUPTED: palette.error,
    }
    rows = []
    for one in overview.outcomes:
        state = TurnState(one.name)
        name = Text.assemble(
            (f"{MARKS.get(state, '◐')} ", ink(colours.get(state, palette.half))), (one.name, ink(palette.text))
        )
        action = leads.search(f"state:{one.name}", leads.since(overview.days[0]))
        rows.append(_Row(name, one.number, action, f"{count(one.number, 'question')} {one.name}"))
    return _bars("Outcomes", rows, width, palette, colour=palette.you, share=True)


def draw_languages(overview: Overview, width: int, palette: Palette) -> Sheet:
    """Programs by language."""
    rows = [
        _Row(
            Text(line(one.name, NAME) or "not named", ink(palette.text)),
            one.number,
            leads.search(leads.of_language(one.name), leads.since(overview.days[0])),
            f"{count(one.number, 'program')} in {line(one.name, 40) or 'no language'}",
        )
        for one in overview.languages[:_MOST]
    ]
    return _bars("Programs", rows, width, palette, colour=palette.copilot)


def draw_places(overview: Overview, width: int, palette: Palette) -> Sheet:
    """Where most was asked."""
    rows = []
    for place in overview.places[:_MOST]:
        page = read_console_url(place.url)
        name = " / ".join(line(part, 60) for part in (place.org, page.project, page.stack) if part)
        action = leads.search(leads.of_place(place), leads.since(overview.days[0]))
        rows.append(_Row(Text(name, ink(palette.text)), place.number, action, f"asked in {name}"))
    return _bars("Asked most", rows, width, palette, colour=palette.you, name_width=min(30, width // 2))


class _Row(NamedTuple):
    """One bar of several."""

    name: Text
    number: int
    action: str
    words: str


def _bars(
    title: str,
    rows: Sequence[_Row],
    width: int,
    palette: Palette,
    *,
    colour: str,
    name_width: int = NAME,
    share: bool = False,
) -> Sheet:
    """A lying bar a row, its number at the end, where asked for with the share that it is of all."""
    sheet = Sheet(width)
    sheet.add(heading(title, palette))
    if not rows:
        sheet.add(Text("none yet", ink(palette.half)))
    most, total = max((row.number for row in rows), default=0), sum(row.number for row in rows)
    room = max(0, width - name_width - NUMBER - (6 if share else 0) - 1)
    for row in rows:
        left = Text().append_text(row.name)
        left.truncate(name_width - 1, overflow="ellipsis")
        left.append(" " * (name_width - left.cell_len)).append(bar(row.number, most, room), ink(colour))
        right = Text(f"{row.number:>{NUMBER},}", ink(palette.text))
        if share:
            right.append(f"{round(100 * row.number / total):>4} %", ink(palette.half))
        sheet.add(beside(left, right, width), row.action, row.words)
    return sheet

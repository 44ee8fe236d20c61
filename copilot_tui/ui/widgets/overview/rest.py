"""What can be sent again, how large the history is, and how to begin one."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from rich.text import Text

from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import beside, ink
from copilot_tui.ui.widgets.lines import heading
from copilot_tui.ui.widgets.overview.counts import MARKS, NAME, NUMBER
from copilot_tui.ui.widgets.overview.sheet import Sheet
from copilot_tui.ui.words import age, ago

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.domain.overview import Overview
    from copilot_tui.ui.theme.palette import Palette

_ABOUT: Final = (
    "Once there are questions, this is where they are seen from above: how many a day, how long the answers took, "
    "what failed and can be sent again."
)


def draw_lost(overview: Overview, width: int, palette: Palette, now: datetime) -> Sheet:
    """What failed or was cut off lately: each can be sent again."""
    sheet = Sheet(width)
    sheet.add(heading("Failed lately", palette))
    for lost in overview.lost[:5]:
        left = Text.assemble(
            (f"{MARKS[lost.state]} ", ink(palette.error)),
            (line(lost.query, 400) or line(lost.title, 200), ink(palette.text)),
        )
        right = Text(f"{age(lost.asked_at, now):>4}", ink(palette.half))
        words = f"{lost.state} {ago(lost.asked_at, now)} · can be sent again"
        sheet.add(beside(left, right, width), f"conversation {lost.conversation_id} {lost.turn_id}", words)
    if not overview.lost:
        sheet.add(Text("nothing: every question has its answer", ink(palette.half)))
    return sheet


def draw_store(overview: Overview, width: int, palette: Palette) -> Sheet:
    """How large the history is, and what else is in it."""
    sheet, extent = Sheet(width), overview.extent
    sheet.add(heading("History", palette))
    for name, value, action in (
        ("conversations", f"{extent.conversations:,}", "list"),
        ("archived", f"{extent.archived:,}", "archive"),
        ("in the bin", f"{extent.deleted:,}", "bin"),
    ):
        sheet.add(_fact(name, value, palette), action, f"{name}: in the list")
    sheet.add(_fact("on disk", _size(extent.bytes), palette))
    return sheet


def _fact(name: str, value: str, palette: Palette) -> Text:
    return Text.assemble((f"{name:<{NAME}}", ink(palette.half)), (f"{value:>{NUMBER}}", ink(palette.text)))


def draw_beginning(width: int, palette: Palette, starters: Sequence[str]) -> Sheet:
    """What stands there while nothing was asked yet: how to begin."""
    sheet = Sheet(width)
    sheet.add(Text("Nothing was asked yet", ink(palette.copilot, bold=True)))
    for words in wrap(_ABOUT, max(8, min(width, 100))):
        sheet.add(Text(words, ink(palette.half)))
    sheet.gap()
    sheet.add(heading("Begin with a question", palette))
    for question in starters:
        sheet.add(_step("▸", question, palette), f"start {question}", "goes into the composer")
    sheet.gap()
    sheet.add(heading("Or with what there is", palette))
    sheet.add(
        _step("▸", "Choose the organization, the stack or the update that questions are about", palette),
        "context",
        "the context of the next question",
    )
    sheet.add(
        _step("▸", "Import conversations that were exported elsewhere", palette), "import", "JSON, JSON Lines, folders"
    )
    for text in sheet.lines:
        text.truncate(width, overflow="ellipsis")
    return sheet


def _step(mark: str, words: str, palette: Palette) -> Text:
    return Text.assemble((f"{mark} ", ink(palette.accent)), (words, ink(palette.text)))


def _size(size: int) -> str:
    return f"{size / 1e6:,.0f} MB" if size >= 1e7 else f"{size / 1e6:.1f} MB"

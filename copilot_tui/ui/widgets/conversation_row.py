"""One row of the conversation list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style

from copilot_tui.domain.language import badge
from copilot_tui.domain.state import TurnState
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import ink, row
from copilot_tui.ui.words import age

if TYPE_CHECKING:
    from datetime import datetime

    from textual.strip import Strip

    from copilot_tui.domain.listing import Summary
    from copilot_tui.ui.theme.palette import Palette


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row is drawn."""

    colours: Palette
    now: datetime
    """What ages are counted to."""
    mark: tuple[str, str]
    """The sign before the title, and its colour."""
    bold: bool
    """Whether the title stands out."""


def conversation_row(summary: Summary, width: int, ground: Style, look: RowLook) -> Strip:
    """The mark, the title, and at the end the language of the last program and the age; the title gives way."""
    sign, colour = look.mark
    title = line(summary.title, 200) or "Untitled"
    when = age(summary.moment, look.now)
    language = badge(summary.language)
    left = ((sign, ink(colour)), (" ", Style()), (title, ink(look.colours.text, bold=look.bold)))
    return row(left, (f"{language} {when:>4}" if language else f"{when:>4}", ink(look.colours.half)), width, ground)


def mark_of(summary: Summary, colours: Palette, *, chosen: bool, opened: bool, asking: bool) -> tuple[str, str]:
    """The sign before a title and its colour: what asks for attention most."""
    marks = (
        (chosen, "✓", colours.accent),
        (asking or summary.state is TurnState.SENDING, "◐", colours.accent),
        (summary.state is TurnState.FAILED, "✗", colours.error),
        (summary.state is TurnState.INTERRUPTED, "◌", colours.error),
        (opened, "●", colours.you),
        (summary.unread, "◆", colours.accent),
        (summary.pinned, "★", colours.accent),
        (summary.has_draft, "✎", colours.half),
    )
    return next(((sign, colour) for holds, sign, colour in marks if holds), (" ", colours.text))

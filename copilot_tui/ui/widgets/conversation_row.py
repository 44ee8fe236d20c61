"""One row of the conversation list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from copilot_tui.domain.language import badge
from copilot_tui.domain.state import TurnState
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import beside, ink
from copilot_tui.ui.words import age

if TYPE_CHECKING:
    from datetime import datetime

    from copilot_tui.domain.listing import Summary
    from copilot_tui.ui.theme.palette import Palette


def conversation_row(
    row: Summary, width: int, colours: Palette, now: datetime, *, mark: tuple[str, str], bold: bool
) -> Text:
    """The mark, the title, and at the end the language of the last program and the age; the title gives way.

    Args:
        row: the conversation.
        width: in cells.
        colours: the palette.
        now: what the age is counted to.
        mark: the sign before the title, and its colour.
        bold: whether the title stands out.
    """
    sign, colour = mark
    title = Text.assemble((sign, ink(colour)), " ", (line(row.title, 200) or "Untitled", ink(colours.text, bold=bold)))
    when = age(row.deleted_at or row.updated_at, now)
    language = badge(row.language)
    return beside(title, Text(f"{language} {when:>4}" if language else f"{when:>4}", ink(colours.half)), width)


def mark_of(row: Summary, colours: Palette, *, chosen: bool, opened: bool, asking: bool) -> tuple[str, str]:
    """The sign before a title and its colour: what asks for attention most."""
    marks = (
        (chosen, "✓", colours.accent),
        (asking or row.state is TurnState.SENDING, "◐", colours.accent),
        (row.state is TurnState.FAILED, "✗", colours.error),
        (row.state is TurnState.INTERRUPTED, "◌", colours.error),
        (opened, "●", colours.you),
        (row.unread, "◆", colours.accent),
        (row.pinned, "★", colours.accent),
        (row.has_draft, "✎", colours.half),
    )
    return next(((sign, colour) for holds, sign, colour in marks if holds), (" ", colours.text))

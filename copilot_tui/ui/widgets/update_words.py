"""How an update of a stack is said: its result as a mark, who made it, and what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.domain.text import line
from copilot_tui.ui.words import ago

if TYPE_CHECKING:
    from datetime import datetime

    from copilot_tui.domain.cloud import UpdateSummary
    from copilot_tui.ui.theme.palette import Palette

_SIGNS: Final = {"create": "+", "update": "~", "delete": "-", "replace": "±"}
"""Kinds of change as the Pulumi CLI marks them; those that change nothing are left out."""


def result_mark(result: str, palette: Palette) -> tuple[str, str]:
    """The mark and its colour."""
    match result:
        case "succeeded":
            return "✓", palette.success
        case "failed":
            return "✗", palette.error
        case "in-progress" | "not-started":
            return "◐", palette.accent
        case _:
            return "·", palette.half


def update_words(update: UpdateSummary) -> str:
    """What kind (unless it is a plain update), by whom, and what it changed: "refresh ci +2 ~1"."""
    kind = "" if update.kind == "update" else line(update.kind, 20)
    return " ".join(part for part in (kind, line(update.requested_by, 30), changes(update)) if part)


def changes(update: UpdateSummary) -> str:
    """Counts by kind of change: "+2 ~1 -3"."""
    return " ".join(f"{_SIGNS[kind]}{count}" for kind, count in update.changes if kind in _SIGNS and count)


def update_sentence(update: UpdateSummary, now: datetime) -> str:
    """In words: "update 4 failed 3h ago"."""
    at = update.finished_at or update.started_at
    kind = line(update.kind, 20) or "update"
    when = ago(at, now) if at else ""
    return " ".join(part for part in (kind, str(update.version), line(update.result, 20), when) if part)

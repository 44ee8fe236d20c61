"""Rows of a damaged page as they can be shown: anything may stand in them."""

from __future__ import annotations

import json
from typing import Any

from copilot_tui.domain.exchange import Exchange
from copilot_tui.domain.state import TurnState
from copilot_tui.store.rows import to_conversation, to_moment
from copilot_tui.store.trouble import forgiving
from copilot_tui.store.written import read_written


def is_sound(table: str, row: dict[str, Any]) -> bool:
    """Whether a row can be shown: what stands on a damaged page may be anything."""
    try:
        match table:
            case "conversations":
                to_conversation(row)
            case "turns":
                return all(isinstance(row[name], str) for name in ("id", "org", "url", "query"))
            case "messages":
                return isinstance(row["kind"], str) and isinstance(row["raw"], str)
            case "programs":
                to_moment(row["created_at"])
            case _:
                read_written(Exchange, row["json"])
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError):
        return False
    return True


def mended(table: str, column: str, value: object) -> object:
    """A value as it can be shown: what has lost its form keeps its text."""
    if isinstance(value, bytes):  # we store none
        value = forgiving(value)
    match table, column, value:
        case "turns", "state", str() if value not in set(TurnState):
            return TurnState.INTERRUPTED
        case "turns", "asked_at", _ if not _is_moment(value):
            return 0
        case "turns", "sent_at" | "finished_at", int() if not _is_moment(value):
            return None
        case "messages", "raw", str() if not _is_json(value):
            return json.dumps(value)
    return value


def _is_moment(value: object) -> bool:
    try:
        to_moment(int(str(value)))
    except (ValueError, OverflowError):
        return False
    return True


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True

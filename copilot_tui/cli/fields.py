"""Values as JSON: the fields that scripts can rely on."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.errors import Failure
    from copilot_tui.domain.listing import SearchHit, Summary
    from copilot_tui.domain.message import Message
    from copilot_tui.domain.program import Program

Fields = dict[str, Any]


def time(at: datetime) -> str:
    """A time as RFC 3339, UTC: "2026-08-01T12:00:00.000Z"."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def summary_fields(summary: Summary) -> Fields:
    """One conversation of `list`."""
    return {
        "id": summary.id,
        "title": summary.title,
        "conversation_id": summary.service_id,
        "org": summary.org,
        "url": summary.url,
        "created_at": time(summary.created_at),
        "updated_at": time(summary.updated_at),
        "turns": summary.turns,
        "programs": summary.programs,
        "pinned": summary.pinned,
        "archived": summary.archived,
    }


def hit_fields(hit: SearchHit, snippet: str) -> Fields:
    """One hit of `search`.

    Args:
        hit: the hit.
        snippet: its snippet without the marks.
    """
    return {
        "id": hit.conversation_id,
        "title": hit.title,
        "turn": hit.turn_position + 1 if hit.turn_id else None,  # as people count; none for a hit in the title
        "kind": hit.kind,
        "snippet": snippet,
    }


def program_fields(program: Program) -> Fields:
    """One program of `programs`."""
    return {
        "id": program.id,
        "conversation": program.conversation_id,
        "language": program.language,
        "program_id": program.content.program_id or None,
        "version": program.version,
        "lines": program.lines,
        "created_at": time(program.created_at),
    }


def turn_fields(turn: Turn, service_id: str | None) -> Fields:
    """What became of a question, for `ask`."""
    return {
        "id": turn.conversation_id,
        "conversation_id": service_id,
        "state": turn.state.value,
        "messages": _messages(turn.messages),
        "error": None if turn.failure is None else failure_fields(turn.failure),
    }


def unasked_fields(failure: Failure) -> Fields:
    """The same for a question that could not even be committed."""
    return {
        "id": None,
        "conversation_id": None,
        "state": "failed",
        "messages": [],
        "error": failure_fields(failure),
    }


def failure_fields(failure: Failure) -> Fields:
    """Why a question got no answer."""
    return {
        "kind": failure.kind.value,
        "message": failure.message,
        "hint": failure.hint,
        "status": failure.status,
    }


def _messages(messages: Iterable[Message]) -> list[Fields]:
    return [{"role": message.role, "kind": message.kind, "content": _content(message)} for message in messages]


def _content(message: Message) -> object:
    """The content in the API's own shape."""
    from copilot_tui.domain.message import ProgramContent

    content: object = message.content
    if not isinstance(content, ProgramContent):
        return content
    plan: Fields = {"instructions": content.instructions}
    if content.search_terms:
        plan["searchTerms"] = list(content.search_terms)
    fields: Fields = {
        "code": content.code,
        "plan": plan,
        "language": content.language,
        "programId": content.program_id or None,
    }
    return fields | ({"templateUrl": content.template_url} if content.template_url else {})

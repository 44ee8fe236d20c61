"""Rows of the store as the domain's values, and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.conversation import Conversation, Turn
from copilot_tui.domain.errors import Failure, StoreTrouble
from copilot_tui.domain.exchange import Exchange
from copilot_tui.domain.listing import Summary
from copilot_tui.domain.message import Message, ProgramContent, parse_message, well_formed
from copilot_tui.domain.state import TurnState
from copilot_tui.store.trouble import forgiving
from copilot_tui.store.written import read_written

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from copilot_tui.domain.value import Value

V = TypeVar("V", bound="Value")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(at: datetime) -> int:
    """A moment as it is stored: microseconds since 1970 UTC.

    Args:
        at: with its time zone.
    """
    return (at - _EPOCH) // _MICROSECOND


def maybe_micros(at: datetime | None) -> int | None:
    """The same; None for none."""
    return None if at is None else to_micros(at)


def maybe_text(text: str | None) -> str | None:
    """A text as it is stored; None for an empty one."""
    return well_formed(text) if text else None


def to_moment(micros: int) -> datetime:
    """A stored moment, UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def _maybe_moment(row: sqlite3.Row, column: str) -> datetime | None:
    return None if row[column] is None else to_moment(_number(row, column))


def to_context(org: str, url: str) -> CloudContext:
    """A stored context; it was validated when it came, and rules that have changed since must not hide it."""
    return CloudContext.stored(org, url)


def to_summary(row: sqlite3.Row) -> Summary:
    """A row of the list."""
    return Summary(
        id=row["id"],
        service_id=row["service_id"],
        title=row["title"],
        org=row["org"],
        url=row["url"],
        created_at=to_moment(row["created_at"]),
        updated_at=to_moment(row["updated_at"]),
        turns=row["turns"],
        programs=row["programs"],
        pinned=bool(row["pinned"]),
        archived=bool(row["archived"]),
        unread=bool(row["unread"]),
        state=_state(row["state"]) if row["state"] else None,
        language=row["language"],
        has_draft=bool(row["has_draft"]),
        deleted_at=_maybe_moment(row, "deleted_at"),
    )


def to_conversation(row: sqlite3.Row | Mapping[str, Any]) -> Conversation:
    """A conversation.

    Raises:
        ValueError: a text or a number is none, since the file is damaged there.
    """
    return Conversation(
        id=_text(row, "id"),
        service_id=None if row["service_id"] is None else _text(row, "service_id"),
        title=_text(row, "title"),
        context=to_context(_text(row, "org"), _text(row, "url")),
        created_at=to_moment(_number(row, "created_at")),
        updated_at=to_moment(_number(row, "updated_at")),
        pinned=bool(row["pinned"]),
        archived=bool(row["archived"]),
        unread=bool(row["unread"]),
        draft=_text(row, "draft"),
    )


def _text(row: sqlite3.Row | Mapping[str, Any], column: str) -> str:
    """A column's text: on a damaged page anything may stand, and SQLite would give it."""
    value = row[column]
    match value:
        case str():
            return value
        case bytes():
            return forgiving(value)
        case _:
            raise ValueError(f"{column} is no text")


def _number(row: sqlite3.Row | Mapping[str, Any], column: str) -> int:
    match row[column]:
        case int() as number:
            return number
        case _:
            raise ValueError(f"{column} is no number")


def to_turn(row: sqlite3.Row, messages: Sequence[Message], versions: Sequence[int | None]) -> Turn:
    """A turn with its messages, and the versions of those that are programs.

    What of it cannot be read, since the file is damaged there, is left out: the rest is worth showing.

    Raises:
        StoreTrouble: there is no turn in it.
    """
    try:
        return Turn(
            id=_text(row, "id"),
            conversation_id=_text(row, "conversation_id"),
            position=_number(row, "position"),
            query=_text(row, "query"),
            context=to_context(_text(row, "org"), _text(row, "url")),
            state=_state(row["state"]),
            asked_at=to_moment(_number(row, "asked_at")),
            sent_at=_maybe_moment(row, "sent_at"),
            finished_at=_maybe_moment(row, "finished_at"),
            failure=_maybe_written(Failure, row["failure"]),
            notice=_text(row, "notice"),
            messages=tuple(messages),
            versions=tuple(versions),
            exchange=_maybe_written(Exchange, row["exchange"]),
        )
    except (ValueError, OverflowError) as error:
        raise StoreTrouble(
            f"The history holds a turn ({row['id']}) that this version of copilot-tui cannot read.",
            hint="It is kept as it is. Run `copilot-tui doctor`.",
        ) from error


def _state(stored: str) -> TurnState:
    try:
        return TurnState(stored)
    except ValueError:
        return TurnState.INTERRUPTED


def _maybe_written(kind: type[V], stored: str | None) -> V | None:
    try:
        return read_written(kind, stored) if stored else None
    except ValueError:
        return None


def to_message(raw: str) -> Message:
    """A message from its JSON text, which is kept to the letter; one whose text is damaged shows that text."""
    try:
        return parse_message(json.loads(raw), raw)
    except ValueError:
        return parse_message(raw)


def to_json(value: Value) -> str:
    """A value as JSON text; lone surrogates, which pydantic refuses to write, replaced by U+FFFD."""
    return well_formed(json.dumps(value.model_dump(mode="json"), ensure_ascii=False))


def raw_json(message: Message) -> str:
    """A message's JSON text: as it came, or in the API reference's form for one that did not come over the wire."""
    if message.raw:
        return message.raw
    content = message.content
    shown = _program_json(content) if isinstance(content, ProgramContent) else content
    return parse_message({"role": message.role, "kind": message.kind, "content": shown}).raw


def _program_json(content: ProgramContent) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "code": content.code,
        "plan": {"instructions": content.instructions, "searchTerms": list(content.search_terms)},
        "language": content.language,
        "programId": content.program_id,
    }
    return fields | ({"templateUrl": content.template_url} if content.template_url else {})

"""What the tests of the store ask and are answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.exchange import Exchange
from copilot_tui.domain.message import Message, parse_message
from copilot_tui.domain.question import Answer

if TYPE_CHECKING:
    from copilot_tui.domain.conversation import Turn
    from copilot_tui.store.history import SqliteHistory

ACME = CloudContext(org="acme", url="https://app.pulumi.com/acme/shop/dev/updates/4")
NOON = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)


def minute(number: float) -> datetime:
    """A moment some minutes after noon."""
    return NOON + timedelta(minutes=number)


def user(text: str) -> Message:
    return parse_message({"role": "user", "kind": "response", "content": text})


def says(text: str) -> Message:
    return parse_message({"role": "assistant", "kind": "response", "content": text})


def trace(text: str) -> Message:
    return parse_message({"role": "assistant", "kind": "trace", "content": text})


def writes(code: str, language: str = "typescript", instructions: str = "") -> Message:
    content = {"code": code, "language": language, "programId": "p1", "plan": {"instructions": instructions}}
    return parse_message({"role": "assistant", "kind": "program", "content": content})


def answer(*messages: Message, service_id: str | None = "c-1", notice: str = "", warning: str = "") -> Answer:
    exchange = Exchange(url="https://api.pulumi.com/api/ai/chat/preview", sent_at=NOON, status=200)
    return Answer(service_id=service_id, messages=messages, notice=notice, warning=warning, exchange=exchange)


def converse(history: SqliteHistory, query: str, *messages: Message, at: datetime = NOON) -> Turn:
    """A new conversation with one question and its answer."""
    conversation = history.create(ACME, at=at)
    turn = history.add_turn(conversation.id, query, ACME, at=at)
    return history.finish_answered(turn.id, answer(*messages), at=at + timedelta(seconds=10), unread=False)[-1]

"""An answer that was saved from the API, such as by curl, as a conversation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from copilot_tui.api.json_text import NotJson, parts, read
from copilot_tui.api.wire import read_message, read_service_id
from copilot_tui.domain.conversation import Conversation, Turn, title_of
from copilot_tui.domain.errors import UnreadableAnswer
from copilot_tui.domain.identity import derived_id
from copilot_tui.domain.message import USER, ResponseMessage
from copilot_tui.domain.state import TurnState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.message import Message

_HEADERS = re.compile(rb"HTTP/.*?(?:\r?\n){2}", re.DOTALL)
NO_QUESTION = "(the question is not in the saved answer)"
"""The question of messages that no question stands before."""


def read_saved(body: bytes, context: CloudContext, at: datetime) -> tuple[Conversation, list[Turn]]:
    """Reads a body as `POST /api/ai/chat/preview` returns it; each message of the user begins a turn.

    Ids are derived from the service's conversationId, or from the body where it has none: the same answer gives the
    same ids, and a later answer of the same conversation more turns of the same one.

    Args:
        body: JSON, perhaps with the response's headers before it, as ``curl -i`` prints them.
        context: where it is to be taken as asked; the answer does not say.
        at: when it is to be taken as answered.

    Raises:
        UnreadableAnswer: it is none.
    """
    try:
        pieces = parts(read(_without_headers(body)))
    except NotJson as error:
        raise UnreadableAnswer(f"This is no JSON: {error}.", hint="Nothing of it was taken in.") from None
    head = next(pieces)
    messages = [read_message(piece) for piece in pieces]
    if not isinstance(head, dict) or not messages:
        raise UnreadableAnswer(
            "This is neither a conversation exported by copilot-tui nor an answer of the API.",
            hint="Nothing of it was taken in.",
        )
    return _conversation(head, messages, body, context, at)


def _without_headers(body: bytes) -> bytes:
    """What follows the headers; a redirect or "100 Continue" has some of its own before them."""
    at = 0
    while headers := _HEADERS.match(body, at):
        at = headers.end()
    return body[at:]


def _conversation(
    head: dict[str, Any], messages: list[Message], body: bytes, context: CloudContext, at: datetime
) -> tuple[Conversation, list[Turn]]:
    service_id = read_service_id(head.get("conversationId"))
    seed = service_id.encode() if service_id else body
    home = derived_id(b"conversation", seed)
    asked = list(_by_question(messages))
    turns = [
        Turn(
            id=derived_id(b"turn", seed, str(position).encode(), query.encode()),
            conversation_id=home,
            position=position,
            query=query,
            context=context,
            state=TurnState.ANSWERED,
            asked_at=at,
            sent_at=at,
            finished_at=at,
            messages=tuple(came),
        )
        for position, (query, came) in enumerate(asked)
    ]
    title = title_of(next((query for query, _ in asked if query != NO_QUESTION), "Saved answer"))
    conversation = Conversation(
        id=home, service_id=service_id, title=title, context=context, created_at=at, updated_at=at
    )
    return conversation, turns


def _by_question(messages: Iterable[Message]) -> Iterable[tuple[str, list[Message]]]:
    query, begun = NO_QUESTION, False
    came: list[Message] = []
    for message in messages:
        if message.role == USER and isinstance(message, ResponseMessage) and message.content.strip():
            if begun or came:
                yield query, came
            query, came, begun = message.content, [], True
        else:
            came.append(message)
    yield query, came

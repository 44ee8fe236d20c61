"""Conversations and programs with their secrets hidden: for what is given away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from copilot_tui.domain.message import Message, ProgramContent
from copilot_tui.domain.secrets import redact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.domain.exchange import Exchange
    from copilot_tui.domain.program import Program


def redact_conversation(conversation: Conversation, turns: Sequence[Turn]) -> tuple[Conversation, list[Turn]]:
    """A conversation with whatever looks like a secret replaced by ``***``: in titles, questions, answers, raw JSON."""
    shown = conversation.model_copy(
        update={
            "title": redact(conversation.title),
            "draft": redact(conversation.draft),
            "context": conversation.context.model_copy(update={"url": redact(conversation.context.url)}),
        }
    )
    return shown, [_turn(turn) for turn in turns]


def redact_program(program: Program) -> Program:
    """A program with whatever looks like a secret replaced by ``***``: in its code and in all that is said of it."""
    return program.model_copy(
        update={
            "content": _program_content(program.content),
            "query": redact(program.query),
            "conversation_title": redact(program.conversation_title),
        }
    )


def _turn(turn: Turn) -> Turn:
    failure = turn.failure
    return turn.model_copy(
        update={
            "query": redact(turn.query),
            "notice": redact(turn.notice),
            "context": turn.context.model_copy(update={"url": redact(turn.context.url)}),
            "failure": failure
            and failure.model_copy(update={"message": redact(failure.message), "hint": redact(failure.hint)}),
            "messages": tuple(_message(message) for message in turn.messages),
            "exchange": turn.exchange and _exchange(turn.exchange),
        }
    )


def _exchange(exchange: Exchange) -> Exchange:
    return exchange.model_copy(
        update={
            "request_body": _json(exchange.request_body),
            "unread_body": redact(exchange.unread_body),
            "response_headers": tuple((name, redact(value)) for name, value in exchange.response_headers),
        }
    )


def _message(message: Message) -> Message:
    content = message.content
    shown = _program_content(content) if isinstance(content, ProgramContent) else _value(content)
    return message.model_copy(update={"content": shown, "raw": _json(message.raw)})


def _program_content(content: ProgramContent) -> ProgramContent:
    return content.model_copy(
        update={
            "code": redact(content.code),
            "language": redact(content.language),
            "program_id": redact(content.program_id),
            "instructions": redact(content.instructions),
            "search_terms": tuple(map(redact, content.search_terms)),
            "template_url": redact(content.template_url),
        }
    )


def _json(text: str) -> str:
    """JSON text with the secrets in its strings hidden: as it is where there are none, and readable all the same."""
    try:
        value = json.loads(text)
        shown = _value(value)
        return text if shown == value else json.dumps(shown)
    except (ValueError, RecursionError):  # no JSON, or nested too deeply: as text, which may cost its form
        return redact(text)


def _value(value: object) -> object:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {redact(name): _value(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_value(item) for item in value]
    return value

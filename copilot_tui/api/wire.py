"""JSON ↔ domain: the body of a question, and the messages of an answer."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from copilot_tui.api import parsing
from copilot_tui.api.error_body import say
from copilot_tui.domain.errors import CopilotError, CopilotRefused, NoAnswer, UnreadableAnswer
from copilot_tui.domain.message import Message, UnknownMessage, parse_message, well_formed
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from copilot_tui.domain.question import Question

_NOTICE_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of an answer's body."""

    service_id: str | None
    messages: tuple[Message, ...]
    notice: str
    """Text of ``error`` and ``details``, fit to be shown in a line."""


def request_body(question: Question) -> bytes:
    """The JSON of a question, as in the API reference; ``conversationId`` only where there is one."""
    context = {"orgId": question.context.org, "url": question.context.url}
    fields: dict[str, Any] = {"query": well_formed(question.query), "state": {"client": {"cloudContext": context}}}
    if question.service_id is not None:
        fields["conversationId"] = question.service_id
    return json.dumps(fields, ensure_ascii=False).encode()


async def read_answer(body: bytes, redact: Callable[[str], str] = str) -> Reading:
    """Reads an answer of version 2, or of version 1 (no kinds, content as lists, programs beside the messages).

    Other tasks run between the messages. A message that is of no known shape becomes one of unknown kind; it does not
    cost the others.

    Args:
        body: decompressed.
        redact: hides the token in an error's text.

    Raises:
        CopilotRefused: an error and no messages.
        NoAnswer: nothing in it.
        UnreadableAnswer: not JSON, cut off, or of another shape.
    """
    if not body.strip():
        raise NoAnswer("The service sent an empty answer.")
    messages: list[Message] = []
    async with contextlib.aclosing(parsing.parts(body)) as parts:
        head = await anext(parts)
        if not isinstance(head, dict):
            raise UnreadableAnswer(f"The answer is {head} where an object was due.")
        async for part in parts:
            messages.append(await asyncio.to_thread(read_message, part) if _is_large(part) else read_message(part))
            await asyncio.sleep(0)
    notice = _notice(head, redact)
    if not messages:
        raise _nothing(notice or _said(head.get("message"), redact))
    return Reading(read_service_id(head.get("conversationId")), tuple(messages), notice)


def _is_large(part: object) -> bool:
    """Whether reading a message would be felt, were it done between two keys."""
    content = part.get("content") if isinstance(part, dict) else None
    text = content.get("code") if isinstance(content, dict) else content
    return isinstance(text, str) and len(text) > parsing.HERE_BYTES


def read_message(value: object) -> Message:
    """Reads one message; one without a kind as version 1 meant it: prose, in one string or a list of them."""
    message = parse_message(value)
    if not isinstance(message, UnknownMessage) or message.kind:
        return message
    content = message.content
    if isinstance(content, list) and content and all(isinstance(piece, str) for piece in content):
        content = "\n\n".join(content)
    if not isinstance(content, str):
        return message
    prose = parse_message({"role": message.role, "kind": "response", "content": content})
    return prose.model_copy(update={"raw": message.raw})


def read_service_id(value: object) -> str | None:
    """The opaque conversationId; a number stands for its digits."""
    if isinstance(value, str):
        return well_formed(value) or None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _notice(head: dict[str, Any], redact: Callable[[str], str]) -> str:
    """What the service said of a failure: ``error`` with its ``details``."""
    error, details = (_said(head.get(name), redact) for name in ("error", "details"))
    return line(": ".join(part for part in (error.rstrip(".:"), details) if part), _NOTICE_LENGTH)


def _said(value: object, redact: Callable[[str], str]) -> str:
    # Hidden before it is shortened: half a token is too much as well.
    return line(redact(say(value, 20 * _NOTICE_LENGTH)), _NOTICE_LENGTH)


def _nothing(text: str) -> CopilotError:
    if text:
        return CopilotRefused(f"Copilot could not answer: {text.rstrip('.')}.", status=200)
    return NoAnswer("The answer holds no messages.", status=200)

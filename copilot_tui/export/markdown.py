"""A conversation as Markdown: front matter, then questions and answers as they are, programs in fences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.message import (
    ImprovedProgramMessage,
    ProgramMessage,
    ResponseMessage,
    StatusMessage,
    TraceMessage,
)
from copilot_tui.export.fences import closed, fenced, plain, span
from copilot_tui.export.scalars import yaml_scalar
from copilot_tui.export.wording import moment, outcome, pretty_json, program_facts, speaker, versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.domain.message import AnyProgramMessage, Message


def write_markdown(conversation: Conversation, turns: Sequence[Turn], *, traces: bool = False) -> str:
    """The document of a conversation.

    Args:
        conversation: the conversation.
        turns: all its turns, in order.
        traces: whether trace messages are in it.

    Returns:
        Markdown with YAML front matter. Texts stand in it unchanged; a code block that one leaves open is closed
        after it.
    """
    numbers = versions(turns)
    programs = sum(number > 0 for row in numbers for number in row)
    parts = [_front_matter(conversation, len(turns), programs), f"# {plain(conversation.title)}"]
    for turn, row in zip(turns, numbers, strict=True):
        parts.extend(_turn(turn, row, traces=traces))
    return "\n\n".join(parts) + "\n"


def _front_matter(conversation: Conversation, turns: int, programs: int) -> str:
    fields = {
        "title": yaml_scalar(conversation.title),
        "id": yaml_scalar(conversation.id),
        "conversation_id": yaml_scalar(conversation.service_id) if conversation.service_id else "null",
        "org": yaml_scalar(conversation.context.org),
        "url": yaml_scalar(conversation.context.url),
        "created_at": yaml_scalar(conversation.created_at.isoformat()),
        "updated_at": yaml_scalar(conversation.updated_at.isoformat()),
        "turns": str(turns),
        "programs": str(programs),
    }
    return "\n".join(["---", *(f"{name}: {value}" for name, value in fields.items()), "---"])


def _turn(turn: Turn, numbers: Sequence[int], *, traces: bool) -> Iterator[str]:
    yield f"## You · {moment(turn.asked_at)}"
    yield f"{span(turn.context.org)} · {span(turn.context.url)}"
    yield closed(turn.query)
    duration = turn.duration_seconds
    yield f"### Copilot{f' · {duration:.1f} s' if duration is not None else ''}"
    for message, number in zip(turn.messages, numbers, strict=True):
        if traces or not isinstance(message, TraceMessage):
            yield from _message(message, number)
    if said := outcome(turn):
        yield f"*{plain(said)}*"


def _message(message: Message, number: int) -> Iterator[str]:
    if isinstance(message, ProgramMessage | ImprovedProgramMessage):
        yield from _program(message, number)
    elif isinstance(message, StatusMessage):
        yield f"*{plain(message.content)}*"
    elif isinstance(message, TraceMessage):
        yield fenced(message.content, "trace")
    elif isinstance(message, ResponseMessage):
        if (who := speaker(message.role)) != "Copilot":
            yield f"**{plain(who)}:**"
        yield closed(message.content)
    else:
        yield f"*{plain(message.kind or 'unknown kind', 60)}*"
        yield fenced(pretty_json(message.content), "json")


def _program(message: AnyProgramMessage, number: int) -> Iterator[str]:
    facts = program_facts(message.content, number)
    yield f"*{plain(facts.label)}*"
    yield fenced(message.content.code, facts.info)
    if message.content.instructions.strip():
        yield closed(message.content.instructions)

"""Answers as Markdown: what an assistant wrote, its programs as code blocks; what it did meanwhile stands elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from copilot_tui.domain.language import find_language
from copilot_tui.domain.message import (
    USER,
    ImprovedProgramMessage,
    ProgramMessage,
    ResponseMessage,
    StatusMessage,
    TraceMessage,
)
from copilot_tui.domain.text import line
from copilot_tui.export.fences import closed, fenced, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copilot_tui.cli.output import Manner
    from copilot_tui.domain.message import Message, ProgramContent


def answer(messages: Iterable[Message], manner: Manner) -> str:
    """The messages of a turn as Markdown, traces and statuses left out; "" where nothing is left.

    Args:
        messages: in order.
        manner: how foreign text is printed.
    """
    return "\n\n".join(block for message in messages if (block := _block(message, manner)).strip())


def statuses(messages: Iterable[Message]) -> list[str]:
    """What Copilot said it was doing, a line each."""
    return [line(message.content) for message in messages if isinstance(message, StatusMessage)]


def _block(message: Message, manner: Manner) -> str:
    match message:
        case TraceMessage() | StatusMessage():
            return ""
        case ResponseMessage():
            text = closed(manner.prose(message.content).rstrip())
            return quoted(text) if message.role == USER else text
        case ProgramMessage() | ImprovedProgramMessage():
            return _program(message.content, manner)
        case _:
            return fenced(manner.code(_pretty(message.content)), "json")


def _program(content: ProgramContent, manner: Manner) -> str:
    language = find_language(content.language)
    instructions = closed(manner.prose(content.instructions).strip())
    block = fenced(manner.code(content.code), language.name if language else "")
    return f"{instructions}\n\n{block}" if instructions else block


def _pretty(content: object) -> str:
    try:
        return json.dumps(content, ensure_ascii=False, indent=2)
    except (RecursionError, ValueError):
        return "(nested too deeply to print; `copilot-tui export --as json` has it whole)"

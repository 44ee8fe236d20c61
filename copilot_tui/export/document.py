"""A conversation as JSON, written and read back without loss.

The document is versioned. Each message stands in it twice: as role, kind and content in the API's own shape, for
whoever reads the file with other tools, and as the raw JSON text that came, which nothing can change.
"""

from __future__ import annotations

import json
import math
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from copilot_tui.domain.conversation import Conversation, Turn
from copilot_tui.domain.errors import ExportTrouble
from copilot_tui.domain.message import ProgramContent, parse_message, well_formed
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.message import Message

FORMAT: Final = "copilot-tui/conversation"
VERSION: Final = 1

_DEEPEST_CONTENT: Final = 64


class Refusal(StrEnum):
    """Why a document was not read."""

    NOT_JSON = "not JSON"
    NOT_OURS = "not a conversation of copilot-tui"
    NEWER = "written by a newer copilot-tui"
    WRONG_SHAPE = "a field is missing or of another type"
    INCONSISTENT = "its turns do not belong together"


class UnreadableDocument(ExportTrouble):
    """A document that cannot be read as a conversation.

    Args:
        reason: why, by name.
        detail: where or what, a sentence.
    """

    def __init__(self, reason: Refusal, detail: str = "") -> None:
        problem = f"This is no conversation that can be read: {reason}.{f' {detail}' if detail else ''}"
        super().__init__(problem, hint="Nothing of it was taken in.")
        self.reason = reason


def write_document(conversation: Conversation, turns: Sequence[Turn], *, compact: bool = False) -> str:
    """The document of a conversation.

    Args:
        conversation: the conversation.
        turns: all its turns, in order.
        compact: on one line, for JSON Lines.
    """
    document = {
        "format": FORMAT,
        "version": VERSION,
        "conversation": conversation.model_dump(mode="json"),
        "turns": [_turn_fields(turn) for turn in turns],
    }
    layout: dict[str, Any] = {"separators": (",", ":")} if compact else {"indent": 2}
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, **layout)
    if well_formed(text) is not text:  # a lone surrogate, which no file takes: as an escape it survives
        text = json.dumps(document, allow_nan=False, **layout)
    return text + "\n"


def read_document(text: str) -> tuple[Conversation, list[Turn]]:
    """Reads what `write_document` wrote.

    Returns:
        The conversation and its turns, equal to those that were written, raw messages included.

    Raises:
        UnreadableDocument: the text is none; its `reason` says why, its message where.
    """
    document = _envelope(text)
    try:
        conversation = Conversation.model_validate_json(json.dumps(document.get("conversation")))
        turns = [_read_turn(fields) for fields in _list_of_objects(document.get("turns"), "turns")]
    except ValidationError as error:
        raise UnreadableDocument(Refusal.WRONG_SHAPE, _where(error)) from error
    except RecursionError as error:
        raise UnreadableDocument(Refusal.WRONG_SHAPE, "A message is nested too deeply.") from error
    if any(turn.conversation_id != conversation.id for turn in turns):
        raise UnreadableDocument(Refusal.INCONSISTENT, "A turn belongs to another conversation.")
    if len({turn.id for turn in turns}) != len(turns):
        raise UnreadableDocument(Refusal.INCONSISTENT, "Two turns have the same id.")
    if any(turn.position >= after.position for turn, after in pairwise(turns)):
        raise UnreadableDocument(Refusal.INCONSISTENT, "Turns are out of order.")
    return conversation, turns


def _turn_fields(turn: Turn) -> dict[str, Any]:
    fields = turn.model_dump(mode="json", exclude={"messages"})
    return fields | {"messages": [_message_fields(message) for message in turn.messages]}


def _message_fields(message: Message) -> dict[str, Any]:
    fields: dict[str, Any] = {"role": message.role, "kind": message.kind, "raw": message.raw}
    content = message.content
    if isinstance(content, ProgramContent):
        fields["content"] = _program_fields(content)
    elif not message.raw or _is_plain_json(content):
        fields["content"] = content
    return fields


def _program_fields(content: ProgramContent) -> dict[str, Any]:
    return {
        "code": content.code,
        "plan": {"instructions": content.instructions, "searchTerms": list(content.search_terms)},
        "language": content.language,
        "programId": content.program_id,
        "templateUrl": content.template_url,
    }


def _is_plain_json(content: object) -> bool:
    """Whether every JSON reader takes it: Python's own also reads NaN, and any depth up to its stack's."""
    level: list[object] = [content]
    for _ in range(_DEEPEST_CONTENT):
        below: list[object] = []
        for value in level:
            if isinstance(value, float) and not math.isfinite(value):
                return False
            if isinstance(value, dict):
                below.extend(value.values())
            elif isinstance(value, list):
                below.extend(value)
        if not below:
            return True
        level = below
    return False


def _envelope(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        number = getattr(error, "lineno", 0)
        raise UnreadableDocument(Refusal.NOT_JSON, f"See line {number}." if number else "") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UnreadableDocument(Refusal.NOT_OURS)
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UnreadableDocument(Refusal.WRONG_SHAPE, "Its version is no number.")
    if version > VERSION:
        raise UnreadableDocument(Refusal.NEWER, f"Its version is {line(str(version), 20)}, known is {VERSION}.")
    return document


def _read_turn(fields: dict[str, Any]) -> Turn:
    others = {name: value for name, value in fields.items() if name != "messages"}
    turn = Turn.model_validate_json(json.dumps(others))
    messages = _list_of_objects(fields.get("messages"), "messages")
    return turn.model_copy(update={"messages": tuple(map(_read_message, messages))})


def _read_message(fields: dict[str, Any]) -> Message:
    raw = fields.get("raw", "")
    if not isinstance(raw, str):
        raise UnreadableDocument(Refusal.WRONG_SHAPE, "A message's raw text is no text.")
    value: object = fields
    if "content" not in fields:
        try:
            value = json.loads(raw)
        except ValueError as error:
            raise UnreadableDocument(Refusal.WRONG_SHAPE, "A message has neither content nor raw JSON.") from error
    return parse_message(value, raw)


def _list_of_objects(value: object, name: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise UnreadableDocument(Refusal.WRONG_SHAPE, f"“{name}” is no list of objects.")
    return value


def _where(error: ValidationError) -> str:
    """The field at fault; pydantic's own text would carry the input."""
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"“{line(field, 80)}”: {line(first['msg'], 200)}."

"""Messages: one frozen model per kind, and an unknown kind that keeps whatever came.

Shapes from the API reference: ``role``, ``kind`` and ``content``, where content is a string for trace, response and
status, and an object for program. Any field may be missing or null, and more kinds may come; nothing here refuses.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from copilot_tui.domain.json_pieces import dumps
from copilot_tui.domain.value import Value

_DEPTH_LIMIT = 100
_TOO_DEEP = '"(nested too deep to keep)"'  # JSON: some readers of JSON go deeper than the writer of the same library

ASSISTANT = "assistant"
USER = "user"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Message(Value):
    """What every message has."""

    role: str = ASSISTANT
    """Who sent it: "assistant" or "user" in the reference; whatever else came is kept as it came."""
    raw: str = field(default="", repr=False)
    """The message as JSON text, with every field that came, known or not. Not compared: see `key`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TraceMessage(_Message):
    """Debug information; not sent to the model, shown folded."""

    kind: Literal["trace"] = "trace"
    content: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusMessage(_Message):
    """What Copilot says it is doing, such as "Executing Pulumi Docs skill"."""

    kind: Literal["status"] = "status"
    content: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ResponseMessage(_Message):
    """Prose in Markdown, by either side."""

    kind: Literal["response"] = "response"
    content: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgramContent(Value):
    """The content object of a program message; absent fields are empty."""

    code: str = ""
    language: str = ""
    """As the service spelled it; see `copilot_tui.domain.language` for the canonical name."""
    program_id: str = ""
    """The service's opaque id; may be missing."""
    instructions: str = ""
    """``plan.instructions``: Markdown."""
    search_terms: tuple[str, ...] = ()
    template_url: str = ""
    """Only ever shown as text, never fetched."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgramMessage(_Message):
    """A generated program."""

    kind: Literal["program"] = "program"
    content: ProgramContent


@dataclass(frozen=True, kw_only=True, slots=True)
class ImprovedProgramMessage(_Message):
    """A program written again; a further version of the one before."""

    kind: Literal["improvedProgram"] = "improvedProgram"
    content: ProgramContent


@dataclass(frozen=True, kw_only=True, slots=True)
class UnknownMessage(_Message):
    """A kind we do not know, or a known kind with content of another shape: kept whole, shown as JSON."""

    kind: str = ""
    content: Any = None
    """Any JSON value."""


Message = TraceMessage | StatusMessage | ResponseMessage | ProgramMessage | ImprovedProgramMessage | UnknownMessage
AnyProgramMessage = ProgramMessage | ImprovedProgramMessage

_TEXT_KINDS: dict[str, type[TraceMessage | StatusMessage | ResponseMessage]] = {
    "trace": TraceMessage,
    "status": StatusMessage,
    "response": ResponseMessage,
}
_PROGRAM_KINDS: dict[str, type[AnyProgramMessage]] = {
    "program": ProgramMessage,
    "improvedProgram": ImprovedProgramMessage,
}


def parse_message(value: object, raw: str | None = None) -> Message:
    """Reads one message of the reference's shape; never refuses, whatever came.

    Args:
        value: one parsed JSON value, normally an object with role, kind and content.
        raw: its JSON text, where that is at hand; else it is written anew.

    Returns:
        The model of its kind, or `UnknownMessage` where kind or content is none that we know. Lone surrogates in
        texts are replaced by U+FFFD (SQLite, clipboards and terminals refuse them); `raw` keeps them as escapes.
        What is nested so deep that nothing could show it is kept as its JSON text.
    """
    raw = _raw_json(value) if raw is None else raw
    fields: Mapping[str, Any] = value if isinstance(value, Mapping) else {"content": value}
    role = well_formed(role) if isinstance(role := fields.get("role"), str) else ASSISTANT
    kind = well_formed(kind) if isinstance(kind := fields.get("kind"), str) else ""
    content = fields.get("content")
    if kind in _TEXT_KINDS and isinstance(content, str):
        return _TEXT_KINDS[kind](role=role, content=well_formed(content), raw=raw)
    if kind in _PROGRAM_KINDS and isinstance(content, Mapping):
        return _PROGRAM_KINDS[kind](role=role, content=_program_content(content), raw=raw)
    return UnknownMessage(role=role, kind=kind, content=_bounded(content), raw=raw)


def key(message: Message) -> tuple[str, str, str]:
    """What makes two messages the same one when a history comes again: role, kind, content."""
    content = message.content
    if isinstance(content, ProgramContent):
        fields = (content.code, content.language, content.program_id, content.instructions, content.template_url)
        # With their lengths, so that no two programs run together to the same; JSON would cost ten times as much.
        parts = (f"{len(field)}:{field}" for field in (*fields, *content.search_terms))
        return message.role, message.kind, "".join(parts)
    return (
        message.role,
        message.kind,
        content if isinstance(content, str) else json.dumps(content, sort_keys=True),
    )


def searchable_text(message: Message) -> str:
    """The text of a message as a person would look for it."""
    content = message.content
    if isinstance(content, ProgramContent):
        return f"{content.instructions}\n{content.code}".strip("\n")
    return content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)


def well_formed(text: str) -> str:
    """The text with lone surrogates, which no encoder takes, replaced by U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        # "surrogatepass" to UTF-16 joins pairs that JSON escapes brought in halves; what is still alone is replaced.
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _well_formed_json(value: object, depth: int = 0) -> object:
    if depth > _DEPTH_LIMIT:
        raise RecursionError
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, Mapping):
        return {well_formed(str(name)): _well_formed_json(item, depth + 1) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_well_formed_json(item, depth + 1) for item in value]
    return value


def _bounded(content: object) -> object:
    try:
        return _well_formed_json(content)
    except RecursionError:
        return well_formed(_raw_json(content))


def _raw_json(value: object) -> str:
    try:
        text = dumps(value)
        return text if well_formed(text) is text else json.dumps(value)
    except RecursionError:
        return _TOO_DEEP


def _program_content(content: Mapping[str, Any]) -> ProgramContent:
    plan = content.get("plan")
    plan = plan if isinstance(plan, Mapping) else {}
    terms = plan.get("searchTerms")
    return ProgramContent(
        code=_text(content.get("code")),
        language=_text(content.get("language")),
        program_id=_text(content.get("programId")),
        instructions=_text(plan.get("instructions")),
        search_terms=tuple(_text(term) for term in terms) if isinstance(terms, list) else (),
        template_url=_text(content.get("templateUrl")),
    )


def _text(value: object) -> str:
    """A field that should be a string, whatever came: null is empty, a number its digits."""
    if isinstance(value, str):
        return well_formed(value)
    if value is None or isinstance(value, Mapping | list):
        return ""
    return str(value)

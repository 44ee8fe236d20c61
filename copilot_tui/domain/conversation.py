"""Conversations and their turns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.errors import Failure
from copilot_tui.domain.exchange import Exchange
from copilot_tui.domain.message import Message
from copilot_tui.domain.state import TurnState
from copilot_tui.domain.value import Value

TITLE_LENGTH = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn(Value):
    """One question and its outcome."""

    id: str
    conversation_id: str
    """Local id of its conversation."""
    position: int
    """0, 1, … within the conversation."""
    query: str
    """Exactly as typed."""
    context: CloudContext
    """As it was sent."""
    state: TurnState
    asked_at: datetime
    """UTC: when Enter was pressed."""
    sent_at: datetime | None = None
    """UTC: when it left the queue."""
    finished_at: datetime | None = None
    """UTC: when the outcome was known."""
    failure: Failure | None = None
    """Why it failed, was cancelled or interrupted."""
    notice: str = ""
    """What the service said beside its answer: an error text or a warning header."""
    messages: tuple[Message, ...] = ()
    """What came for it, in order; the echo of the query left out."""
    exchange: Exchange | None = None
    versions: tuple[int | None, ...] = field(default=(), repr=False, metadata={"exclude": True})
    """Of each message that is a program: its version in its conversation and language, as stored; None for others."""

    @property
    def duration_seconds(self) -> float | None:
        """From sending to outcome; None while open."""
        if self.sent_at is None or self.finished_at is None:
            return None
        return (self.finished_at - self.sent_at).total_seconds()


@dataclass(frozen=True, slots=True)
class TurnPage:
    """Some turns of a conversation that follow each other."""

    turns: tuple[Turn, ...] = ()
    earlier: bool = False
    """Whether there are turns before the first."""
    later: bool = False
    """Whether there are turns after the last."""
    total: int = 0
    """How many turns the conversation has, these included."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation(Value):
    """A conversation without its turns."""

    id: str
    """Local id; see `copilot_tui.domain.identity`."""
    service_id: str | None = None
    """The service's opaque conversationId; None until the first answer."""
    title: str
    context: CloudContext
    """That of its last question, or of the draft where none was asked."""
    created_at: datetime
    updated_at: datetime
    """UTC: last question or answer."""
    pinned: bool = False
    archived: bool = False
    unread: bool = False
    """An answer came that was not looked at."""
    draft: str = ""


_TITLE_SOURCE_LENGTH = 2000  # a title needs no more; the patterns below cost the square of what they search
_FENCE = re.compile(r"^[ \t]*(```|~~~).*?(^[ \t]*\1|\Z)", re.MULTILINE | re.DOTALL)
_FENCE_LINE = re.compile(r"^[ \t]*(```|~~~).*$", re.MULTILINE)
_IMAGE_OR_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|`|^#{1,6}\s+|^>\s*|^[-*+]\s+)", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s")


def title_of(query: str) -> str:
    """A conversation's title from its first question: the first sentence without markup, cut at `TITLE_LENGTH`.

    Code blocks are passed over unless there is nothing else; a cut falls between words where there are any.
    """
    prose = (_FENCE.sub("\n", query).strip() or _FENCE_LINE.sub("", query).strip())[:_TITLE_SOURCE_LENGTH]
    text = _MARKS.sub("", _IMAGE_OR_LINK.sub(r"\1", prose)).strip()
    line = next((line for line in text.splitlines() if line.strip()), "")
    sentence = _SENTENCE_END.split(" ".join(line.split()), maxsplit=1)[0]
    if len(sentence) <= TITLE_LENGTH:
        return sentence or "New conversation"
    cut = sentence[: TITLE_LENGTH - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[20:] else cut).rstrip(" ,;:-") + "…"

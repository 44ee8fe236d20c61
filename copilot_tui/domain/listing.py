"""What lists and searches are asked for, and what they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from copilot_tui.domain.state import TurnState


@dataclass(frozen=True, slots=True)
class Summary:
    """One row of the conversation list; plain and quick to make, since lists are long."""

    id: str
    service_id: str | None
    title: str
    org: str
    url: str
    created_at: datetime
    updated_at: datetime
    turns: int
    programs: int
    pinned: bool
    archived: bool
    unread: bool
    state: TurnState | None
    """Of its last turn; None where nothing was asked."""
    language: str
    """Canonical language of its last program; "" where there is none."""
    has_draft: bool


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a conversation list shows."""

    text: str = ""
    """Words that the title must contain, in any case; "" for all."""
    org: str = ""
    """Only of this organization; "" for all."""
    url_prefix: str = ""
    """Only with a context URL that starts so (a stack and its pages); "" for all."""
    archived: bool = False
    """The archived ones instead of the others."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of a list ended; the next one starts after it. Pinned ones come first, then by `updated_at`."""

    pinned: bool
    updated_at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One place where a search found its words."""

    conversation_id: str
    title: str
    turn_id: str
    """"" for a hit in the title."""
    turn_position: int
    kind: str
    """"title", "question" or the message's kind."""
    snippet: str
    """Text around the hit; each hit stands between `HIT_START` and `HIT_END`."""
    updated_at: datetime


HIT_START = "\ue000"  # private use: no text on screen holds them
HIT_END = "\ue001"

"""What lists and searches are asked for, and what they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


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

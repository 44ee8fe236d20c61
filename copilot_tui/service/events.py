"""What a session tells its listeners; always on the event loop, after the store has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.errors import Failure


@dataclass(frozen=True, slots=True)
class TurnChanged:
    """A turn was added, sent, answered, failed, cancelled or interrupted."""

    turn: Turn


@dataclass(frozen=True, slots=True)
class TurnRemoved:
    """A queued question was taken away."""

    conversation_id: str
    turn_id: str


@dataclass(frozen=True, slots=True)
class ConversationChanged:
    """A conversation's row in the list changed: title, pin, archive, draft, unread, deletion."""

    conversation_id: str


@dataclass(frozen=True, slots=True)
class Retrying:
    """Connecting failed before anything was sent, and is tried again."""

    turn_id: str
    attempt: int
    """The coming attempt: 2, 3, …"""
    reason: str


@dataclass(frozen=True, slots=True)
class LineHeld:
    """Questions wait in line behind one that got no answer; they are sent once the person says so."""

    conversation_id: str


@dataclass(frozen=True, slots=True)
class LineReleased:
    """The questions in line go on."""

    conversation_id: str


@dataclass(frozen=True, slots=True)
class NotSaved:
    """An outcome could not be committed; the turn as it should be is held in memory only."""

    turn: Turn
    failure: Failure


@dataclass(frozen=True, slots=True)
class ConnectionChanged:
    """The last exchange told something new about the service."""

    failure: Failure | None
    """None after a success."""


@dataclass(frozen=True, slots=True)
class StoreChanged:
    """Another process has committed something to the store."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """The store could not be written, or can again: how many conversations are in memory only."""

    count: int
    """0 once everything is stored."""
    reason: str
    """Why, as a sentence; "" for none."""


Event = (
    TurnChanged
    | TurnRemoved
    | ConversationChanged
    | Retrying
    | LineHeld
    | LineReleased
    | NotSaved
    | ConnectionChanged
    | StoreChanged
    | Unsaved
)

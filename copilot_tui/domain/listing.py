"""What lists and searches are asked for, and what they give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

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
    deleted_at: datetime | None = None
    """When it was put into the bin; None where it was not."""

    @property
    def moment(self) -> datetime:
        """What its place in a list and its age go by: its last activity; in the bin, when it got there."""
        return self.deleted_at or self.updated_at


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
    deleted: bool = False
    """Those in the bin instead of the others, archived or not."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of a list ended; the next one starts after it.

    Pinned ones come first, then by `updated_at`; in the bin, where nothing is pinned, by when they got there: that
    stands here then.
    """

    pinned: bool
    updated_at: datetime
    id: str

    @classmethod
    def of(cls, summary: Summary) -> Cursor:
        """The place of a row."""
        return cls(summary.pinned and summary.deleted_at is None, summary.moment, summary.id)


@dataclass(frozen=True, slots=True)
class Outline:
    """How long each stretch of a list is, so that any part of it can be shown without what is before it."""

    pinned: int
    periods: tuple[int, ...]
    """Of those that are not pinned: how many in each period that was asked for."""
    older: int
    """How many before all periods."""

    @classmethod
    def of(cls, rows: Sequence[Summary], since: Sequence[datetime]) -> Outline:
        """The outline of a list that is known whole.

        Args:
            rows: all of it, in order.
            since: the beginnings of the periods, the latest first.
        """
        pinned = sum(Cursor.of(row).pinned for row in rows)
        counts = [0] * (len(since) + 1)
        period = 0
        for row in rows[pinned:]:
            while period < len(since) and row.moment < since[period]:
                period += 1
            counts[period] += 1
        return cls(pinned, tuple(counts[:-1]), counts[-1])

    @property
    def total(self) -> int:
        """All of the list."""
        return self.pinned + sum(self.periods) + self.older


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
    message_index: int | None = None
    """The message's position among those of its turn; None for a title or a question."""
    others: int = 0
    """On the first hit of a conversation: how many further ones of it were passed over."""


@dataclass(frozen=True, slots=True)
class SearchCursor:
    """Where a page of hits ended; to be given back as it is."""

    below: int | None = None
    """The number in the index from which on the hits before it were looked at; None for the newest."""
    passed: int = 0
    """How many hits of that stretch were given already."""
    rows: int | None = None
    """How many rows of the index that stretch has, so that it is the same one each time; None for one that is new."""


@dataclass(frozen=True, slots=True)
class SearchPage(Sequence[SearchHit]):
    """Some hits, those of one conversation side by side."""

    hits: tuple[SearchHit, ...] = ()
    next: SearchCursor | None = None
    """Where to go on; None where everything was looked at. There may be hits further on even where this page has none:
    a page is a stretch of the index, so that none takes long."""

    @overload
    def __getitem__(self, index: int) -> SearchHit: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[SearchHit]: ...
    def __getitem__(self, index: int | slice) -> SearchHit | Sequence[SearchHit]:
        return self.hits[index]

    def __len__(self) -> int:
        return len(self.hits)


HIT_START = "\ue000"  # private use: no text on screen holds them
HIT_END = "\ue001"

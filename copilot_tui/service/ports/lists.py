"""The list of conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.listing import Cursor, ListQuery, Outline, Summary


class Lists(Protocol):
    """Conversations as rows: pinned first, then the newest activity first; in the bin, the last one deleted first."""

    def page(
        self,
        query: ListQuery,
        *,
        after: Cursor | None = None,
        skip: int = 0,
        from_end: bool = False,
        limit: int = 100,
    ) -> list[Summary]:
        """One page of the list.

        Args:
            query: which list.
            after: where the page before ended.
            skip: how many rows to pass over, by the index alone.
            from_end: whether to pass over rows at the list's end instead, and to give those before them.
            limit: how many rows at most.
        """
        ...

    def outline(self, query: ListQuery, since: Sequence[datetime]) -> Outline:
        """How many conversations each period of the list has.

        Args:
            query: which list.
            since: the beginnings of the periods, the latest first; each ends where the one before begins.
        """
        ...

    def position(self, query: ListQuery, row: Cursor) -> int:
        """How many rows stand before a row of the list."""
        ...

    def count(self, query: ListQuery) -> int:
        """How many the whole list has."""
        ...

    def summary(self, conversation_id: str) -> Summary | None:
        """One row of the list; None when it is gone."""
        ...

    def find_ids(self, prefix: str, *, limit: int = 10, deleted: bool = False) -> list[str]:
        """Ids of conversations that start with a prefix; of those in the bin instead where `deleted` says so."""
        ...

    def recent_contexts(self, limit: int = 20) -> list[CloudContext]:
        """The contexts of conversations, each once, the one that was used last first."""
        ...

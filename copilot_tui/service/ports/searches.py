"""What looks at all of the history at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.domain.listing import SearchCursor, SearchPage
    from copilot_tui.domain.overview import Overview
    from copilot_tui.domain.search_query import SearchQuery


class Searches(Protocol):
    """Words in everything that is kept."""

    def search(
        self,
        query: SearchQuery,
        *,
        limit: int = 50,
        ranked: bool = False,
        per_conversation: int | None = None,
        after: SearchCursor | None = None,
        patience: float | None = None,
    ) -> SearchPage:
        """Full-text search over titles, questions, answers and programs; no query fails. May run beside other calls.

        Args:
            query: what is searched for.
            limit: how many hits at most.
            ranked: the best of the newest 1,000 hits first, instead of the newest.
            per_conversation: how many of one conversation at most; the rest is counted.
            after: where the page before ended.
            patience: seconds after which the page is made of what was looked at by then, so that a disk that is asked
                for every hit keeps nobody waiting; None for as long as it takes.
        """
        ...


class Overviews(Protocol):
    """The history from above."""

    def overview(self, days: Sequence[datetime]) -> Overview:
        """Sums over all that was asked since the first of some days.

        Args:
            days: the beginnings of days, the first a Monday, one after another up to today; see
                `copilot_tui.domain.overview.days_until`.
        """
        ...

"""Which part of a long list is held: pages near the rows in sight, the next ones asked for before they come there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from copilot_tui.domain.listing import Summary

PAGE: Final = 100
"""Conversations that are read at once: page 0 is the first hundred of the list, and so on."""


class HeldPages:
    """Pages of one list, as they were read.

    Args:
        pages: number → rows, of those that are there already.
        total: how long the list is.
    """

    def __init__(self, pages: Mapping[int, Sequence[Summary]] | None = None, total: int = 0) -> None:
        self._pages = dict(pages or {})
        self._asked: set[int] = set()
        self._last = max(0, total - 1)

    def __len__(self) -> int:
        return sum(map(len, self._pages.values()))

    @property
    def rows(self) -> list[Summary]:
        """What is held, in order."""
        return [row for _, rows in sorted(self._pages.items()) for row in rows]

    def take(self, page: int, rows: Sequence[Summary]) -> None:
        """Takes a page that was asked for."""
        self._pages[page] = rows
        self._asked.discard(page)

    def at(self, position: int) -> Summary | None:
        """The row at a position; None where there is none, or while it is read."""
        rows = self._pages.get(position // PAGE, ())
        return rows[position % PAGE] if position >= 0 and position % PAGE < len(rows) else None

    def position(self, conversation_id: str) -> int | None:
        """Where a conversation stands, if it is held."""
        places = (
            page * PAGE + at
            for page, rows in self._pages.items()
            for at, row in enumerate(rows)
            if row.id == conversation_id
        )
        return next(places, None)

    def to_ask(self, position: int) -> tuple[int, ...]:
        """The pages to read for a row in sight: its own, and the one that comes next in either direction.

        Each is given once, until it is there.
        """
        around = (max(0, position - PAGE // 2), position, min(position + PAGE // 2, self._last))
        missing = {at // PAGE for at in around} - self._pages.keys() - self._asked
        self._asked |= missing
        return tuple(sorted(missing))

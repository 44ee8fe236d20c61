"""Several rows of the list, marked to do the same with all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copilot_tui.domain.listing import Summary


class MarkedRows:
    """The conversations that are marked, in the order of marking, each as its row was last read."""

    def __init__(self) -> None:
        self._rows: dict[str, Summary] = {}

    def __contains__(self, conversation_id: str) -> bool:
        return conversation_id in self._rows

    def __bool__(self) -> bool:
        return bool(self._rows)

    @property
    def rows(self) -> tuple[Summary, ...]:
        """Their rows."""
        return tuple(self._rows.values())

    def toggle(self, row: Summary) -> None:
        """Marks one, or no longer."""
        if self._rows.pop(row.id, None) is None:
            self._rows[row.id] = row

    def renew(self, rows: Iterable[Summary]) -> None:
        """Takes note of rows that were read again."""
        for row in rows:
            if row.id in self._rows:
                self._rows[row.id] = row

    def clear(self) -> None:
        """Marks none."""
        self._rows.clear()

"""The history from above; how it is summed up is in `copilot_tui.store.sums`."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from copilot_tui.store.part import Part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.domain.overview import Overview


class Overviews(Part):
    """Reads overviews; the last one is kept until something is written, since its sums pass over every question."""

    _kept: tuple[tuple[int, int, tuple[datetime, ...]], Overview] | None = None

    def overview(self, days: Sequence[datetime]) -> Overview:
        """See `copilot_tui.service.ports.History`."""
        from copilot_tui.store.sums import overview_of  # here: commands that list start without it

        with self._database.searching() as connection:
            size = self._size()
            # SQLite's own count of what others have written; this connection never writes.
            written: int = connection.execute("PRAGMA data_version").fetchone()[0]
            state = (written, size, tuple(days))
            if self._kept is None or self._kept[0] != state:
                self._kept = state, overview_of(connection, days, size)
            return self._kept[1]

    def _size(self) -> int:
        """Bytes of the store's files."""
        size = 0
        for suffix in ("", "-wal"):
            with suppress(FileNotFoundError):
                size += self._database.path.with_name(self._database.path.name + suffix).stat().st_size
        return size

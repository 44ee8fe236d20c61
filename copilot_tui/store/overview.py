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
    """Reads overviews."""

    def overview(self, days: Sequence[datetime]) -> Overview:
        """See `copilot_tui.service.ports.History`."""
        from copilot_tui.store.sums import overview_of  # here: commands that list start without it

        with self._database.reading() as connection:
            return overview_of(connection, days, self._size())

    def _size(self) -> int:
        """Bytes of the store's files."""
        size = 0
        for suffix in ("", "-wal"):
            with suppress(FileNotFoundError):
                size += self._database.path.with_name(self._database.path.name + suffix).stat().st_size
        return size

"""Seeing what other processes do to the same store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.service.events import StoreChanged, Unsaved

if TYPE_CHECKING:
    from copilot_tui.service.session import Session

PERIOD_SECONDS = 1.0
"""How often to look: two copies see each other's turns within two seconds."""
_LOOKS_A_RECOVERY = 30  # a process that died while others run is noticed within half a minute


class StoreWatch:
    """Looks when told, at most one look at a time; costs one PRAGMA and one call of the store's thread a look."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen: int | None = None
        self._looks = 0
        self._looking = False
        self._unsaved = 0

    async def look(self) -> None:
        """Tells what has changed since the last look: by another process, or of what is only in memory.

        What is only in memory is written where that is possible again.
        """
        if self._looking:
            return
        self._looking = True
        try:
            (count, reason), version = await self._session.read(
                lambda history: (history.retry(), history.data_version())
            )
            if count != self._unsaved:
                self._unsaved = count
                self._session.tell(Unsaved(count, reason))
            changed = self._seen is not None and version != self._seen
            self._seen = version
            if changed:
                self._session.tell(StoreChanged())
            self._looks += 1
            if self._looks % _LOOKS_A_RECOVERY == 0:
                await self._session.recover()
        finally:
            self._looking = False

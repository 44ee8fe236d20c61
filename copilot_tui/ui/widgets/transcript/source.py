"""Where turns come from that a transcript does not hold: only those near what is in sight are held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copilot_tui.domain.conversation import TurnPage
    from copilot_tui.domain.finding import Place, Sought


class TurnSource(Protocol):
    """One conversation. Nothing of it blocks the event loop."""

    async def before(self, position: int) -> TurnPage:
        """The turns that end before a position."""
        ...

    async def after(self, position: int) -> TurnPage:
        """The turns that begin after a position."""
        ...

    async def around(self, position: int) -> TurnPage:
        """The turn at a position, with turns before it and after it."""
        ...

    async def oldest(self) -> TurnPage:
        """The first turns, no more than are needed at once."""
        ...

    async def newest(self) -> TurnPage:
        """The last turns, no more than are needed at once."""
        ...

    async def position(self, turn_id: str) -> int | None:
        """Where a turn stands; None where it is not of this conversation."""
        ...

    async def find(self, sought: Sought) -> Mapping[Place, int]:
        """How often words stand in each part of all turns, where they do."""
        ...

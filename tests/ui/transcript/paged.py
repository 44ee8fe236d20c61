"""A conversation of which the transcript gets a page at a time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copilot_tui.domain.conversation import TurnPage
from copilot_tui.domain.finding import Place, Sought, find_in_turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.conversation import Turn


@dataclass
class PagedTurns:
    """All turns, given out in pages; every page takes at least one step of the event loop, and as long as it is held.

    Args:
        turns: in order, their positions without a gap.
        size: turns of a page.
    """

    turns: Sequence[Turn]
    size: int = 12
    free: asyncio.Event = field(default_factory=asyncio.Event)
    """Pages come once it is set."""
    read: int = 0
    """How many pages were given."""

    def __post_init__(self) -> None:
        self.free.set()

    async def before(self, position: int) -> TurnPage:
        return await self._page(max(0, position - self.size), position)

    async def after(self, position: int) -> TurnPage:
        return await self._page(position + 1, position + 1 + self.size)

    async def around(self, position: int) -> TurnPage:
        return await self._page(max(0, position - self.size), position + self.size)

    async def oldest(self) -> TurnPage:
        return await self._page(0, self.size // 2)

    async def newest(self) -> TurnPage:
        return await self.before(len(self.turns))

    async def position(self, turn_id: str) -> int | None:
        return next((turn.position for turn in self.turns if turn.id == turn_id), None)

    async def find(self, sought: Sought) -> dict[Place, int]:
        found: dict[Place, int] = {}
        for turn in self.turns:
            found |= find_in_turn(turn, sought)
        return found

    async def _page(self, first: int, end: int) -> TurnPage:
        await asyncio.sleep(0)
        await self.free.wait()
        self.read += 1
        return TurnPage(tuple(self.turns[first:end]), first > 0, end < len(self.turns), len(self.turns))

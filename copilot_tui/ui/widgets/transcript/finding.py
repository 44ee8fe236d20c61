"""A pane in which words can be found, also in turns that it does not hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from copilot_tui.domain.finding import Sought, find_in_turn
from copilot_tui.ui.widgets.transcript.find import Elsewhere, Hit, Search
from copilot_tui.ui.widgets.transcript.messages import Found
from copilot_tui.ui.widgets.transcript.paging import PagedPane
from copilot_tui.ui.widgets.transcript.viewport import Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.finding import Place
    from copilot_tui.ui.widgets.transcript.rows import Row
    from copilot_tui.ui.widgets.transcript.strips import Overlay


class FindingPane(PagedPane):
    """A pane of blocks with one search at most."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._search: Search | None = None

    async def jump_to(self, turn_id: str, message_index: int | None = None) -> bool:
        """Shows a turn, or one of its messages, at the top and makes it the one that is meant.

        Returns:
            Whether there is such a turn.
        """
        if self._jump(turn_id, message_index):
            return True
        position = await self._source.position(turn_id) if self._source is not None else None
        return position is not None and await self.hold_turn(position) and self._jump(turn_id, message_index)

    def _jump(self, turn_id: str, message_index: int | None) -> bool:
        index = self.viewport.blocks.find(turn_id, None if message_index is None else str(message_index))
        if index is None:
            return False
        self.viewport.to_spot(Spot(index, 0))
        self.mean(index)
        self.settle()
        return True

    async def find(self, words: str) -> int:
        """Marks all places where words stand, goes to the first from here on, and opens what is folded for it.

        Capital letters count only where `words` has some. No words: nothing is marked any more.

        Returns:
            How many places; see `Found`.
        """
        return await self._seek(Sought.typed(words))

    async def show_hit(self, words: Sequence[str], turn_id: str, message_index: int | None = None) -> bool:
        """Shows a turn, or one of its messages, with every place marked where one of the words stands.

        Args:
            words: each a hit by itself, in any case; none marks nothing.
            turn_id: which turn.
            message_index: the message's position; None for the question.

        Returns:
            Whether there is such a turn.
        """
        if not await self.jump_to(turn_id, message_index):
            return False
        if sought := Sought.any_of(tuple(words)):
            # Before the first hit there, so that this one is the next.
            await self._seek(sought, Hit(self.viewport.blocks.place(self.meant), -1))
        return True

    async def _seek(self, sought: Sought | None, at: Hit | None = None) -> int:
        self._search = Search(sought, await self._counts(sought), at) if sought else None
        self.refresh_bindings()
        await self.step_to_hit(1)
        return self._search.count if self._search else 0

    async def find_again(self, search: Search) -> None:
        """Counts anew what is being looked for: turns have other positions than before."""
        counts = await self._counts(search.sought)
        if self._search is search:
            search.counts = counts
            self.repaint()

    async def _counts(self, sought: Sought) -> dict[Place, int]:
        if self._source is not None:
            return dict(await self._source.find(sought))
        found: dict[Place, int] = {}
        for turn in self.viewport.blocks.turns:
            found |= find_in_turn(turn, sought)
        return found

    async def step_to_hit(self, direction: int) -> None:
        """Goes to the next hit (1) or the one before (-1), round from the last to the first."""
        while isinstance(where := self._step(direction), Elsewhere):
            if not await self.hold_turn(where.position):
                break  # it is gone

    def _step(self, direction: int) -> Spot | Elsewhere | None:
        search = self._search
        where = search.step(self.viewport, direction) if search else None
        if isinstance(where, Elsewhere):
            return where
        if where is not None:
            self.viewport.show_row(where, context=self.viewport.height // 3)
            self.mean(where.block)
        self.repaint()
        self.post_message(Found(search.count, search.number) if search else Found(0, 0))
        return where

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hits can be gone to where there are some."""
        if action == "next_hit":
            return bool(self._search and self._search.counts)
        return super().check_action(action, parameters)

    def action_next_hit(self, direction: int) -> None:
        """Goes to the next hit, or the one before."""
        if isinstance(self._step(direction), Elsewhere):
            self.in_turn(partial(self.step_to_hit, direction))

    def overlays(self, spot: Spot, row: Row) -> list[Overlay]:
        """Hits, and the selection over them."""
        marks = self._search.overlays(self.viewport, spot) if self._search else []
        return [*marks, *super().overlays(spot, row)]

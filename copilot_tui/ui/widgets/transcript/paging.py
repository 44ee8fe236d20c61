"""A pane that holds the turns near what is in sight and reads the others as they are wanted.

What is wanted next is read in before somebody comes there, so that a key is nearly always carried out at once. Where it
cannot be, it waits for its turns, and what is pressed after it waits behind it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Final

from copilot_tui.ui.painting import paint_now
from copilot_tui.ui.widgets.transcript.cursor import CursorPane
from copilot_tui.ui.widgets.transcript.preparing import lay_out, slow_texts
from copilot_tui.ui.widgets.transcript.viewport import Spot

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.timer import Timer
    from textual.worker import Worker

    from copilot_tui.domain.conversation import Turn, TurnPage
    from copilot_tui.ui.widgets.transcript.source import TurnSource

_AHEAD: Final = 4
"""Screens that are held on either side of what is in sight, before they are wanted."""
_CALM_SECONDS: Final = 0.05
"""How long nothing was moved before something is drawn that is not in sight."""
_MOST: Final = 160
"""Turns that are held; far ones go as near ones come."""
_KEPT: Final = 40
"""Turns that stay on the side that is moved away from."""


class PagedPane(CursorPane):
    """A pane of blocks of which only a stretch is held."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._source: TurnSource | None = None
        self._stretch = 0  # changes with every other stretch, so that what was read for the one before is dropped
        self._reading = asyncio.Lock()
        self._reads_ahead = False
        self._calm: Timer | None = None
        self._steps: deque[Callable[[], Awaitable[None]]] = deque()
        self._stepping = False

    def take_page(self, page: TurnPage) -> None:
        """Holds another stretch of the same conversation; what of it is in sight and meant is to be said next."""
        self._stretch += 1
        if self.text_selection is not None:  # it names blocks of the stretch before
            self.screen.clear_selection()
        self.viewport.blocks.show(page.turns, earlier=page.earlier, later=page.later, total=page.total)
        self.viewport.take_others()
        self.meant = -1
        self._spots = []
        self._painted.clear()

    def slow_texts(self, turns: Sequence[Turn], position: int | None = None) -> list[str]:
        """Those that `prepare` should be given before turns are shown from a position, or (None) at their end."""
        return slow_texts(turns, position, self.viewport.canvas.width * max(1, self.viewport.height))

    async def prepare(self, texts: Sequence[str]) -> None:
        """Lays texts out off the event loop, so that showing them afterwards does not hold up a key."""
        await lay_out(texts, self.viewport.canvas)

    async def _hold(self, read: Awaitable[TurnPage], position: int | None = None) -> bool:
        """Holds a stretch as soon as it is read; whether it is still wanted by then."""
        stretch = self._stretch
        page = await read
        await self.prepare(self.slow_texts(page.turns, position))
        if stretch != self._stretch:  # another conversation was opened, or another part of it
            return False
        self.take_page(page)
        return True

    # moving

    def when_held(self, rows: int, move: Callable[[], None]) -> None:
        """Runs a move as soon as so many rows are held below what is in sight, or (negative) above it.

        Where it would have to draw what takes long, it waits until that is drawn in a thread.
        """
        if not self._stepping and self._holds(rows) and self.viewport.slow_block(2 * rows) is None:
            move()
        else:
            self.in_turn(partial(self._move_when_held, rows, move))

    def action_start(self) -> None:
        """To the first block of the conversation."""
        if self._stepping or self.viewport.blocks.earlier:
            self.in_turn(self._go_to_start)
        else:
            super().action_start()
            self._paint_jump()

    def action_end(self) -> None:
        """To the last block of the conversation."""
        if self._stepping or self.viewport.blocks.later:
            self.in_turn(self.go_to_end)
        else:
            super().action_end()
            self._paint_jump()

    def to_row_elsewhere(self, position: int) -> None:
        """Shows a turn that the scrollbar asked for; only the last one of many such requests."""
        self.run_worker(self._show_position(position), group="scrollbar", exclusive=True)

    def after_move(self) -> None:
        """Reads ahead, and draws ahead."""
        super().after_move()
        if self._calm is not None:
            self._calm.stop()
        self._calm = self.set_timer(_CALM_SECONDS, self._begin_to_draw)
        ahead = _AHEAD * self.viewport.height
        if not self._reads_ahead and not (self._holds(ahead) and self._holds(-ahead)):
            self._reads_ahead = True
            self.run_worker(self._read_ahead(), group="read ahead")

    def in_turn(self, step: Callable[[], Awaitable[None]]) -> None:
        """Carries out steps that have to wait for turns, one after another."""
        self._steps.append(step)
        if not self._stepping:
            self._stepping = True
            self.run_worker(self._carry_out(), group="steps")

    async def _carry_out(self) -> None:
        try:
            while self._steps:
                await self._steps.popleft()()
        finally:
            self._steps.clear()
            self._stepping = False

    async def _move_when_held(self, rows: int, move: Callable[[], None]) -> None:
        while not self._holds(rows) and await self._extend(down=rows > 0):
            pass
        while (block := self.viewport.slow_block(2 * rows)) is not None:
            await asyncio.to_thread(block.layout, self.viewport.canvas)
        move()

    async def _go_to_start(self) -> None:
        if self._source is not None and self.viewport.blocks.earlier and not await self._hold(self._source.oldest(), 0):
            return
        super().action_start()
        self._paint_jump()

    async def go_to_end(self) -> None:
        """Shows the end of the conversation."""
        if self._source is not None and self.viewport.blocks.later and not await self._hold(self._source.newest()):
            return
        super().action_end()
        self._paint_jump()

    def _paint_jump(self) -> None:
        """Paints a jump, whose drawing has missed the frame of its key."""
        paint_now(self.screen, self, self.vertical_scrollbar)

    async def hold_turn(self, position: int) -> bool:
        """Holds the stretch around a turn.

        Returns:
            Whether another stretch is held now than before.
        """
        if self._source is None or self.viewport.blocks.holds(position):
            return False
        return await self._hold(self._source.around(position), position)

    async def _show_position(self, position: int) -> None:
        if await self.hold_turn(position):
            number = self.viewport.blocks.at_position(position)
            self.viewport.to_spot(Spot(self.viewport.blocks.begin if number is None else number, 0))
            self.settle()

    # reading

    def _holds(self, rows: int) -> bool:
        """Whether so many rows are held, with something to spare, since heights are estimates."""
        blocks = self.viewport.blocks
        if self._source is None or not rows:
            return True
        if rows > 0:
            return not blocks.later or self.viewport.rows_after >= 2 * rows
        return not blocks.earlier or self.viewport.rows_before >= -2 * rows

    async def _read_ahead(self) -> None:
        try:
            for down in (False, True):
                ahead = _AHEAD * self.viewport.height * (1 if down else -1)
                while not self._holds(ahead) and await self._extend(down=down):
                    pass
        finally:
            self._reads_ahead = False

    def _begin_to_draw(self) -> None:
        """In a calm moment: while a key is held, it would have to wait for this."""
        self._calm = None
        # The function, not what it gives: a worker that is replaced before it began would never await that.
        self._drawing: Worker[None] = self.run_worker(self._draw_ahead, group="draw ahead", exclusive=True)

    async def _draw_ahead(self) -> None:
        """Draws the next screen on either side, a block at a time."""
        viewport, stretch = self.viewport, self._stretch

        def is_there(index: int) -> bool:
            return stretch == self._stretch and viewport.blocks.begin <= index < viewport.blocks.end

        for direction in (1, -1):
            index, rows = viewport.top.block + direction, 0
            while rows < (2 if direction > 0 else 1) * viewport.height and is_there(index):
                if (block := viewport.blocks[index]).is_slow:
                    await asyncio.to_thread(block.layout, viewport.canvas)
                else:
                    await asyncio.sleep(0)
                if is_there(index):
                    rows += viewport.measure(index)
                index += direction
        self.settle()

    async def _extend(self, *, down: bool) -> bool:
        """Reads the next page on one side; whether there was one."""
        async with self._reading:
            blocks, stretch = self.viewport.blocks, self._stretch
            held = blocks.turns
            if self._source is None or not held or not (blocks.later if down else blocks.earlier):
                return False
            page = await (self._source.after(held[-1].position) if down else self._source.before(held[0].position))
            if stretch != self._stretch:
                return False
            blocks.extend(page.turns, more=page.later if down else page.earlier)
            if self.text_selection is None:
                self._let_go(from_start=down)
            self.viewport.take_more()
            self.settle()
            return bool(page.turns)

    def _let_go(self, *, from_start: bool) -> None:
        """Lets far turns go on the side that is moved away from."""
        blocks = self.viewport.blocks
        held = blocks.turns
        here = next((at for at, turn in enumerate(held) if turn.id == blocks[self.viewport.top.block].turn.id), 0)
        spare = (here if from_start else len(held) - here) - _KEPT
        if (number := min(len(held) - _MOST, spare)) > 0:
            blocks.drop(number, first=from_start)

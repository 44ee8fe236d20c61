"""Which rows of which blocks are in sight.

The place is kept as a block and a row of it; the number of rows above is only a projection for the scrollbar, since
heights of blocks that were never drawn are estimates. So nothing moves under the reader's eyes when one is corrected,
and moving by some rows moves by just those.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final, NamedTuple

from copilot_tui.ui.widgets.transcript.heights import Heights

if TYPE_CHECKING:
    from copilot_tui.ui.widgets.transcript.blocks.base import Block
    from copilot_tui.ui.widgets.transcript.chronicle import Chronicle
    from copilot_tui.ui.widgets.transcript.rows import Canvas, Layout

_KEPT_LAYOUTS: Final = 200
"""Blocks that stay drawn; more than any screen shows, few enough for memory."""


class Spot(NamedTuple):
    """A row of a block."""

    block: int
    row: int


class Viewport:
    """Blocks, and the part of them that is in sight.

    Args:
        blocks: where they come from.
        canvas: what they are drawn on.
    """

    def __init__(self, blocks: Chronicle, canvas: Canvas) -> None:
        self.canvas = canvas
        self.height = 0
        self.blocks = blocks
        self.top = Spot(blocks.begin, 0)
        self._heights = Heights()
        self._drawn: OrderedDict[Block, None] = OrderedDict()

    @property
    def total(self) -> int:
        """All rows; estimates among them."""
        before, after = self._hidden
        return before + self._heights.total + after

    @property
    def row(self) -> int:
        """How many rows stand above the first one in sight; estimates among them."""
        return self._hidden[0] + self._start(self.top.block) + self.top.row

    @property
    def rows_before(self) -> int:
        """About how many rows are held above those in sight."""
        return self._start(self.top.block) + self.top.row

    @property
    def rows_after(self) -> int:
        """About how many rows are held below those in sight."""
        return self._heights.total - self.rows_before - self.height

    @property
    def _hidden(self) -> tuple[int, int]:
        """About how many rows the turns have that are not held: before those that are, and after them."""
        before, after = self.blocks.hidden
        return round(before * self.blocks.rows_a_turn), round(after * self.blocks.rows_a_turn)

    def _start(self, index: int) -> int:
        """About how many rows are held before a block."""
        return self._heights.start(index - self.blocks.begin)

    def layout(self, index: int) -> Layout:
        """A block, drawn; its height is known from now on."""
        block = self.blocks[index]
        layout = block.layout(self.canvas)
        if self._heights[index - self.blocks.begin] != len(layout):
            self._heights.set(index - self.blocks.begin, len(layout))
            self.blocks.note_height(index, len(layout))
        self._drawn[block] = None
        self._drawn.move_to_end(block)
        while len(self._drawn) > _KEPT_LAYOUTS:
            self._drawn.popitem(last=False)[0].forget()
        return layout

    def measure(self, index: int) -> int:
        """A block's height in rows, exactly."""
        return len(self.layout(index))

    def slow_block(self, rows: int) -> Block | None:
        """The first block within so many rows below those in sight, or (negative) above, that is slow and not drawn."""
        step = 1 if rows > 0 else -1
        index = self.top.block
        left = self.top.row + self.height + rows if rows > 0 else -rows - self.top.row
        while self.blocks.begin <= index < self.blocks.end and left > 0:
            block = self.blocks[index]
            if block.is_slow and not block.is_drawn(self.canvas):
                return block
            left -= self._heights[index - self.blocks.begin] if index != self.top.block or rows > 0 else 0
            index += step
        return None

    # what changes

    def take_blocks(self, top: Spot) -> None:
        """The blocks are others, or some of them; `top` is what comes first in sight among them now."""
        self._heights = Heights(self.blocks.heights(self.canvas.width))
        self._place(top)

    def take_more(self) -> None:
        """Blocks came or went at the ends; what is in sight stays."""
        self._heights = Heights(self.blocks.heights(self.canvas.width))

    def take_others(self) -> None:
        """All blocks are others, and nothing of them is drawn yet: the place among them is still to be chosen."""
        self.take_more()
        self.top = Spot(self.blocks.begin, 0)

    def set_canvas(self, canvas: Canvas, height: int) -> None:
        """Another width, theme or height; the text that came first in sight still does, and the end stays the end."""
        at_end = self.height > 0 and self.at_end
        passed = self.passed
        was_drawn = self.height > 0
        self.canvas, self.height = canvas, height
        self._heights = Heights(self.blocks.heights(canvas.width))
        if at_end:
            self.to_end()
        elif self.blocks and was_drawn and height > 0:
            self._place(Spot(self.top.block, self.layout(self.top.block).row_with(passed)))
        else:
            self._place(self.top)

    def redraw(self, index: int) -> None:
        """A block is another than it was: opened, folded, a second older."""
        self.blocks[index].forget()
        self.measure(index)
        self._place(self.top)

    # where it is

    @property
    def at_end(self) -> bool:
        """Whether the last row of the conversation is in sight."""
        return not self.blocks.later and self._rows_from(self.top, self.height + 1) <= self.height

    def visible(self) -> list[Spot]:
        """The rows in sight from top to bottom; fewer than the height where there are no more."""
        spots: list[Spot] = []
        index, row = self.top
        while len(spots) < self.height and index < self.blocks.end:
            count = self.measure(index)
            spots += [Spot(index, at) for at in range(row, min(count, row + self.height - len(spots)))]
            index, row = index + 1, 0
        return spots

    def rows_above(self, index: int) -> int:
        """How many rows lie between the first row in sight and the start of a block; negative above."""
        return self._start(index) - self._start(self.top.block) - self.top.row

    # moving

    def move(self, rows: int) -> None:
        """Moves by rows, down or (negative) up, as far as there are some."""
        index, row = self.top
        index, row = self._up(index, row + rows)
        while index + 1 < self.blocks.end and row >= (height := self.measure(index)):
            row -= height
            index += 1
        self._place(Spot(index, row))

    def to_row(self, row: int) -> int | None:
        """Goes to where a row is supposed to be: what a scrollbar asks for.

        Returns:
            About which turn stands there, where it is not held; None where it is, which is then in sight.
        """
        before, _ = self._hidden
        held = row - before
        if (held < 0 and self.blocks.earlier) or (held >= self._heights.total and self.blocks.later):
            return max(0, min(round(row / max(1.0, self.blocks.rows_a_turn)), self.blocks.total - 1))
        index, within = self._heights.find(held)
        self._place(Spot(index + self.blocks.begin, within))
        return None

    def to_end(self) -> None:
        """Shows the last row at the bottom."""
        self._place(Spot(self.blocks.end - 1, 1 << 60))

    def to_start(self) -> None:
        """Shows the first row at the top."""
        self._place(Spot(self.blocks.begin, 0))

    def show_row(self, spot: Spot, *, context: int = 0) -> None:
        """Brings a row into sight: not at all where it is, else with some rows around it."""
        if spot not in self.visible():
            self._place(self._up(spot.block, spot.row - context))

    def to_spot(self, spot: Spot) -> None:
        """Shows a row at the top, or as near to it as the end allows."""
        self._place(spot)

    def to_passed(self, index: int, characters: int) -> None:
        """Shows the row of a block in which so much of its text has passed at the top."""
        if self.height > 0:
            self._place(Spot(index, self.layout(index).row_with(characters)))

    @property
    def passed(self) -> int:
        """How much text of the first block in sight stands above."""
        if not self.blocks or self.height <= 0:
            return 0
        layout = self.layout(self.top.block)
        return layout.characters_before(min(self.top.row, len(layout) - 1))

    def _place(self, spot: Spot) -> None:
        """Makes a row the first in sight, moved up as far as is needed to fill the height."""
        if not self.blocks or self.height <= 0:  # not laid out yet: nothing is drawn for a width that may never be
            self.top = spot if self.blocks else Spot(self.blocks.begin, 0)
            return
        index = max(self.blocks.begin, min(spot.block, self.blocks.end - 1))
        row = max(0, min(spot.row, self.measure(index) - 1))
        missing = self.height - self._rows_from(Spot(index, row), self.height)
        self.top = self._up(index, row - missing)

    def _up(self, index: int, row: int) -> Spot:
        """The spot that a row before a block's first one (a negative one) is; the very first where there is none."""
        while row < 0 and index > self.blocks.begin:
            index -= 1
            row += self.measure(index)
        return Spot(index, max(0, row))

    def _rows_from(self, spot: Spot, enough: int) -> int:
        """How many rows there are from a spot on; counted no further than `enough`."""
        index, row = spot
        rows = -row
        while index < self.blocks.end and rows < enough:
            rows += self.measure(index)
            index += 1
        return min(rows, enough)

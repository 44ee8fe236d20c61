"""One turn of a stretch: its blocks, made when they are first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.ui.widgets.transcript.table import blocks_of, pieces_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.widgets.transcript.blocks.base import Block


class Section:
    """How high a turn's blocks are, so far as is known, and the blocks once they were asked for.

    Args:
        turn: the turn.
        before: the one before it, by which it is drawn; None for the first.
        width: cells of the text, for estimates.
    """

    __slots__ = ("before", "blocks", "heights", "opened", "turn")

    def __init__(self, turn: Turn, before: Turn | None, width: int) -> None:
        self.turn = turn
        self.before = before
        self.heights: list[int] = []
        self.blocks: list[Block] | None = None
        self.opened: set[tuple[str, str]] = set()
        self.estimate(width)

    def estimate(self, width: int) -> None:
        """Estimates all heights anew, at a width of text."""
        self.heights = [block.rough_height(self.turn, indices, width) for block, indices in pieces_of(self.turn)]

    def build(self, versions: Sequence[int | None]) -> list[Block]:
        """Makes the blocks; programs among them have these versions."""
        self.blocks = blocks_of(self.turn, self.before, versions)
        for block in self.blocks:
            block.opened = block.key in self.opened
        return self.blocks

    def forget_blocks(self) -> None:
        """Has the blocks made anew when they are asked for; those that are opened will be again."""
        self.opened = {block.key for block in self.blocks or () if block.opened} | self.opened
        self.blocks = None


def alike(one: Turn | None, other: Turn | None) -> bool:
    """Whether the turn after it is drawn the same: by its context, and by whether that turn waits for it."""
    if one is None or other is None:
        return one is other
    return one is other or (one.context == other.context and one.state.is_open == other.state.is_open)

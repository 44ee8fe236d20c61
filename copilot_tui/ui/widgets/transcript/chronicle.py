"""A conversation's turns as a sequence of blocks, each made when it is first asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from copilot_tui.domain.program import version_numbers
from copilot_tui.ui.widgets.transcript.blocks.program import ProgramBlock
from copilot_tui.ui.widgets.transcript.table import blocks_of, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.widgets.transcript.blocks.base import Block


class _Section:
    """One turn: how high its blocks are, so far as is known, and the blocks once they were asked for."""

    __slots__ = ("before", "blocks", "heights", "opened", "turn")

    def __init__(self, turn: Turn, before: Turn | None, width: int) -> None:
        self.turn = turn
        self.before = before
        self.heights = [block.rough_height(turn, indices, width) for block, indices in pieces_of(turn)]
        self.blocks: list[Block] | None = None
        self.opened: set[tuple[str, str]] = set()

    def build(self, versions: Sequence[int | None]) -> list[Block]:
        self.blocks = blocks_of(self.turn, self.before, versions)
        for block in self.blocks:
            block.opened = block.key in self.opened
        return self.blocks

    def forget_blocks(self) -> None:
        self.opened = {block.key for block in self.blocks or () if block.opened} | self.opened
        self.blocks = None


class Chronicle(Sequence["Block"]):
    """The blocks of a conversation in order, and what is known of their heights."""

    def __init__(self) -> None:
        self._sections: list[_Section] = []
        self._firsts = [0]
        self._width = 80
        self._versions: list[tuple[int | None, ...]] | None = None

    def __len__(self) -> int:
        return self._firsts[-1]

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> list[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | list[Block]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = self._section_at(index)
        section = self._sections[at]
        blocks = section.blocks if section.blocks is not None else section.build(self._versions_of(at))
        return blocks[index - self._firsts[at]]

    def show(self, turns: Iterable[Turn]) -> None:
        """Takes other turns; blocks of those that are the same objects stay, folds stay where the piece is the same."""
        known = {section.turn.id: section for section in self._sections}
        versions_before = self._versions_by_turn()
        self._sections, self._versions = [], None
        before: Turn | None = None
        for turn in turns:
            section = known.get(turn.id)
            if section is None or section.turn is not turn or not _alike(section.before, before):
                section = _Section(turn, before, self._width)
                if (old := known.get(turn.id)) is not None:
                    old.forget_blocks()
                    section.opened = old.opened
            self._sections.append(section)
            before = turn
        self._firsts = [0, *accumulate(len(section.heights) for section in self._sections)]
        self._drop_old_versions(versions_before)

    def update(self, turn: Turn) -> None:
        """Takes a turn that changed, or a new one, in its place by position."""
        others = [section.turn for section in self._sections if section.turn.id != turn.id]
        at = next((at for at, other in enumerate(others) if other.position > turn.position), len(others))
        self.show([*others[:at], turn, *others[at:]])

    def find(self, turn_id: str, part: str | None = None) -> int | None:
        """The position of a block: a turn's first one, or the one that shows a part of it.

        Args:
            turn_id: the turn.
            part: the second of a block's `key`, or a message's position as text.
        """
        at = next((at for at, section in enumerate(self._sections) if section.turn.id == turn_id), None)
        if at is None:
            return None
        first = self._firsts[at]
        if part is not None:
            for number in range(first, self._firsts[at + 1]):
                if self[number].key[1] == part or part in map(str, self[number].indices):
                    return number
        return first

    def texts(self) -> Iterator[tuple[int, str]]:
        """The text of every block with its position; no block is made for it."""
        index = 0
        for section in self._sections:
            for block, indices in pieces_of(section.turn):
                yield index, block.text_of(section.turn, indices)
                index += 1

    # heights

    def heights(self, width: int) -> list[int]:
        """The heights of all blocks at a width of text: as noted, else as estimated."""
        if width != self._width:
            self._width = width
            for section in self._sections:
                section.heights = [
                    block.rough_height(section.turn, indices, width) for block, indices in pieces_of(section.turn)
                ]
        return [height for section in self._sections for height in section.heights]

    def note_height(self, index: int, height: int) -> None:
        """Remembers how high a block really is."""
        at = self._section_at(index)
        self._sections[at].heights[index - self._firsts[at]] = height

    def _section_at(self, index: int) -> int:
        if not 0 <= index < len(self):
            raise IndexError(index)
        return bisect_right(self._firsts, index) - 1

    # versions of programs

    def _versions_of(self, at: int) -> tuple[int | None, ...]:
        if self._versions is None:
            turns = [section.turn for section in self._sections]
            numbers = iter(version_numbers(message for turn in turns for message in turn.messages))
            self._versions = [tuple(next(numbers) for _ in turn.messages) for turn in turns]
        return self._versions[at]

    def _versions_by_turn(self) -> dict[str, tuple[int | None, ...]]:
        """The versions by which programs that are drawn are numbered."""
        return {
            section.turn.id: self._versions_of(at)
            for at, section in enumerate(self._sections)
            if section.blocks and any(isinstance(block, ProgramBlock) for block in section.blocks)
        }

    def _drop_old_versions(self, before: dict[str, tuple[int | None, ...]]) -> None:
        if before:
            for at, section in enumerate(self._sections):
                if section.blocks and before.get(section.turn.id, ()) not in {(), self._versions_of(at)}:
                    section.forget_blocks()


def _alike(one: Turn | None, other: Turn | None) -> bool:
    """Whether the turn after it is drawn the same: by its context, and by whether that turn waits for it."""
    if one is None or other is None:
        return one is other
    return one is other or (one.context == other.context and one.state.is_open == other.state.is_open)

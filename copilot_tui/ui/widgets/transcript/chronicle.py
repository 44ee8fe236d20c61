"""A stretch of a conversation as a sequence of blocks, each made when it is first asked for.

Of a long conversation only the turns near what is in sight are held; the stretch grows at both ends, or another one
takes its place. Blocks are numbered so that a number stays when blocks come or go at the ends: what somebody reads, has
selected or means by the keys is not moved by what is read in behind it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.finding import Place
from copilot_tui.ui.widgets.transcript.program_numbers import ProgramNumbers
from copilot_tui.ui.widgets.transcript.section import Section, alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.widgets.transcript.blocks.base import Block

_FIRST: Final = 1 << 24
"""The first block's number: none before it becomes negative, which a selection could not name."""


class Chronicle:
    """The blocks of neighbouring turns, and what is known of their heights.

    Where there are earlier turns, the first one held is not shown yet: what follows it is drawn by what it was.
    """

    def __init__(self) -> None:
        self.earlier = False
        """Whether the conversation has turns before those held."""
        self.later = False
        """Whether it has turns after those held."""
        self.total = 0
        """How many turns it has."""
        self.rows_a_turn = 1.0
        """About how many rows a turn takes that is not held."""
        self._edge: Turn | None = None
        self._sections: list[Section] = []
        self._firsts = [_FIRST]
        self._width = 80
        self._numbers = ProgramNumbers()

    # blocks by number

    @property
    def begin(self) -> int:
        """The first block's number."""
        return self._firsts[0]

    @property
    def end(self) -> int:
        """The number after the last block's."""
        return self._firsts[-1]

    def __len__(self) -> int:
        return self.end - self.begin

    def __getitem__(self, number: int) -> Block:
        at = self._section_at(number)
        section = self._sections[at]
        blocks = section.blocks if section.blocks is not None else section.build(self._numbers.of(at))
        return blocks[number - self._firsts[at]]

    def __iter__(self) -> Iterator[Block]:
        return (self[number] for number in range(self.begin, self.end))

    def until(self, end: int) -> list[Block]:
        """The blocks before a number."""
        return [self[number] for number in range(self.begin, min(end, self.end))]

    # turns

    @property
    def turns(self) -> list[Turn]:
        """All that are held, in order."""
        shown = [section.turn for section in self._sections]
        return shown if self._edge is None else [self._edge, *shown]

    @property
    def hidden(self) -> tuple[int, int]:
        """About how many turns there are before those shown, and after them."""
        if not self._sections:
            return 0, 0
        before = self._sections[0].turn.position if self.earlier else 0
        return before, max(1, self.total - 1 - self._sections[-1].turn.position) if self.later else 0

    def show(self, turns: Iterable[Turn], *, earlier: bool = False, later: bool = False, total: int = 0) -> None:
        """Takes other turns; blocks of those that are the same objects stay, folds stay where the piece is the same."""
        turns = list(turns)
        kept = self._number_of({turn.id for turn in turns})
        self._take(turns, earlier=earlier, later=later)
        self.total = max(total, turns[-1].position + 1 if turns else 0)
        self._renumber(*(kept or (None, _FIRST)))
        self._estimate_turns()

    def extend(self, turns: Sequence[Turn], *, more: bool) -> None:
        """Takes further turns, which follow those held or come before them.

        Args:
            turns: in order.
            more: whether the conversation has still more on that side.
        """
        held = self.turns
        known = {turn.id for turn in held}
        new = [turn for turn in turns if turn.id not in known]
        if held and turns and turns[0].position < held[0].position:
            self._change([*new, *held], earlier=more, later=self.later)
        else:
            self._change([*held, *new], earlier=self.earlier, later=more)

    def drop(self, turns: int, *, first: bool) -> None:
        """Lets turns go at one end."""
        held = self.turns
        if first:
            self._change(held[turns:], earlier=True, later=self.later)
        else:
            self._change(held[: len(held) - turns], earlier=self.earlier, later=True)

    def update(self, turn: Turn) -> bool:
        """Takes a turn that changed, or a new one, in its place by position.

        Returns:
            Whether it belongs to those held; one that does not is only counted.
        """
        self.total = max(self.total, turn.position + 1)
        held = [other for other in self.turns if other.id != turn.id]
        at = next((at for at, other in enumerate(held) if other.position > turn.position), len(held))
        if (at == 0 and self.earlier) or (at == len(held) and self.later):
            return False
        self._change([*held[:at], turn, *held[at:]], earlier=self.earlier, later=self.later)
        return True

    def find(self, turn_id: str, part: str | None = None) -> int | None:
        """The number of a block: a turn's first one, or the one that shows a part of it.

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

    def holds(self, position: int) -> bool:
        """Whether the turn at a position is among those shown."""
        return self.at_position(position) is not None

    def at_position(self, position: int) -> int | None:
        """The number of the first block of the turn at a position; None where it is not among those shown."""
        at = bisect_left(self._sections, position, key=lambda section: section.turn.position)
        found = at < len(self._sections) and self._sections[at].turn.position == position
        return self._firsts[at] if found else None

    def at(self, place: Place) -> int | None:
        """The number of the block that shows a part of a turn; None where the turn is not among those shown."""
        first = self.at_position(place.position)
        if first is None:
            return None
        numbers = range(first, self._firsts[self._section_at(first) + 1])
        return next((number for number in numbers if place.part in self[number].shown_parts), first)

    def place(self, number: int) -> Place:
        """What a block shows first."""
        block = self[number]
        return Place(block.turn.position, block.shown_parts[0])

    # heights

    def heights(self, width: int) -> list[int]:
        """The heights of all blocks at a width of text: as noted, else as estimated."""
        if width != self._width:
            self._width = width
            for section in self._sections:
                section.estimate(width)
            self._estimate_turns()
        return [height for section in self._sections for height in section.heights]

    def note_height(self, number: int, height: int) -> None:
        """Remembers how high a block really is."""
        at = self._section_at(number)
        self._sections[at].heights[number - self._firsts[at]] = height

    def _estimate_turns(self) -> None:
        """Once for a conversation and width: an estimate that changed with every page would shake the scrollbar."""
        rows = sum(height for section in self._sections for height in section.heights)
        self.rows_a_turn = rows / max(1, len(self._sections))

    def _section_at(self, number: int) -> int:
        if not self.begin <= number < self.end:
            raise IndexError(number)
        return bisect_right(self._firsts, number) - 1

    # what is held

    def _change(self, turns: list[Turn], *, earlier: bool, later: bool) -> None:
        kept = self._number_of({turn.id for turn in turns})
        self._take(turns, earlier=earlier, later=later)
        self._renumber(*(kept or (None, _FIRST)))

    def _number_of(self, ids: set[str]) -> tuple[str, int] | None:
        """A turn that stays, and its first block's number."""
        for section, first in zip(self._sections, self._firsts, strict=False):
            if section.turn.id in ids:
                return section.turn.id, first
        return None

    def _take(self, turns: list[Turn], *, earlier: bool, later: bool) -> None:
        known = {section.turn.id: section for section in self._sections}
        drawn = self._numbers.drawn()
        self.earlier, self.later = earlier, later
        self._edge, self._sections = None, []
        before: Turn | None = None
        if earlier and len(turns) > 1:
            self._edge = before = turns[0]
            turns = turns[1:]
        for turn in turns:
            section = known.get(turn.id)
            if section is None or section.turn is not turn or not alike(section.before, before):
                section = Section(turn, before, self._width)
                if (old := known.get(turn.id)) is not None:
                    old.forget_blocks()
                    section.opened = old.opened
            self._sections.append(section)
            before = turn
        self._numbers = ProgramNumbers(self._sections)
        self._numbers.redraw_others(drawn)

    def _renumber(self, turn_id: str | None, number: int) -> None:
        """Numbers the blocks so that a turn's first one has a number."""
        sizes = [len(section.heights) for section in self._sections]
        at = next((at for at, section in enumerate(self._sections) if section.turn.id == turn_id), 0)
        self._firsts = list(accumulate(sizes, initial=number - sum(sizes[:at])))

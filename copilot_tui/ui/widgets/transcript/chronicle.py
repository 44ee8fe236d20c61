"""A conversation's turns as blocks, made anew only where something changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.domain.program import version_numbers
from copilot_tui.ui.widgets.transcript.table import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.widgets.transcript.blocks.base import Block


@dataclass(frozen=True, slots=True)
class _Section:
    """One turn's blocks and what they were made from."""

    turn: Turn
    before: Turn | None
    versions: tuple[int | None, ...]
    blocks: list[Block]


class Chronicle:
    """The blocks of a conversation in order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._sections: list[_Section] = []

    def show(self, turns: Iterable[Turn]) -> None:
        """Takes other turns; blocks of those that are the same objects stay, folds stay where the piece is the same."""
        known = {section.turn.id: section for section in self._sections}
        turns = list(turns)
        versions = iter(version_numbers(message for turn in turns for message in turn.messages))
        self._sections = []
        before: Turn | None = None
        for turn in turns:
            numbers = tuple(next(versions) for _ in turn.messages)
            self._sections.append(_section(turn, before, numbers, known.get(turn.id)))
            before = turn
        self.blocks = [block for section in self._sections for block in section.blocks]

    def update(self, turn: Turn) -> None:
        """Takes a turn that changed, or a new one, in its place by position."""
        others = [section.turn for section in self._sections if section.turn.id != turn.id]
        at = next((at for at, other in enumerate(others) if other.position > turn.position), len(others))
        self.show([*others[:at], turn, *others[at:]])

    def remove(self, turn_id: str) -> None:
        """Takes a turn away."""
        self.show([section.turn for section in self._sections if section.turn.id != turn_id])

    def find(self, turn_id: str, part: str | None = None) -> int | None:
        """The position of a block: a turn's first one, or the one that shows a part of it."""
        index = 0
        for section in self._sections:
            if section.turn.id != turn_id:
                index += len(section.blocks)
                continue
            for at, block in enumerate(section.blocks):
                if part is None or block.key[1] == part or any(str(held.index) == part for held in block.parts):
                    return index + at
            return index
        return None


def _section(turn: Turn, before: Turn | None, versions: tuple[int | None, ...], known: _Section | None) -> _Section:
    if known is not None and known.turn is turn and known.versions == versions and _same_context(known.before, before):
        return known
    blocks = blocks_of(turn, before, versions)
    opened = {block.key for block in known.blocks if block.opened} if known else set()
    for block in blocks:
        block.opened = block.key in opened
    return _Section(turn, before, versions, blocks)


def _same_context(one: Turn | None, other: Turn | None) -> bool:
    return one is other or (one is not None and other is not None and one.context == other.context)

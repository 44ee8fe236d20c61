"""Which version of a conversation's program each message shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.program import version_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from copilot_tui.ui.widgets.transcript.section import Section

    Numbers = tuple[int | None, ...]
    """Of one turn, a number for each message; None for those that show no program."""


class ProgramNumbers:
    """The numbers for neighbouring turns: the store's, else as counted among these turns alone.

    Args:
        sections: of these turns, in order.
    """

    def __init__(self, sections: Sequence[Section] = ()) -> None:
        self._sections = sections
        self._counted: list[Numbers] | None = None

    def of(self, at: int) -> Numbers:
        """The numbers of a turn, by its place among these."""
        turn = self._sections[at].turn
        if len(turn.versions) == len(turn.messages):
            return turn.versions
        if self._counted is None:  # they are not from a store, which would have numbered them
            turns = [section.turn for section in self._sections]
            numbers = iter(version_numbers(message for turn in turns for message in turn.messages))
            self._counted = [tuple(next(numbers) for _ in turn.messages) for turn in turns]
        return self._counted[at]

    def drawn(self) -> Mapping[str, Numbers]:
        """Turn → its numbers, for the programs that are drawn by them."""
        return {
            section.turn.id: self.of(at)
            for at, section in enumerate(self._sections)
            if section.blocks and any("view" in block.actions for block in section.blocks)
        }

    def redraw_others(self, drawn: Mapping[str, Numbers]) -> None:
        """Has the blocks of turns made anew that were drawn by other numbers than theirs."""
        if drawn:
            for at, section in enumerate(self._sections):
                if section.blocks and drawn.get(section.turn.id, ()) not in {(), self.of(at)}:
                    section.forget_blocks()

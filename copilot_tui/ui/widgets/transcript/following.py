"""A pane that shows what comes to whoever is at the end, and stays where it is for anybody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.conversation import TurnPage
from copilot_tui.ui.widgets.transcript.finding import FindingPane
from copilot_tui.ui.widgets.transcript.messages import NewBelow
from copilot_tui.ui.widgets.transcript.selection import spot_of
from copilot_tui.ui.widgets.transcript.viewport import Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.widgets.transcript.source import TurnSource

_END: Final = 1 << 60
"""A row beyond every block: the viewport shows the last one there is."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody reads; given by `Transcript.place`, taken by `Transcript.open`."""

    turn_id: str
    part: str
    position: int
    """The turn's, within its conversation."""
    passed: int
    """Characters of the block's text above the first row in sight."""
    at_end: bool
    meant: tuple[str, str]
    """The block that the keys mean: its turn and part."""


class FollowingPane(FindingPane):
    """A pane of blocks that is opened at a place, and whose turns change while it is read."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._new_below = 0

    # what is shown

    def show(self, turns: Sequence[Turn]) -> None:
        """Shows a conversation from its end, all of whose turns are given."""
        self.open(TurnPage(tuple(turns)))

    def open(self, page: TurnPage | None, source: TurnSource | None = None, place: Place | None = None) -> None:
        """Shows a conversation.

        Args:
            page: some of its turns: those around the place, else the newest; None for one without turns.
            source: where the others come from; None where these are all.
            place: where to show it, as `Transcript.place` gave it; None for its end.
        """
        self._source = source
        if self._search is not None:
            self._search = None
            self.refresh_bindings()
        self._tell_new_below(0)
        self.take_page(page or TurnPage())
        self._show_place(place)

    def update_turn(self, turn: Turn) -> None:
        """Takes a turn that changed or was added.

        Whoever was at the end is taken along, but no further than to the beginning of what is new; for anybody else
        nothing moves, and `NewBelow` says how much is new.
        """
        place = self.place
        before = len(self.viewport.blocks)
        follows = place is None or place.at_end
        self._change(lambda: self.viewport.blocks.update(turn), place, follow=turn if follows else None)
        if self._search:
            self._search.recount(turn)
        if follows:
            self.settle()
        elif not turn.state.is_open or len(self.viewport.blocks) > before:
            self._tell_new_below(self._new_below + max(1, len(self.viewport.blocks) - before))

    def remove_turn(self, turn: Turn) -> None:
        """Shows a turn no longer that was taken out of the line; those behind it move up."""
        blocks = self.viewport.blocks
        turns = [
            other if other.position < turn.position else other.model_copy(update={"position": other.position - 1})
            for other in blocks.turns
            if other.id != turn.id
        ]
        total = blocks.total - 1
        self._change(lambda: blocks.show(turns, earlier=blocks.earlier, later=blocks.later, total=total), self.place)
        if self._search:
            self.run_worker(self.find_again(self._search), group="find", exclusive=True)

    @property
    def turns(self) -> Sequence[Turn]:
        """The turns that are held, in order."""
        return self.viewport.blocks.turns

    def tick(self) -> None:
        """Brings times that pass up to date: up to four times a second while something is asked, else every second."""
        for index in sorted({spot.block for spot in self._spots}):
            if self.viewport.blocks[index].changes_with_time:
                self.viewport.redraw(index)
                self.repaint_block(index)

    # places

    @property
    def place(self) -> Place | None:
        """Where somebody reads; None while nothing is shown."""
        blocks = self.viewport.blocks
        if not blocks:
            return None
        block = blocks[max(blocks.begin, min(self.viewport.top.block, blocks.end - 1))]
        at_end = not blocks.later if self.viewport.height <= 0 else self.viewport.at_end
        meant = blocks[self.meant] if blocks.begin <= self.meant < blocks.end else block
        return Place(*block.key, block.turn.position, self.viewport.passed, at_end, meant.key)

    def scroll_to_end(self) -> None:
        """Shows the end, such as after asking."""
        self.action_end()

    def _change(self, change: Callable[[], object], place: Place | None, follow: Turn | None = None) -> None:
        """Changes the blocks and shows a place among them, for None the end; or follows a turn that has an outcome."""
        selection = self.text_selection if self.is_attached else None
        end = spot_of(selection.end.y).block + 1 if selection and selection.end else 0
        selected = self.viewport.blocks.until(end)
        change()
        if selection and selected != self.viewport.blocks.until(end):  # a selection names blocks by their number
            self.screen.clear_selection()
        if follow is not None:
            self._follow(follow)
        else:
            self._show_place(place)

    def _show_place(self, place: Place | None) -> None:
        blocks = self.viewport.blocks
        index = blocks.find(place.turn_id, place.part) if place and not place.at_end else None
        self.viewport.take_blocks(Spot(blocks.end - 1, _END) if index is None else Spot(index, 0))
        if place and index is not None:
            self.viewport.to_passed(index, place.passed)
        meant = blocks.find(*place.meant) if place else None
        self.mean(blocks.end - 1 if meant is None else meant)
        self.repaint()

    def _follow(self, turn: Turn) -> None:
        """Shows the end, but no more than begins with the turn's question, or with what answers a long one.

        The end itself is drawn only where it comes into sight: what was just answered may be long.
        """
        blocks, viewport = self.viewport.blocks, self.viewport
        question = None if turn.state.is_open else blocks.find(turn.id)
        viewport.take_blocks(Spot(blocks.end - 1, _END) if question is None else Spot(question, 0))
        if question is not None and viewport.height > 0 and viewport.measure(question) > viewport.height // 3:
            viewport.to_spot(Spot(question + 1, 0))
        self.mean(blocks.end - 1)
        self.repaint()

    def _tell_new_below(self, count: int) -> None:
        if count != self._new_below:
            self._new_below = count
            self.post_message(NewBelow(count))

    def after_move(self) -> None:
        """What was new below is not, once the end is in sight."""
        super().after_move()
        if self._new_below and self.viewport.at_end:
            self._tell_new_below(0)

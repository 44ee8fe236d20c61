"""The transcript: a conversation to read, to find words in, to act on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.reactive import var

from copilot_tui.domain.message import ResponseMessage
from copilot_tui.ui.widgets.drawing import palette
from copilot_tui.ui.widgets.transcript.bindings import DEFAULT_KEYS, TRANSCRIPT_BINDINGS
from copilot_tui.ui.widgets.transcript.blocks.base import is_large
from copilot_tui.ui.widgets.transcript.cursor import CursorPane
from copilot_tui.ui.widgets.transcript.find import Search, hit_overlays
from copilot_tui.ui.widgets.transcript.messages import FindRequested, Found, Left, NewBelow, SelectionTaken
from copilot_tui.ui.widgets.transcript.plain import laid_out
from copilot_tui.ui.widgets.transcript.rows import Canvas, utc_now
from copilot_tui.ui.widgets.transcript.selection import selected_text, spot_of
from copilot_tui.ui.widgets.transcript.viewport import Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from textual.binding import BindingType

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.widgets.transcript.rows import Row
    from copilot_tui.ui.widgets.transcript.strips import Frame, Overlay

_END: Final = 1 << 60
"""A row beyond every block: the viewport shows the last one there is."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody reads; given by `Transcript.place`, taken by `Transcript.restore`."""

    turn_id: str
    part: str
    passed: int
    """Characters of the block's text above the first row in sight."""
    at_end: bool
    meant: tuple[str, str]
    """The block that the keys mean: its turn and part."""


class Transcript(CursorPane):
    """A conversation. Its cost follows what is in sight, not its length.

    The screen gives it turns and acts on what it posts (see `messages`); it does nothing by itself.

    Args:
        clock: now, UTC; for elapsed times.
    """

    BINDINGS: ClassVar[list[BindingType]] = TRANSCRIPT_BINDINGS

    show_traces: var[bool] = var(default=False)
    """Whether the text of every trace is shown."""
    show_gutter: var[bool] = var(default=True)
    """Whether times stand in a gutter where there is room for one."""
    usual_seconds: var[tuple[float, float] | None] = var(None)
    """How long answers usually take, from and to; None while that is not known."""
    line_held: var[bool] = var(default=False)
    """Whether the questions in line stand still until the person lets them go on."""
    elsewhere: var[frozenset[str]] = var(frozenset())
    """Turns that another copy of the program sends."""
    keys: var[Mapping[str, str]] = var(DEFAULT_KEYS)
    """The key of each action as blocks show it; to be set when keys are remapped. An action without one is left out."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = utc_now,
        id: str | None = None,  # noqa: A002 — Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._clock = clock
        self._search: Search | None = None
        self._new_below = 0

    # what is shown

    def show(self, turns: Sequence[Turn], *, keep_place: bool = False) -> None:
        """Shows a conversation.

        Args:
            turns: all its turns in order.
            keep_place: stay where somebody reads (the same conversation, read again); else go to the end.
        """
        place = self.place if keep_place else None
        if not keep_place:
            self._search = None
            self._tell_new_below(0)
        self._change(lambda: self.viewport.blocks.show(turns), place)

    def large_texts(self, turn: Turn) -> list[str]:
        """Texts of an answer that take long to lay out; see `prepare`."""
        texts = (message.content for message in turn.messages if isinstance(message, ResponseMessage))
        return [text for text in texts if is_large(text)]

    async def prepare(self, texts: Sequence[str]) -> None:
        """Lays large texts out off the event loop, so that showing them afterwards does not hold up a key."""
        width = self.viewport.canvas.width
        for text in texts:
            await asyncio.to_thread(laid_out, text, width)

    def update_turn(self, turn: Turn) -> None:
        """Takes a turn that changed or was added.

        Whoever was at the end is taken along, but no further than to the beginning of what is new; for anybody else
        nothing moves, and `NewBelow` says how much is new.
        """
        place = self.place
        before = len(self.viewport.blocks)
        follows = place is None or place.at_end
        self._change(lambda: self.viewport.blocks.update(turn), place, follow=turn if follows else None)
        if follows:
            self.settle()
        elif not turn.state.is_open or len(self.viewport.blocks) > before:
            self._tell_new_below(self._new_below + max(1, len(self.viewport.blocks) - before))

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
        if not self.viewport.blocks:
            return None
        block = self.viewport.blocks[min(self.viewport.top.block, len(self.viewport.blocks) - 1)]
        at_end = self.viewport.height <= 0 or self.viewport.at_end
        return Place(*block.key, self.viewport.passed, at_end, self.viewport.blocks[self.meant].key)

    def restore(self, place: Place) -> None:
        """Goes back to a place; to the end where that was the place, or where its turn is gone."""
        self._show_place(place)

    def jump_to(self, turn_id: str, message_index: int | None = None) -> bool:
        """Shows a turn, or one of its messages, at the top and makes it the one that is meant.

        Returns:
            Whether there is such a turn.
        """
        index = self.viewport.blocks.find(turn_id, None if message_index is None else str(message_index))
        if index is None:
            return False
        self.viewport.to_spot(Spot(index, 0))
        self.mean(index)
        self.settle()
        return True

    def scroll_to_end(self) -> None:
        """Shows the end, such as after asking."""
        self.action_end()

    def _change(self, change: Callable[[], None], place: Place | None, follow: Turn | None = None) -> None:
        """Changes the blocks and shows a place among them, for None the end; or follows a turn that has an outcome."""
        selection = self.text_selection if self.is_attached else None
        end = spot_of(selection.end.y).block + 1 if selection and selection.end else 0
        selected = self.viewport.blocks[:end]
        change()
        if selection and selected != self.viewport.blocks[:end]:  # a selection names blocks by their position
            self.screen.clear_selection()
        if self._search:
            self._search = self._search.again(self.viewport.blocks.texts())
        if follow is not None:
            self._follow(follow)
        else:
            self._show_place(place)

    def _show_place(self, place: Place | None) -> None:
        blocks = self.viewport.blocks
        index = blocks.find(place.turn_id, place.part) if place and not place.at_end else None
        self.viewport.take_blocks(Spot(len(blocks) - 1, _END) if index is None else Spot(index, 0))
        if place and index is not None:
            self.viewport.to_passed(index, place.passed)
        meant = blocks.find(*place.meant) if place else None
        self.mean(len(blocks) - 1 if meant is None else meant)
        self.repaint()

    def _follow(self, turn: Turn) -> None:
        """Shows the end, but no more than begins with the turn's question, or with what answers a long one.

        The end itself is drawn only where it comes into sight: what was just answered may be long.
        """
        blocks, viewport = self.viewport.blocks, self.viewport
        question = None if turn.state.is_open else blocks.find(turn.id)
        viewport.take_blocks(Spot(len(blocks) - 1, _END) if question is None else Spot(question, 0))
        if question is not None and viewport.height > 0 and viewport.measure(question) > viewport.height // 3:
            viewport.to_spot(Spot(question + 1, 0))
        self.mean(len(blocks) - 1)
        self.repaint()

    def _tell_new_below(self, count: int) -> None:
        if count != self._new_below:
            self._new_below = count
            self.post_message(NewBelow(count))

    # finding

    def find(self, words: str) -> int:
        """Marks all places where words stand, goes to the first from here on, and opens what is folded for it.

        Capital letters count only where `words` has some. No words: nothing is marked any more.

        Returns:
            How many places; see `Found`.
        """
        self._search = Search.of(self.viewport.blocks.texts(), words) if words.strip() else None
        self._step(1)
        return self._search.count if self._search else 0

    def show_hit(self, words: Sequence[str], turn_id: str, message_index: int | None = None) -> bool:
        """Shows a turn, or one of its messages, with every place marked where one of the words stands.

        Args:
            words: each a hit by itself, in any case; none marks nothing.
            turn_id: which turn.
            message_index: the message's position; None for the question.

        Returns:
            Whether there is such a turn.
        """
        if not self.jump_to(turn_id, message_index):
            return False
        if words:
            self._search = Search.of_any(self.viewport.blocks.texts(), words)
            self._search.at = Spot(self.meant, -1)  # so that the next hit is the first one there
            self._step(1)
        return True

    def find_next(self) -> None:
        """Goes to the next hit, round from the last to the first."""
        self._step(1)

    def find_previous(self) -> None:
        """Goes to the hit before, round from the first to the last."""
        self._step(-1)

    def _step(self, direction: int) -> None:
        search = self._search
        if search is None:
            self.repaint()
            self.post_message(Found(0, 0))
            return
        spot = search.step(self.viewport, direction)
        if spot is not None:
            self.viewport.show_row(spot, context=self.viewport.height // 3)
            self.mean(spot.block)
        self.repaint()
        self.post_message(Found(search.count, search.number))

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing here are left to the screen."""
        if action == "next_hit":
            return self._search is not None
        if action == "release":
            return self.line_held
        if action == "take_selection":
            return self.text_selection is not None
        return super().check_action(action, parameters)

    def action_find(self) -> None:
        """Asks the screen for words to find."""
        self.post_message(FindRequested())

    def action_next_hit(self, direction: int) -> None:
        """Goes to the next hit, or the one before."""
        self._step(direction)

    def action_release(self) -> None:
        """Lets the questions in line go on, whichever block is meant."""
        self.action_act("release")

    def action_take_selection(self) -> None:
        """Hands the selected text to the screen."""
        if self.text_selection is not None and (text := selected_text(self.viewport, self.text_selection)):
            self.post_message(SelectionTaken(text))

    def action_leave(self) -> None:
        """Goes on elsewhere."""
        self.post_message(Left())

    # drawing

    def canvas(self, frame: Frame) -> Canvas:
        """What blocks are drawn on."""
        return Canvas(
            width=frame.text_width,
            palette=palette(self),
            keys=self.keys,
            times_in_gutter=frame.times,
            show_traces=self.show_traces,
            usual_seconds=self.usual_seconds,
            line_held=self.line_held,
            elsewhere=self.elsewhere,
            clock=self._clock,
        )

    def wants_times(self) -> bool:
        """Whether times should stand in the gutter."""
        return self.show_gutter

    def overlays(self, spot: Spot, row: Row) -> list[Overlay]:
        """Hits, and the selection over them."""
        if self._search is None:
            return super().overlays(spot, row)
        hits = self._search.hits_in_row(spot, self.viewport.layout(spot.block))
        return [
            *hit_overlays(hits, self._search.at, spot.block, self.viewport.canvas.palette),
            *super().overlays(spot, row),
        ]

    def after_move(self) -> None:
        """What was new below is not, once the end is in sight."""
        super().after_move()
        if self._new_below and self.viewport.at_end:
            self._tell_new_below(0)

    def watch_show_traces(self) -> None:
        """Draws all anew."""
        self.relay()

    def watch_show_gutter(self) -> None:
        """Draws all anew."""
        self.relay()

    def watch_usual_seconds(self) -> None:
        """Draws all anew."""
        self.relay()

    def watch_line_held(self) -> None:
        """Draws all anew; another key means something now."""
        self.relay()
        if self.is_attached:
            self.refresh_bindings()

    def watch_elsewhere(self) -> None:
        """Draws all anew."""
        self.relay()

    def watch_keys(self) -> None:
        """Draws all anew."""
        self.relay()

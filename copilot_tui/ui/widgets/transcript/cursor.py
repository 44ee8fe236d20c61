"""The block that is meant: moving it, marking it, acting on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from copilot_tui.ui.widgets.drawing import action_at
from copilot_tui.ui.widgets.transcript.markdown.links import says_its_target
from copilot_tui.ui.widgets.transcript.messages import Acted, BlockMeant, LinkPressed
from copilot_tui.ui.widgets.transcript.pane import BlockPane
from copilot_tui.ui.widgets.transcript.selection import whole_block
from copilot_tui.ui.widgets.transcript.target import BlockTarget, target_of
from copilot_tui.ui.widgets.transcript.viewport import Spot
from copilot_tui.ui.widgets.typed_order import tell_of_key

if TYPE_CHECKING:
    from textual import events

_OVERLAP: Final = 2
"""Rows that stay in sight when a page is turned."""


class CursorPane(BlockPane):
    """A pane of blocks, one of which is meant by the keys."""

    meant = 0
    """The number of the block that is meant."""
    _offered: tuple[object, ...] = ()

    @property
    def current(self) -> BlockTarget | None:
        """The block that is meant; None while nothing is shown."""
        if not self.viewport.blocks.begin <= self.meant < self.viewport.blocks.end:
            return None
        return target_of(self.viewport.blocks[self.meant], self.viewport.canvas)

    def mean(self, index: int) -> None:
        """Makes another block the one that is meant."""
        before, self.meant = self.meant, index
        self.repaint_block(before)
        self.repaint_block(self.meant)
        if before != self.meant and (target := self.current):
            self.post_message(BlockMeant(target))
        able = self._able()
        if self.is_attached and able != self._offered:  # the key bar is drawn anew only for other keys
            self._offered = able
            self.refresh_bindings()

    def _able(self) -> tuple[object, ...]:
        """What the block that is meant can do."""
        target = self.current
        return () if target is None else (*target.actions, self.viewport.blocks[self.meant].foldable)

    def mark(self, spot: Spot) -> str | None:
        """The mark beside the block that is meant, strong while the keys come here."""
        if spot.block != self.meant or spot.row == 0:
            return None
        colours = self.viewport.canvas.palette
        return colours.you if self.has_focus else colours.faint

    def after_move(self) -> None:
        """A block out of sight is not meant any longer: what the keys do must be in sight."""
        seen = [spot for spot in self._spots if spot.row > 0]
        if seen and all(spot.block != self.meant for spot in seen):
            self.mean(seen[0].block if self.meant < seen[0].block else seen[-1].block)

    def on_focus(self) -> None:
        """The mark becomes strong."""
        self.repaint_block(self.meant)

    def on_blur(self) -> None:
        """The mark becomes quiet."""
        self.repaint_block(self.meant)

    # moving

    def action_move(self, direction: int) -> None:
        """The next block (1) or the one before (-1); through a block larger than the screen by pages."""
        self.when_held(direction * self.viewport.height, partial(self._move, direction))

    def _move(self, direction: int) -> None:
        if not self.viewport.blocks or self.viewport.height <= 0:
            return
        index = max(self.viewport.blocks.begin, min(self.meant, self.viewport.blocks.end - 1))
        height, rows = self.viewport.height, self.viewport.measure(index)
        start = self.viewport.rows_above(index)
        hidden = start + rows - height if direction > 0 else -start
        after = index + direction
        if rows > height and hidden > 0 and -rows < start < height:
            self.viewport.move(direction * min(hidden, self._page))
        elif self.viewport.blocks.begin <= after < self.viewport.blocks.end:
            self.mean(after)
            self._reveal(after, direction)
        self.settle()

    def action_page(self, direction: int) -> None:
        """A page down (1) or up (-1)."""
        self.scroll_rows(direction * self._page)

    def action_start(self) -> None:
        """To the first block."""
        self.viewport.to_start()
        self.mean(self.viewport.blocks.begin)
        self.settle()

    def action_end(self) -> None:
        """To the last block."""
        self.viewport.to_end()
        self.mean(self.viewport.blocks.end - 1)
        self.settle()

    @property
    def _page(self) -> int:
        return max(1, self.viewport.height - _OVERLAP)

    def _reveal(self, index: int, direction: int) -> None:
        """Brings a block into sight; of one larger than the screen, the part that is read first."""
        height, rows = self.viewport.height, self.viewport.measure(index)
        start = self.viewport.rows_above(index)
        if rows > height:
            self.viewport.move(start if direction > 0 else start + rows - height)
        elif start < 0:
            self.viewport.move(start)
        elif start + rows > height:
            self.viewport.move(start + rows - height)

    # acting

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action means something for this block; the key bar shows only those."""
        target = self.current
        if action == "act":
            return target is not None and parameters[0] in target.actions
        if action == "fold":
            return target is not None and self.viewport.blocks[self.meant].foldable
        return True

    def action_act(self, action: str) -> None:
        """Tells the screen what to do with this block."""
        if target := self.current:
            tell_of_key(self, Acted(action, target))

    def action_fold(self) -> None:
        """Opens this block, or folds it; where its beginning is out of sight, it comes to the top."""
        if not self.check_action("fold", ()):
            return
        block = self.viewport.blocks[self.meant]
        block.opened = not block.opened
        if self.viewport.rows_above(self.meant) < 0:
            self.viewport.to_spot(Spot(self.meant, 0))
        self.viewport.redraw(self.meant)
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Means the block, and presses what was clicked; twice selects the block."""
        event.prevent_default()  # Textual's own would select the whole transcript
        if not 0 <= event.y < len(self._spots):
            return
        self.mean(self._spots[event.y].block)
        if event.chain == 2:
            self.screen.selections = {self: whole_block(self.meant)}
        elif self.text_selection is None and (action := action_at(event.style)):
            event.stop()
            self._press(action, event.style.meta.get("link"))

    def _press(self, action: str, link: object) -> None:
        if action == "link" and isinstance(link, str):
            self.post_message(LinkPressed(link, self._text_of(link)))
        elif action == "fold":
            self.action_fold()
        else:
            self.action_act(action)

    def _text_of(self, url: str) -> str:
        target = self.current
        texts = [link.text for link in target.links() if link.target == url] if target else []
        return next((text for text in texts if not says_its_target(text, url)), url)

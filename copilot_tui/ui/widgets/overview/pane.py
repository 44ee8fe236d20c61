"""The overview as one pane: drawn for its width, with one of its numbers meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message

from copilot_tui.ui.widgets.drawing import action_at, tone
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.widgets.overview.drawing import draw_overview
from copilot_tui.ui.widgets.overview.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rich.text import Text
    from textual import events

    from copilot_tui.domain.overview import Overview
    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.overview.sheet import Target


class OverviewPane(Lines, can_focus=True):
    """Presses are what the targets lead to; see `copilot_tui.ui.widgets.overview.sheet.Target`.

    Args:
        now: gives the time that ages are counted from, with the person's time zone.
        starters: questions to begin with, for a history without any.
    """

    DEFAULT_CSS = """
    OverviewPane { background: $background; padding: 1 2 0 3; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "follow", "open", id="overview.follow"),
        Binding("left,h", "aside(-1)", "left", show=False, id="overview.left"),
        Binding("right,l", "aside(1)", "right", show=False, id="overview.right"),
        Binding("up,k", "upright(-1)", "up", show=False, id="overview.up"),
        Binding("down,j", "upright(1)", "down", show=False, id="overview.down"),
        Binding("home,g", "end(-1)", "first", show=False, id="overview.first"),
        Binding("end,G", "end(1)", "last", show=False, id="overview.last"),
    ]

    @dataclass
    class Meant(Message):
        """Another number is meant; None where there is none."""

        target: Target | None

    def __init__(self, now: Callable[[], datetime], starters: Sequence[str] = ()) -> None:
        super().__init__()
        self._now = now
        self._starters = starters
        self._overview: Overview | None = None
        self._sheet = Sheet(0)
        self._drawn_for: tuple[Overview, int, Palette] | None = None
        self._meant = ""

    def show(self, overview: Overview) -> None:
        """Shows it; what was meant stays so where it is still there."""
        self._overview, self._drawn_for = overview, None  # ages are counted anew
        self.redraw()

    @property
    def meant(self) -> Target | None:
        """The number that is meant."""
        return next((target for target in self._sheet.targets if target.action == self._meant), None)

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """All sections, what is meant on another ground."""
        if self._overview is None:
            return ()
        drawn_for = (self._overview, width, palette)
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._sheet = draw_overview(self._overview, width, palette, self._now(), self._starters)
            if self.meant is None and self._sheet.targets:
                self._meant = self._sheet.targets[0].action
                self.post_message(self.Meant(self.meant))
        return [self._marked(line, palette) for line in self._sheet.lines]

    def _marked(self, line: Text, palette: Palette) -> Text:
        spans = [span for span in line.spans if isinstance(span.style, Style) and self._meant and
                 action_at(span.style) == self._meant]  # fmt: skip
        line = line.copy() if spans else line  # what is meant changes more often than what is drawn
        for span in spans:
            line.stylize(tone(palette.selected), span.start, span.end)
        return line

    # keys

    def action_follow(self) -> None:
        """Presses what is meant."""
        if (target := self.meant) is not None:
            self.post_message(self.Pressed(target.action))

    def action_aside(self, step: int) -> None:
        """Means the next number of the same line; beyond its end, of the next line."""
        targets = sorted(self._sheet.targets, key=lambda target: (target.row, target.column))
        meant = self.meant
        if meant is not None:
            at = targets.index(meant) + step
            self._mean(targets[min(max(at, 0), len(targets) - 1)])

    def action_upright(self, step: int) -> None:
        """Means the nearest number of the next line that has one."""
        meant = self.meant
        if meant is None:
            return
        beyond = [target for target in self._sheet.targets if (target.row - meant.row) * step > 0]
        if beyond:
            self._mean(min(beyond, key=lambda one: (abs(one.column - meant.column) // 12, abs(one.row - meant.row),
                                                    abs(one.column - meant.column))))  # fmt: skip

    def action_end(self, side: int) -> None:
        """Means the first number, or the last."""
        if self._sheet.targets:
            self._mean(self._sheet.targets[0 if side < 0 else -1])

    async def press(self, action: str) -> None:
        """What is clicked is meant, too."""
        self._mean(next((target for target in self._sheet.targets if target.action == action), self.meant))
        await super().press(action)

    def on_focus(self, _event: events.Focus) -> None:
        """Tells what is meant."""
        self.post_message(self.Meant(self.meant))

    def _mean(self, target: Target | None) -> None:
        self._meant = target.action if target is not None else ""
        self.redraw()
        if target is not None:
            top, height = self.scroll_offset.y, self.scrollable_content_region.height
            first = 0 if target is self._sheet.targets[0] else max(0, target.row - 1)
            if first < top:
                self.scroll_to(y=first, animate=False)
            elif target.row + 2 > top + height:
                self.scroll_to(y=target.row + 2 - height, animate=False)
        self.post_message(self.Meant(target))

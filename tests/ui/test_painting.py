"""What is painted again, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.ui.terminal.guard import ControlGuard
from tests.ui.desk_host import opened
from tests.ui.patience import until

if TYPE_CHECKING:
    from rich.segment import Segment
    from textual.color import Color


class CountingGuard(ControlGuard):
    """Counts the lines that it looks through."""

    lines = 0

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Counts a line."""
        self.lines += 1
        return super().apply(segments, background)


async def test_a_line_that_is_painted_again_has_no_other_looked_through() -> None:
    async with opened() as (app, pilot):
        guard = app._guard = CountingGuard()
        app.screen.refresh()
        await until(pilot, lambda: guard.lines > app.size.height and not app.screen._dirty_widgets)
        guard.lines = 0
        app.dashboard.title_bar.refresh()
        await until(pilot, lambda: guard.lines > 0 and not app.screen._dirty_widgets)
        assert guard.lines == 1


async def test_a_page_that_was_painted_is_not_looked_through_again() -> None:
    async with opened() as (app, pilot):
        app.dashboard.listed.focus()
        await pilot.press("enter")
        transcript = app.dashboard.transcript
        assert transcript is not None
        await until(pilot, lambda: transcript.viewport.height > 0 and len(transcript.viewport.blocks) > 2)
        guard = app._guard = CountingGuard()
        transcript.focus()
        transcript.repaint()
        await until(pilot, lambda: guard.lines > transcript.viewport.height)
        await until(pilot, lambda: not app.screen._dirty_widgets)
        guard.lines = 0
        transcript.refresh()
        await until(pilot, lambda: not app.screen._dirty_widgets)
        assert not guard.lines

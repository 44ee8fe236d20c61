"""What is painted again, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from textual._compositor import Compositor

from copilot_tui.ui.terminal.guard import ControlGuard
from tests.ui.desk_host import opened
from tests.ui.patience import until

if TYPE_CHECKING:
    import pytest
    from rich.segment import Segment
    from textual._compositor import LayoutUpdate
    from textual.color import Color
    from textual.pilot import Pilot

    from copilot_tui.ui.app import CopilotApp


QUIET_SECONDS = 0.2
"""That nothing comes is what is shown: without a line for so long, a dozen frames, nothing does."""


class CountingGuard(ControlGuard):
    """Counts the lines that it looks through."""

    lines = 0

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Counts a line."""
        self.lines += 1
        return super().apply(segments, background)


async def _settled(app: CopilotApp, pilot: Pilot[Any], guard: CountingGuard) -> None:
    """Waits until all is painted, and nothing more comes, and begins to count."""
    app.screen.refresh()
    await until(pilot, lambda: guard.lines > app.size.height)
    while guard.lines:
        guard.lines = 0
        await pilot.pause(QUIET_SECONDS)


async def test_a_line_that_is_painted_again_has_no_other_looked_through() -> None:
    async with opened() as (app, pilot):
        guard = app._guard = CountingGuard()
        await _settled(app, pilot, guard)
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
        await _settled(app, pilot, guard)  # what was read of it changes the list as well
        transcript.refresh()
        await until(pilot, lambda: not app.screen._dirty_widgets)
        assert not guard.lines


async def test_a_minute_paints_only_what_is_told_in_other_words_after_it() -> None:
    async with opened() as (app, pilot):
        panel, listed = app.dashboard.panel, app.dashboard.listed
        await until(pilot, lambda: bool(panel._panel.updates) and panel._panel.now is not None)
        guard = app._guard = CountingGuard()
        listed._grow_older()  # the demo's are of just so many hours when it begins
        await _settled(app, pilot, guard)
        now = panel._panel.now
        assert now is not None
        panel.show(replace(panel._panel, now=now + timedelta(microseconds=1)))
        listed._grow_older()
        await pilot.pause()
        assert not guard.lines
        panel.show(replace(panel._panel, now=now + timedelta(days=400)))
        await until(pilot, lambda: guard.lines > 0)
        guard.lines = 0
        listed._aged_at -= timedelta(days=400)
        listed._grow_older()
        await until(pilot, lambda: guard.lines > 0)


async def test_what_happens_below_a_dialog_without_a_change_paints_nothing() -> None:
    async with opened() as (app, pilot):
        guard = app._guard = CountingGuard()
        await pilot.press("ctrl+o")
        await until(pilot, lambda: app.screen is not app.dashboard)
        app.dashboard.title_bar.refresh()
        await _settled(app, pilot, guard)
        happened: list[str] = []
        app.dashboard.call_later(happened.append, "something")
        await until(pilot, lambda: bool(happened))
        await pilot.pause(QUIET_SECONDS)
        assert guard.lines == 0


async def test_a_click_or_another_focus_does_not_paint_the_whole_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    whole: list[Compositor] = []
    paint = Compositor.render_full_update

    def paint_whole(compositor: Compositor, *, simplify: bool = False) -> LayoutUpdate:
        whole.append(compositor)
        return paint(compositor, simplify=simplify)

    async with opened() as (app, pilot):
        guard = app._guard = CountingGuard()
        await _settled(app, pilot, guard)
        monkeypatch.setattr(Compositor, "render_full_update", paint_whole)
        await pilot.press("f6")
        await until(pilot, lambda: app.focused is not app.dashboard.composer.prompt)
        await pilot.click(app.dashboard.composer.prompt)
        await until(pilot, lambda: app.focused is app.dashboard.composer.prompt)
        await until(pilot, lambda: not app.screen._dirty_widgets)
        assert not whole
        app.screen.refresh()
        await until(pilot, lambda: bool(whole))

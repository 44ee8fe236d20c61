"""Panes are drawn for the size that they have, whether they were told of it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App, ComposeResult

from copilot_tui.ui.widgets.transcript.view import Transcript
from tests.ui.transcript.conversation import turn

if TYPE_CHECKING:
    from textual import events


class Untold(Transcript):
    """A transcript whose Resize never arrives."""

    def _on_resize(self, event: events.Resize) -> None:
        """Lets no handler of the base classes see it."""
        event.prevent_default()


class Host(App[None]):
    """Shows it."""

    def compose(self) -> ComposeResult:
        """Only the transcript, and nothing in it yet."""
        yield Untold()


async def test_a_question_is_seen_though_the_size_was_never_told() -> None:
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        app.query_one(Untold).show([turn(1, query="Who are the admins?")])
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        shown = "\n".join("".join(segment.text for segment in strip) for strip in strips)
        assert "Who are the admins?" in shown

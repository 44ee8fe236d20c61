"""Quitting: what would be lost is said first, what is typed is kept, and what is on the wire is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from copilot_tui.ui.failure_reporter import copilot_error
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from copilot_tui.service.desk import Desk
    from copilot_tui.ui.app import CopilotApp


class Leaving:
    """Ends an app, at once or after a question.

    Args:
        app: which.
    """

    def __init__(self, app: CopilotApp) -> None:
        self._app = app
        self._warned = False  # of what would be lost

    async def ask(self) -> None:
        """Quits; asks first where questions are on the wire, and warns once of what would be lost."""
        app = self._app
        unsaved = app.dashboard.title_bar.unsaved
        if unsaved and not self._warned:
            self._warned = True
            app.dashboard.say(
                f"The history cannot be written: {count(unsaved, 'conversation')} would be lost. "
                f"Export what you need ({app.dashboard.key_of('list.export')} in the list), "
                f"or press {app.dashboard.key_of('quit')} again to quit.",
                "warning",
            )
        elif app.desk is not None and app.desk.session.dispatch.asking:
            app.run_worker(self._ask_whether_to_wait(app.desk), exclusive=True, group="leave")
        else:
            await self.leave()

    async def leave(self, return_code: int = 0) -> None:
        """Quits without a question: what is typed is kept, what is on the wire becomes interrupted."""
        dashboard = self._app.dashboard
        farewell = None
        try:
            await dashboard.drafts.keep_for_good()
        except copilot_error() as failure:
            from copilot_tui.ui.crash import unsaved_words

            farewell = Text(unsaved_words(failure, dashboard.composer.text))
        self._app.exit(return_code=return_code, message=farewell)

    async def _ask_whether_to_wait(self, desk: Desk) -> None:
        from copilot_tui.ui.screens.dialog import LeaveDialog

        choice = await self._app.push_screen_wait(LeaveDialog(desk.session.dispatch.asking))
        if choice == "wait":
            self._app.notify("Quits once the answer is there.", markup=False)
            await desk.session.dispatch.idle()
        if choice is not None:
            await self.leave()

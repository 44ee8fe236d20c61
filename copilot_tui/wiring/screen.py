"""Starting the full screen: what the first frame needs is read first, everything else behind it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from copilot_tui.config.first_frame import peek
from copilot_tui.config.paths import log_dir, preferences_file, themes_dir
from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.launch import Launch, Refusal
from copilot_tui.ui.terminal.watch import watched

if TYPE_CHECKING:
    from copilot_tui.service.desk import Desk
    from copilot_tui.service.options import Options
    from copilot_tui.wiring.log import Log
    from copilot_tui.wiring.rooms import Rooms


def run_screen(rooms: Rooms, options: Options, conversation: str | None) -> int:
    """Runs the screen until the person leaves; returns the exit status.

    A person who asks for the demo on the sign-in screen gets a new screen with it. A signal that ends it gives 128 and
    its number: 143 for SIGTERM, 129 for SIGHUP, and for a terminal that is gone.
    """
    early = peek(options.config, preferences_file(options.data_dir))
    opening = _Opening(rooms, options)
    app = CopilotApp(
        Launch(
            open_desk=opening.desk,
            theme=options.theme or early.theme,
            panes=early.panes,
            themes_dir=themes_dir(options.config),
            demo=options.demo,
            conversation=conversation,
            log=log_dir() / "copilot-tui.log",
        )
    )
    with watched(app.ask_to_leave):
        result = app.run(mouse=early.mouse)
    opening.close(app)
    if result == "demo":
        return run_screen(rooms, replace(options, demo=True, data_dir=None), None)
    sys.stdout.flush()
    return app.return_code or 0


class _Opening:
    """The desk of one run of the screen, and the log that goes with it."""

    def __init__(self, rooms: Rooms, options: Options) -> None:
        self._rooms = rooms
        self._options = options

    @cached_property
    def log(self) -> Log:
        """Made behind the first frame."""
        from copilot_tui.wiring.log import Log

        log = Log(log_dir())
        log.started(demo=self._options.demo)
        return log

    def desk(self) -> Desk | Refusal:
        """Opens the desk; called in a thread."""
        from copilot_tui.domain.environment import VARIABLE
        from copilot_tui.domain.errors import CopilotError
        from copilot_tui.domain.text import prose

        log = self.log
        try:
            desk = self._rooms.desk(self._options, keep=True)
        except CopilotError as error:
            log.refused(error.as_failure())
            return Refusal(prose("\n".join(part for part in (error.message, error.hint) if part)), exit_code=2)
        # It is known now. What is started from here on, an editor, a browser, a clipboard tool, is not to have it.
        os.environ.pop(VARIABLE, None)
        log.set_level(desk.settings.log_level)
        desk.session.subscribe(log.heed)
        return desk

    def close(self, app: CopilotApp) -> None:
        """Notes how it ended."""
        if app.mistake is not None:
            self.log.crashed(app.mistake)
        self.log.stopped(app.return_code or 0)
        self.log.close()

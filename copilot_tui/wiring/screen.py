"""Starting the full screen: what the first frame needs is read first, everything else behind it."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from copilot_tui.config.early import peek
from copilot_tui.ui.app import CopilotApp, Launch, Refusal

if TYPE_CHECKING:
    from copilot_tui.service.desk import Desk
    from copilot_tui.service.options import Options
    from copilot_tui.wiring.rooms import Rooms


def run_screen(rooms: Rooms, options: Options, conversation: str | None) -> int:
    """Runs the screen until the person leaves; returns the exit status.

    A person who asks for the demo on the sign-in screen gets a new screen with it.
    """
    early = peek(options.config)

    def open_desk() -> Desk | Refusal:
        from copilot_tui.domain.errors import CopilotError
        from copilot_tui.domain.text import prose

        try:
            return rooms.desk(options)
        except CopilotError as error:
            return Refusal(prose("\n".join(part for part in (error.message, error.hint) if part)), exit_code=2)

    app = CopilotApp(
        Launch(
            open_desk=open_desk,
            theme=options.theme or early.theme,
            demo=options.demo,
            conversation=conversation,
        )
    )
    result = app.run(mouse=early.mouse)
    if result == "demo":
        return run_screen(rooms, replace(options, demo=True, data_dir=None), None)
    sys.stdout.flush()
    return app.return_code or 0

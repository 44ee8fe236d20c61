"""Going from the dashboard to a screen, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.snapshots.screens.visits import WAIT, Visit, open_newest
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from copilot_tui.ui.app import CopilotApp

OPEN = {"dialog", "export", "import", "leave", "library", "setting"}
"""Groups of work that goes on for as long as a screen is open."""


async def go(app: CopilotApp, pilot: Pilot[Any], visit: Visit) -> None:
    """Opens a screen, and waits until it stays as it is."""
    board = app.dashboard
    if visit.name not in {"leaving", "asking"} and (board.conversation is None or visit.name == "list"):
        await open_newest(app)
    done = visit.before(app)
    if done is not None:
        await done
    for key in visit.keys:
        if key.startswith(WAIT):
            await settle(app, pilot, key.removeprefix(WAIT))
        else:
            await pilot.press(key)
    await settle(app, pilot, visit.shows)


async def go_back(app: CopilotApp, pilot: Pilot[Any]) -> None:
    """To the dashboard, the composer focused."""
    while app.screen is not app.dashboard:
        app.screen.dismiss(None)
        await pilot.pause()
    app.dashboard.program_viewing.close()
    app.dashboard.listed.clear()
    app.dashboard.composer.prompt.focus()
    app.clear_notifications()
    await pilot.pause()


async def settle(app: CopilotApp, pilot: Pilot[Any], shows: str = "") -> None:
    """Waits until something stands on the screen, and until the screen stays as it is."""
    before = ""

    def still() -> bool:
        nonlocal before
        last, before = before, shown(app)
        return (
            before == last
            and shows in before
            and all(work.is_finished for work in app.workers if work.group not in OPEN)
            and (app.dashboard.transcript is None or app.dashboard.transcript._calm is None)  # its height is known
        )

    await until(pilot, still, lambda: f"no {shows!r} on a screen that stays as it is:\n{before}")

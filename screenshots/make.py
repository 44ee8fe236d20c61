"""Makes the pictures of this folder from the demo: run it after a change that can be seen.

Usage: python screenshots/make.py [NAME …]
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from copilot_tui.service.options import Options
from copilot_tui.ui.app import CopilotApp, Launch
from copilot_tui.wiring.rooms import Rooms

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from copilot_tui.service.desk import Desk

HERE = Path(__file__).parent
ANSWER = "Why did update 4"  # the sample conversation that the pictures are taken in


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture."""

    name: str
    keys: tuple[str, ...]
    """Pressed one after another once the sample conversation is open."""
    size: tuple[int, int] = (120, 40)
    theme: str = "copilot-dark"


PICTURES = (
    Picture("dashboard", ("escape", "home", "escape"), size=(140, 42)),
    Picture("dashboard-light", ("escape", "home", "escape"), size=(140, 42), theme="copilot-light"),
    Picture("dashboard-small", (), size=(80, 24)),
    Picture("program", ("escape", "end", "v")),
    Picture("sign-in", ("sign_in",)),
    Picture("help", ("f1",)),
    Picture("context", ("f4",)),
    Picture("programs", ("f2",)),
)


async def until(pilot: Pilot[str], holds: Callable[[], bool]) -> None:
    """Waits for a condition."""
    async with asyncio.timeout(10):
        while not holds():
            await pilot.pause(0.02)


async def take(picture: Picture) -> None:
    """Runs the demo, goes where the picture is taken, and writes it."""
    rooms = Rooms()

    def open_desk() -> Desk:
        return rooms.desk(Options(demo=True))

    app = CopilotApp(Launch(open_desk=open_desk, theme=picture.theme, demo=True))
    async with app.run_test(size=picture.size) as pilot:
        dashboard = app.dashboard
        await until(pilot, lambda: app.desk is not None and dashboard.listed.loaded > 0)
        sample = next(row for row in dashboard.listed.summaries if row.title.startswith(ANSWER))
        await dashboard.browsing.choose(sample.id)
        await pilot.pause()
        for key in picture.keys:
            if key == "sign_in":
                dashboard.placing.ask_to_sign_in()
            else:
                await pilot.press(key)
            await pilot.pause(0.6)  # programs are read and coloured in threads; a picture of the end is wanted
        (HERE / f"{picture.name}.svg").write_text(app.export_screenshot(), encoding="utf-8")
    sys.stdout.write(f"{picture.name}\n")


def main() -> None:
    """Takes all pictures, or those that are named."""
    wanted = set(sys.argv[1:])
    for picture in PICTURES:
        if not wanted or picture.name in wanted:
            asyncio.run(take(picture))


if __name__ == "__main__":
    main()

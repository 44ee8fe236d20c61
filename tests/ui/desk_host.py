"""The whole screen over the demo's desk, with settings files of its own."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from copilot_tui.config.first_frame import peek
from copilot_tui.config.paths import preferences_file, themes_dir
from copilot_tui.service.options import Options
from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.launch import Launch
from copilot_tui.wiring.rooms import Rooms
from tests.ui.patience import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot


@asynccontextmanager
async def opened(
    size: tuple[int, int] = (120, 40),
    *,
    config: Path | None = None,
    data_dir: Path | None = None,
    answer_seconds: float = 0,
) -> AsyncIterator[tuple[CopilotApp, Pilot[Any]]]:
    """The app as it is started with a settings file and a history, once its conversations are there.

    Args:
        size: columns and rows.
        config: the settings file; None for none.
        data_dir: where the history is; None for the demo's own.
        answer_seconds: how long the demo takes for an answer, where what is seen meanwhile is looked at.
    """
    options = Options(demo=True, config=config, data_dir=data_dir)
    early = peek(config, preferences_file())
    rooms = Rooms(lambda _: answer_seconds)
    launch = Launch(
        open_desk=lambda: rooms.desk(options),
        theme=early.theme,
        demo=True,
        panes=early.panes,
        themes_dir=themes_dir(config),
    )
    app = CopilotApp(launch)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.desk is not None and app.dashboard.listed.loaded > 0)
        yield app, pilot


def kept() -> str:
    """What preferences.toml holds."""
    file = preferences_file()
    return file.read_text() if file.exists() else ""


def said(app: CopilotApp) -> str:
    """What was said in passing."""
    return "\n".join(notice.message for notice in app._notifications)

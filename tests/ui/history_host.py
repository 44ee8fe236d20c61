"""The dashboard over a history of some hundred conversations, and what its list shows."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from textual.geometry import Region

from copilot_tui.store.history import SqliteHistory
from copilot_tui.ui.widgets.list_head import ListHead
from tests.ui import desk_host

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from copilot_tui.service.ports import History
    from copilot_tui.ui.app import CopilotApp

COUNT = 640
LISTED = 633
"""Those that the generator does not put into the archive."""


@asynccontextmanager
async def opened(data_dir: Path | None) -> AsyncIterator[tuple[CopilotApp, Pilot[Any]]]:
    """The dashboard with the focus in the list."""
    async with desk_host.opened(data_dir=data_dir) as (app, pilot):
        app.dashboard.listed.focus()
        yield app, pilot


async def make_impatient(app: CopilotApp) -> None:
    """Makes the history give up soon where another holds it: a test is not to wait for as long as a person would."""

    def shorten(history: History) -> None:
        assert isinstance(history, SqliteHistory)
        history._database.busy_seconds = 0.02

    assert app.desk is not None
    await app.desk.session.read(shorten)


def head(app: CopilotApp) -> str:
    return " ".join(app.dashboard.query_one(ListHead).render_line(0).text.split())


def rows(app: CopilotApp) -> list[str]:
    listed = app.dashboard.listed
    lines = listed.render_lines(Region(0, 0, *listed.size))
    return [text for drawn in lines if (text := drawn.text.strip())]

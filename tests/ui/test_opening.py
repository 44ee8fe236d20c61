"""What the screen says of a history that is long in opening, or was not opened as usual."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from copilot_tui.service.options import Options
from copilot_tui.store.history import SqliteHistory
from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.launch import Launch
from copilot_tui.wiring.rooms import Rooms
from tests.store.samples import converse, says
from tests.ui.history_host import rows
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path

    from copilot_tui.service.desk import Desk
    from copilot_tui.ui.launch import Refusal


def app_over(data_dir: Path, go_on: Event) -> CopilotApp:
    """The dashboard without a token, whose desk is there once `go_on` is set."""

    def opened() -> Desk | Refusal:
        go_on.wait()
        options = Options(data_dir=data_dir, org="acme", api_url="http://127.0.0.1:9")
        return Rooms().desk(options, keep=True)

    return CopilotApp(Launch(open_desk=opened))


async def test_a_history_that_is_long_in_opening_is_not_said_to_be_empty(tmp_path: Path) -> None:
    go_on = Event()
    app = app_over(tmp_path / "data", go_on)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "No conversations yet" not in shown(app)
        await until(pilot, lambda: "Opening the history…" in shown(app))
        go_on.set()
        await until(pilot, lambda: "No conversations yet." in shown(app))
        assert "Opening" not in shown(app)


async def test_what_became_of_a_damaged_history_stays_in_sight(tmp_path: Path) -> None:
    history = SqliteHistory(tmp_path / "data")
    converse(history, "Where is my bucket?", says("Here"))
    history.close()
    with (tmp_path / "data" / "history.db").open("r+b") as file:
        file.write(b"garbage" * 10)
    go_on = Event()
    go_on.set()
    app = app_over(tmp_path / "data", go_on)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: any("Where is my" in row for row in rows(app)))
        text = " ".join(shown(app).split())
        assert "The history file was damaged. 1 conversation with 1 message were read" in app.dashboard.welcome.told[0]
        assert "history file was damaged." in text
        assert "is kept on this machine" not in text
        app.clear_notifications()
        await pilot.pause()
        assert "history file was damaged." in " ".join(shown(app).split())

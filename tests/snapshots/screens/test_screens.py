"""Every screen as it was when somebody last looked at it, in three sizes and three themes.

After a change that is meant: ``UPDATE_SNAPSHOTS=1 pytest tests/snapshots/screens``, then read the difference.
"""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from copilot_tui.service.options import Options
from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.launch import Launch
from copilot_tui.wiring.rooms import Rooms
from tests.snapshots.screens.clock import stop_clocks
from tests.snapshots.screens.going import go, go_back, settle
from tests.snapshots.screens.picture import Picture, take, written
from tests.snapshots.screens.visits import VISITS
from tests.ui.patience import until

if TYPE_CHECKING:
    from textual.pilot import Pilot

KEPT = Path(__file__).parent / "kept"
THEMES = ("copilot-dark", "copilot-light", "ansi-dark")
SIZES = ((80, 24), (120, 40), (200, 50))
CONFIG = 'reduced_motion = true\ncloud_details = false\n\n[export]\nfolder = "/srv/exports"\n'


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CopilotApp:
    """The program over the demo, at a moment and on a machine that are always the same."""
    for name in ("config", "state", "data", "cache"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    for name in ("SSH_CONNECTION", "TMUX", "NO_COLOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    stop_clocks(monkeypatch)
    config = tmp_path / "config.toml"
    config.write_text(CONFIG)
    options = Options(demo=True, config=config)
    return CopilotApp(Launch(open_desk=lambda: Rooms(lambda _: 0).desk(options), demo=True))


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process can be set on POSIX only")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_is_as_it_was(size: tuple[int, int], app: CopilotApp) -> None:
    wrong = []
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.desk is not None and app.dashboard.listed.loaded > 0)
        app.dashboard.title_bar.host = "api.pulumi.com"  # the demo's has another port each time
        await settle(app, pilot, "To begin with")
        wrong += compared("start", size, await pictures(app, pilot))
        for visit in VISITS:
            await go(app, pilot, visit)
            wrong += compared(visit.name, size, await pictures(app, pilot))
            await go_back(app, pilot)
    assert not wrong, "\n".join(wrong)


async def pictures(app: CopilotApp, pilot: Pilot[Any]) -> dict[str, Picture]:
    """The screen in all themes, the one in force first: to change it is most of the work."""
    taken = {app.theme: take(app)}
    for theme in THEMES:
        if theme in taken:
            continue
        app.theme = theme
        seen: list[Picture] = []

        def drawn(seen: list[Picture] = seen) -> bool:
            """Whether it stays as it is."""
            seen.append(take(app))
            return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]

        await until(pilot, drawn, partial("no rest in {}".format, theme))
        taken[theme] = seen[-1]
    return {theme: taken[theme] for theme in THEMES}


def compared(name: str, size: tuple[int, int], taken: dict[str, Picture]) -> list[str]:
    """What is wrong with a picture; writes it where that is wanted."""
    file = KEPT / f"{name}-{size[0]}x{size[1]}.txt"
    now = written(taken)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if now == kept:
        return []
    at = next(
        (at for at, pair in enumerate(zip(kept.split("\n"), now.split("\n"), strict=False)) if len(set(pair)) > 1), 0
    )
    lines = [text.split("\n")[at] if at < text.count("\n") else "" for text in (kept, now)]
    return [f"{file.name}, line {at + 1}:\n  kept {lines[0]}\n  now  {lines[1]}"]

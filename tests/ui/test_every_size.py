"""Windows from 1×1 to 12×10: every screen there is can be drawn in all of them, and is there again afterwards."""

from __future__ import annotations

from importlib import import_module
from itertools import product
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from copilot_tui.domain.planned import PlannedFile, Standing, Survey
from copilot_tui.ui import screens
from copilot_tui.ui.screens.copying import copying_screen
from copilot_tui.ui.screens.languages import languages_screen
from copilot_tui.ui.screens.link_list import link_screen
from copilot_tui.ui.screens.replace import ReplaceScreen
from copilot_tui.ui.widgets.transcript.copies import Copy
from copilot_tui.ui.widgets.transcript.markdown import Link
from tests.hostile.corpus import ALL
from tests.snapshots.screens.going import go, go_back, settle
from tests.snapshots.screens.visits import VISITS, Visit, focus_list, focus_transcript
from tests.ui.desk_host import opened
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from copilot_tui.ui.app import CopilotApp

NORMAL = (120, 40)
SIZES = list(product(range(1, 13), range(1, 11)))
A_SCREEN = len(SIZES) if ALL else 6
"""How many of them each screen goes through; all screens together go through all, several times."""
DIFFERENT = [Survey(PlannedFile("a.txt", "new\n"), Standing.DIFFERENT, "old\n")] * 2
LINKS = [Link("here", "https://evil.example/" + "x" * 300), Link("there", "mailto:jo@example.com")]


def with_a_secret(app: CopilotApp) -> None:
    app.dashboard.composer.put("Why? pul-" + "feedbeef" * 5)


def pushed(app: CopilotApp, screen: Screen[Any]) -> None:
    app.push_screen(screen)


def enlarge(app: CopilotApp) -> None:
    app.dashboard.program_viewing.enlarge(app.dashboard.programs[0], app.dashboard.programs)


MORE = (
    Visit("start", "acme"),
    Visit("program-alone", "v2", before=enlarge),
    Visit("rename", "Rename the conversation", ("r",), before=focus_list),
    Visit("copy", "words of what to copy", before=lambda app: pushed(app, copying_screen([Copy("code", "x\ny")]))),
    Visit("links", "words of the link", before=lambda app: pushed(app, link_screen(LINKS))),
    Visit("import", "Import", before=lambda app: app.dashboard.import_actions.import_files()),
    Visit("languages", "TypeScript", before=lambda app: pushed(app, languages_screen("go"))),
)
"""What the pictures do not show: the same place in another state, or a screen like another."""
LAST = (
    Visit("filter", "1 found", ("slash", *"vpc"), before=focus_list),
    Visit("find", "of", ("slash", *"a"), before=focus_transcript),
    Visit("secrets", "seems to hold a secret", ("enter",), before=with_a_secret),
)
"""What stays as it is when it is left."""


def every_screen() -> set[type[Screen[Any]]]:
    """Every class of ours that is a screen, whether anybody thought of it here or not."""
    for module in walk_packages(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    found: set[type[Screen[Any]]] = set()
    kinds: list[type[Any]] = [Screen]
    while kinds:
        kinds = [kind for parent in kinds for kind in parent.__subclasses__()]
        found |= {kind for kind in kinds if kind.__module__.startswith("copilot_tui.")}
    return found


async def through(app: CopilotApp, pilot: Pilot[Any], visit: Visit, sizes: list[tuple[int, int]]) -> None:
    """Draws a screen in each size, and as it was before unless it leaves when its window changes."""
    screen = app.screen
    for size in sizes:
        await pilot.resize_terminal(*size)
        shown(app)
        assert app._exception is None, f"{visit.name} at {size}"
    await pilot.resize_terminal(*NORMAL)
    if screen.is_attached:
        await settle(app, pilot, visit.shows if visit.name != "list" else "")  # the focus goes with the list
        assert screen.focused is not None or not screen.focus_chain, f"keys go nowhere in {visit.name}"


async def test_no_screen_crashes_in_any_size(tmp_path: Path) -> None:
    visits = (
        *MORE,
        Visit("replace", "yes, replace", before=lambda app: pushed(app, ReplaceScreen(tmp_path, DIFFERENT))),
        *VISITS,
        *LAST,
    )
    seen: set[type[Any]] = set()
    async with opened(NORMAL) as (app, pilot):
        for number, visit in enumerate(visits):
            await go(app, pilot, visit)
            seen.update(type(app.screen).__mro__)
            await through(app, pilot, visit, SIZES[number % len(SIZES) :: len(SIZES) // A_SCREEN])
            await go_back(app, pilot)
    assert every_screen() - seen == set(), "a screen that is not visited: add it to MORE"

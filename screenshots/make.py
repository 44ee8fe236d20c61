"""Makes the pictures of this folder from the demo: run it after a change that can be seen.

Usage: python screenshots/make.py [NAME …]

Every picture is taken in one sample conversation, after some steps. A step is a key; "type …" types; "see …" waits
until a text is on the screen. Where no "see" follows, a step waits until nothing moves any more.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copilot_tui.service.options import Options
from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.launch import Launch
from copilot_tui.wiring.rooms import Rooms

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from textual.pilot import Pilot
    from textual.strip import Strip

    from copilot_tui.service.desk import Desk

HERE = Path(__file__).resolve().parent
ANSWER = "Why did update 4"  # the sample conversation that the pictures are taken in
_PATIENCE_SECONDS = 20
_LOOKS, _LOOKS_ALIKE = 60, 4
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_LINES = re.compile(r'<text class="[^"]*" x="[^"]*" y="([^"]*)"[^>]*>(.*?)</text>')


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture."""

    name: str
    steps: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 40)
    theme: str = "copilot-dark"


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture of the tour, and how long it stays."""

    steps: tuple[str, ...]
    seconds: float


PICTURES = (
    Picture("dashboard", ("escape", "home", "escape"), size=(140, 42)),
    Picture("dashboard-light", ("escape", "home", "escape"), size=(140, 42), theme="copilot-light"),
    Picture("dashboard-small", size=(80, 24)),
    Picture("program", ("escape", "end", "v")),
    Picture("program-beside", ("escape", "end", "v"), size=(180, 46)),
    Picture("begin", ("ctrl+n", "see UPDATES"), size=(140, 42)),
    Picture("sign-in", ("sign_in",)),
    Picture("help", ("f1",)),
    Picture("context", ("f4", "see organization")),
    Picture("programs", ("f2",)),
    Picture("search", ("ctrl+o", "type bucket", "see hits")),
    Picture("overview", ("f3",)),
)


async def pictures(wanted: Sequence[Picture]) -> AsyncIterator[tuple[Picture, str]]:
    """Takes pictures one after another.

    Yields:
        Each with its SVG, which holds everything that it needs but a monospaced font.
    """
    for picture in wanted:
        app = CopilotApp(Launch(open_desk=_open_desk, theme=picture.theme, demo=True))
        async with app.run_test(size=picture.size) as pilot:
            await _open_sample(app, pilot)
            await _do(app, pilot, picture.steps)
            yield picture, _drawn(app)


async def scenes(wanted: Sequence[Scene], size: tuple[int, int]) -> AsyncIterator[tuple[Scene, str]]:
    """Takes the scenes of one run; each begins where the one before ended."""
    app = CopilotApp(Launch(open_desk=_open_desk, theme="copilot-dark", demo=True))
    async with app.run_test(size=size) as pilot:
        await _open_desk_seen(app, pilot)
        for scene in wanted:
            await _do(app, pilot, scene.steps)
            yield scene, _drawn(app)


def words(svg: str) -> list[str]:
    """The text of a picture, row by row."""
    rows: dict[float, list[str]] = {}
    for y, text in _LINES.findall(svg):
        rows.setdefault(float(y), []).append(text.replace("&#160;", " "))
    return ["".join(rows[y]) for y in sorted(rows)]


def _open_desk() -> Desk:
    return Rooms().desk(Options(demo=True))


async def _open_desk_seen(app: CopilotApp, pilot: Pilot[Any]) -> None:
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while app.desk is None or not app.dashboard.listed.loaded:
            await pilot.pause(0.02)


async def _open_sample(app: CopilotApp, pilot: Pilot[Any]) -> None:
    await _open_desk_seen(app, pilot)
    sample = next(row for row in app.dashboard.listed.summaries if row.title.startswith(ANSWER))
    await app.dashboard.navigation.choose(sample.id)
    await _still(app, pilot)


async def _do(app: CopilotApp, pilot: Pilot[Any], steps: Sequence[str]) -> None:
    for step, following in zip(steps, (*steps[1:], ""), strict=False):
        verb, _, text = step.partition(" ")
        if verb == "sign_in":
            app.dashboard.context_actions.ask_to_sign_in()
        elif verb == "type" and text:
            await pilot.press(*(" ".join(text).replace("   ", " space ").split()))
        elif verb == "see" and text:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                while not any(text in strip.text for strip in _seen(app)):
                    await pilot.pause(0.05)
            continue
        else:
            await pilot.press(step)
        if not following.startswith("see "):
            await _still(app, pilot)


async def _still(app: CopilotApp, pilot: Pilot[Any]) -> None:
    """Waits until what threads read and colour is there: several looks in a row are the same."""
    before: list[Strip] = []
    same = 0
    for _ in range(_LOOKS):
        await pilot.pause(0.08)
        now = _seen(app)
        same = same + 1 if now == before else 0
        if same == _LOOKS_ALIKE:
            return
        before = now


def _seen(app: CopilotApp) -> list[Strip]:
    """What is on the screen; to draw a picture of it each time would be most of the work."""
    return app.screen._compositor.render_strips()  # noqa: SLF001 — Textual's own way to a picture


def _drawn(app: CopilotApp) -> str:
    return _FONTS.sub("", app.export_screenshot())


@contextlib.contextmanager
def _nobodys_home() -> Iterator[None]:
    """The home folder of somebody who has no settings, logins or files."""
    with tempfile.TemporaryDirectory() as home, contextlib.chdir(home):
        for name in os.environ:
            if name.startswith(("XDG_", "PULUMI_", "COPILOT_TUI_")):
                del os.environ[name]
        os.environ["HOME"] = os.environ["USERPROFILE"] = home
        yield


async def _make(wanted: set[str]) -> None:
    from tour import SCENES, SIZE, animated

    with _nobodys_home():
        chosen = [picture for picture in PICTURES if not wanted or picture.name in wanted]
        async for picture, svg in pictures(chosen):
            (HERE / f"{picture.name}.svg").write_text(svg, encoding="utf-8")
            sys.stdout.write(f"{picture.name}\n")
        if not wanted or "tour" in wanted:
            taken = [(svg, scene.seconds) async for scene, svg in scenes(SCENES, SIZE)]
            (HERE / "tour.svg").write_text(animated(taken), encoding="utf-8")
            sys.stdout.write("tour\n")


def main() -> None:
    """Takes all pictures, or those that are named."""
    asyncio.run(_make(set(sys.argv[1:])))


if __name__ == "__main__":
    main()

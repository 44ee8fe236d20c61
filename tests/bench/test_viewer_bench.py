"""What a long program costs in the viewer against a short one, and a page against the echo of a key.

Run by hand: ``pytest -m bench -s tests/bench/test_viewer_bench.py``. It prints, and asserts nothing about times.
"""

from __future__ import annotations

import gc
import sys
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.widgets import Input

from copilot_tui.ui.screens.program import ProgramScreen
from copilot_tui.ui.widgets.code_view import CodeView
from tests.ui.program_host import NOW, Host, Recorder, program, shown
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult
    from textual.pilot import Pilot

pytestmark = pytest.mark.bench

SIZE = (120, 40)
PART = """const bucket{n} = new aws.s3.Bucket("site-{n}", {{
    tags: {{ project: "site", number: `${{n}}` }}, // one of many
    forceDestroy: {n} % 2 === 0,
}});
"""


class Echo(App[None]):
    """The floor: a key that is shown."""

    def compose(self) -> ComposeResult:
        yield Input()


def code(lines: int) -> str:
    return "".join(PART.format(n=number) for number in range(lines // 4))


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")


async def pressed(pilot: Pilot[Any], key: str, times: int) -> float:
    """Median milliseconds of a key until everything that it starts is painted."""
    found = []
    for _ in range(times):
        gc.collect()
        start = perf_counter()
        await pilot.press(key)
        await pilot.pause()
        found.append((perf_counter() - start) * 1000)
    return median(found)


async def viewers(source: str) -> AsyncIterator[tuple[Host, Pilot[Any], float]]:
    """The viewer of a program, opened several times, each with the milliseconds to its first paint."""
    gc.freeze()  # the collector as the app has it, see `CopilotApp`
    gc.set_threshold(8_000, 10, 50)
    for _ in range(5):
        app = Host()
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            gc.collect()
            meant = program(1, source)
            start = perf_counter()
            await app.push_screen(ProgramScreen(meant, [meant], Recorder().actions, now=lambda: NOW))
            await in_sight(app, source[:20])
            yield app, pilot, (perf_counter() - start) * 1000


async def in_sight(app: Host, words: str) -> None:
    """Waits for the first frame that shows them; colours and packages come later, from threads."""
    await until(lambda: words in shown(app), look_seconds=0)


async def test_a_long_program_against_a_short_one() -> None:
    async with Echo().run_test(size=SIZE) as pilot:
        await pressed(pilot, "a", 3)
        floor = await pressed(pilot, "a", 30)
    say(f"\n{'floor: echo of a key':34}{floor:8.1f} ms")
    firsts = {}
    for lines in (20, 20, 2_000):  # the first one pays for what is imported
        paints, pages = [], []
        async for app, pilot, paint in viewers(code(lines)):
            paints.append(paint)
            await pilot.pause()
            app.screen.query_one(CodeView).focus()
            pages.append(await pressed(pilot, "pagedown", 8))
        firsts[lines] = median(paints)
        say(f"{f'{lines:,} lines: first paint':34}{median(paints):8.1f} ms")
        say(f"{f'{lines:,} lines: a page':34}{median(pages):8.1f} ms  (floor {median(pages) - floor:+.1f})")
    say(f"{'first paint, 2,000 against 20':34}{firsts[2_000] / firsts[20]:8.2f} times")


async def test_a_line_of_a_megabyte() -> None:
    source = 'const data = "' + "x" * 1_000_000 + '";'
    async for app, pilot, paint in viewers(source):
        say(f"{'1 MB in a line: first paint':34}{paint:8.1f} ms")
        await pilot.pause()
        app.screen.query_one(CodeView).focus()
        for key in ("right", "end", "home", "w"):
            say(f"{f'1 MB in a line: {key}':34}{await pressed(pilot, key, 1):8.1f} ms")
        break

"""What a long conversation costs against a short one: open, page, end, top, find.

Run by hand: ``pytest -m bench -s tests/bench/test_transcript_bench.py``. It prints, and asserts nothing about times.
"""

from __future__ import annotations

import gc
import sys
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from textual.geometry import Region

from copilot_tui.domain.message import ResponseMessage
from tests.ui.transcript.conversation import ANSWER, long, turn
from tests.ui.transcript.host import Host

if TYPE_CHECKING:
    from collections.abc import Callable

    from copilot_tui.domain.conversation import Turn

pytestmark = pytest.mark.bench

SIZE = (120, 40)


def say(line: str = "") -> None:
    """A line of the table."""
    sys.stdout.write(f"{line}\n")


def paint(app: Host) -> None:
    """What a frame asks of the widget."""
    app.transcript.render_lines(Region(0, 0, *app.transcript.size))


def timed(action: Callable[[], object], app: Host, times: int = 1) -> float:
    """Median milliseconds of an action and the frame after it; what collecting the turns' garbage takes is left out."""
    taken = []
    for _ in range(times):
        gc.collect()
        start = perf_counter()
        action()
        paint(app)
        taken.append((perf_counter() - start) * 1000)
    return median(taken)


async def measure(turns: list[Turn]) -> dict[str, float]:
    """Milliseconds of each action on a conversation."""
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        transcript = app.transcript
        transcript.show(long(3))
        paint(app)  # what is imported at first use is imported
        found = {"open": timed(lambda: transcript.show(turns), app)}
        await pilot.pause()
        found["page up (new)"] = timed(lambda: transcript.action_page(-1), app, times=5)
        found["page down"] = timed(lambda: transcript.action_page(1), app, times=4)
        found["wheel"] = timed(lambda: transcript.scroll_rows(-2), app, times=9)
        found["top"] = timed(transcript.action_start, app)
        found["end"] = timed(transcript.action_end, app)
        for name, words in (("find", "writing of what stands nowhere"), ("find a word", "output")):
            start = perf_counter()
            await transcript.find(words)
            paint(app)
            found[name] = (perf_counter() - start) * 1000
        await transcript.find("")
        last = turns[-1].model_copy(update={"messages": (ResponseMessage(content=ANSWER),)})
        found["answer"] = timed(lambda: transcript.update_turn(last), app)
        start = perf_counter()
        await pilot.resize_terminal(100, 40)
        await pilot.pause()
        found["resize"] = (perf_counter() - start) * 1000
    return found


async def test_long_against_short() -> None:
    await measure(long(10))
    short, long_, longest = [await measure(long(count)) for count in (10, 5_000, 50_000)]
    say(f"\n{'ms':16}{'10':>8}{'5,000':>8}{'ratio':>7}{'50,000':>8}{'ratio':>7}")
    for name, base in short.items():
        one, two = long_[name], longest[name]
        say(f"{name:16}{base:8.1f}{one:8.1f}{one / base:7.1f}{two:8.1f}{two / one:7.1f}")


async def test_large_messages() -> None:
    say()
    for name, text in {
        "Markdown of 60 KB": ANSWER * 70,
        "Markdown of 90 KB": ANSWER * 105,
        "100,000 lines": "a line of text\n" * 100_000,
        "one line of 1 MB": "word " * 200_000,
        "one CJK line of 1 M": "文" * 1_000_000,
    }.items():
        found = await measure([turn(0), turn(1, "?", ResponseMessage(content=text))])
        say(f"{name:22} " + "  ".join(f"{action} {value:.1f}" for action, value in found.items()))

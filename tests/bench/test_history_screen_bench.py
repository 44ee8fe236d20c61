"""The screen over a history of 100,000 conversations and 1,000,000 messages: key to picture, in a pseudo-terminal.

Run by hand: ``pytest -m bench -s tests/bench/test_history_screen_bench.py``; see `tests.bench.test_history_bench`.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.listing import ListQuery
from copilot_tui.store.history import SqliteHistory
from tests.bench.echo import Typist
from tests.bench.painting import Painting, changed
from tests.bench.table import row, say
from tests.e2e.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parent.parent.parent
RUNS = 9
FREQUENT = ["the", "bucket", "policy", "resource", "update", "failed", "stack", "bucket policy"]
HITS = slice(9, 33)
"""Lines of the search where hits stand, at 120×40."""
LIST, FILTERED = slice(2, 38), slice(6, 38)


def test_start_and_memory(big: Path, tmp_path: Path) -> None:
    folders = {"empty": tmp_path / "empty", "big": big}
    seconds: dict[str, list[float]] = {name: [] for name in folders}
    memory: dict[str, list[float]] = {name: [] for name in folders}
    for _ in range(RUNS):
        for name, folder in folders.items():
            begun = time.perf_counter()
            with opened(folder, tmp_path) as terminal:
                terminal.wait_for("Ask Pulumi Copilot…")
                terminal.send("qzxj")
                terminal.wait_for("qzxj")
                seconds[name].append((time.perf_counter() - begun) * 1000)
                terminal.wait_for(r"everywhere" if name == "empty" else r"everywhere\s+98,9")
                Typist(terminal).settle()
                memory[name].append(resident(terminal.process.pid))
    for name in folders:
        row(f"start to an echo, {name}", seconds[name])
    say(f"ratio of starts {median(seconds['big']) / median(seconds['empty']):.2f} (at most 1.1)")
    more = median(memory["big"]) - median(memory["empty"])
    say(f"memory {median(memory['empty']):.1f} MB empty, {more:+.1f} MB with the big store (at most +10)")


def test_the_list_against_the_echo_of_a_key(big: Path, tmp_path: Path) -> None:
    with opened(big, tmp_path) as terminal:
        terminal.wait_for(r"everywhere\s+98,9")
        typist = Typist(terminal)
        typist.settle()
        end = time.monotonic() + 3
        idle = typist.keys(lambda: time.monotonic() < end)
        row("echo in the composer", idle.times)
        typist.erase()
        to_the_list(terminal)
        painting = Painting(terminal)
        for name, keys in {"page down": [b"\x1b[6~"] * 40, "end, home": [b"\x1b[F", b"\x1b[H"] * 20}.items():
            times = []
            for key in keys:
                before = painting.screen
                times += changed(painting.press(key), before, LIST)[-1:]
            row(f"list: {name}", times, limit=2 * idle.p95)
        painting.press(b"/")
        first: list[float] = []
        counted: list[float] = []
        for key in (bytes([letter]) for word in (b"bucket", b"stack pol", b"provider") for letter in (*word, 21)):
            before = painting.screen
            frames = painting.press(key)
            first += changed(frames, before, FILTERED)[:1]
            counted += [frames[-1].after] if frames else []
        row("list: filter, first titles painted", first, limit=2 * idle.p95)
        row("list: filter, all of them counted", counted)


def to_the_list(terminal: Terminal) -> None:
    """Goes round the panes until the keys are the list's."""
    while "/ filter" not in terminal.key_bar():
        before = terminal.frames
        terminal.send("\x1b[17~")  # f6
        terminal.wait_for(partial(_has_drawn, terminal, before))


def _has_drawn(terminal: Terminal, frames: int, _screen: str) -> bool:
    return terminal.frames > frames


def test_search_as_one_types(big: Path, tmp_path: Path) -> None:
    with opened(big, tmp_path) as terminal:
        terminal.wait_for(r"everywhere\s+98,9")
        Typist(terminal).settle()
        terminal.send("\x0f")
        terminal.wait_for("Open or search")
        Typist(terminal).settle()
        painting = Painting(terminal)
        for kind, words in {"frequent": FREQUENT, "rare": rare_words(big)}.items():
            first: list[float] = []
            last: list[float] = []
            for word in words:
                painting.press(b"\x15")
                for typed, letter in enumerate(word, start=1):
                    before = painting.screen
                    times = changed(painting.press(letter.encode()), before, HITS)
                    if typed > 1 and times:
                        first.append(times[0])
                        last.append(times[-1])
            row(f"search: first hits painted, {kind}", first, limit=50)
            row(f"search: ranked hits painted, {kind}", last, limit=80)


def rare_words(big: Path) -> list[str]:
    history = SqliteHistory(big)
    titles = [one.title.lower() for one in history.page(ListQuery(), limit=400)][::30]
    history.close()
    return [word for title in titles if len(word := title.split()[-1].strip("…?.")) > 3]


def resident(pid: int) -> float:
    """Megabytes, on Linux."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@contextmanager
def opened(data_dir: Path, home: Path) -> Iterator[Terminal]:
    env = {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": os.defpath}
    env |= {"COPILOT_TUI_DATA_DIR": str(data_dir)}
    with Terminal([sys.executable, "-m", "copilot_tui"], env=env, size=(120, 40), cwd=ROOT) as terminal:
        yield terminal

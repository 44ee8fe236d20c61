"""What a long conversation costs against a short one, in the whole program behind a pseudo-terminal.

Run by hand: ``pytest -m bench -s tests/bench/test_reading_bench.py``. Ratios within one run, against a bare app with
Header, Input and Footer. It prints the table with its limits, and fails where one is not kept.
"""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.bench.echo import Echoes, Typist
from tests.bench.long_conversations import LENGTHS, build, last_words, title
from tests.e2e.keys import ESCAPE, PAGE_DOWN, PAGE_UP, click
from tests.e2e.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parent.parent.parent
SHORT, LONG, LONGEST = LENGTHS
ROUNDS = 7
PAGES = 40
HELD, HELD_HZ = 60, 30
IDLE_SECONDS = 10
_PAGE_BYTES = 1_500  # less is no page: the scrollbar, a mark
_FRAME_END = b"\x1b[?2026l"


def say(words: str = "") -> None:
    sys.stdout.write(f"{words}\n")


class Table:
    """Figures and their limits."""

    def __init__(self) -> None:
        self.broken: list[str] = []

    def row(self, name: str, value: float, limit: float, unit: str = "ms") -> None:
        kept = value <= limit
        say(f"{name:58}{value:9.2f} {unit:5} limit {limit:9.2f}  {'' if kept else 'BROKEN'}")
        if not kept:
            self.broken.append(name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept = os.environ.get("COPILOT_TUI_BENCH_TALKS")
    path = Path(kept) if kept else tmp_path_factory.mktemp("talks")
    if not (path / "history.db").exists():
        build(path)
    return path


@contextmanager
def started(command: list[str], folder: Path, wanted: str) -> Iterator[tuple[Terminal, Typist]]:
    env = {"HOME": str(folder), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    env |= {"COPILOT_TUI_DATA_DIR": str(folder)}
    with Terminal([sys.executable, "-m", *command], env=env, size=(120, 40), cwd=ROOT) as terminal:
        terminal.wait_for(wanted)
        typist = Typist(terminal)
        typist.settle()
        yield terminal, typist


@contextmanager
def program(folder: Path) -> Iterator[Talks]:
    with started(["copilot_tui"], folder, title(LONGEST)) as (terminal, typist):
        yield Talks(terminal, typist)


class Talks:
    """The program with its list of long conversations."""

    def __init__(self, terminal: Terminal, typist: Typist) -> None:
        self.terminal = terminal
        self.typist = typist
        self._rows = {messages: terminal.find(title(messages)) for messages in LENGTHS}

    def open(self, messages: int) -> float:
        """Milliseconds from the click to the last words of the last message."""
        return self._until(click(*self._rows[messages]), last_words(messages))

    def press(self, key: str) -> float:
        """Milliseconds from a key to the end of the frame with the page that it turns to; 0 where nothing is turned."""
        self.typist.settle(0.12)
        self.typist.look()
        begun = time.perf_counter()
        os.write(self.terminal._master, key.encode())
        while self.typist.read(0.4):
            if len(self.typist.seen) > _PAGE_BYTES and self.typist.seen.endswith(_FRAME_END):
                return (time.perf_counter() - begun) * 1000
        return 0.0

    def top(self) -> float:
        """Milliseconds from the key to the first question."""
        return self._until("g", "Question 0?")

    def hold(self, key: str) -> float:
        """Milliseconds from the last of many repeated keys to the last byte."""
        begun = time.perf_counter()
        for number in range(HELD):
            while (left := begun + number / HELD_HZ - time.perf_counter()) > 0:
                self.typist.read(left)
            os.write(self.terminal._master, key.encode())
        pressed = last = time.perf_counter()
        while self.typist.read(0.15):
            last = time.perf_counter()
        return (last - pressed) * 1000

    def resident(self) -> float:
        """Megabytes."""
        status = Path(f"/proc/{self.terminal.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def processor_seconds(self) -> float:
        fields = Path(f"/proc/{self.terminal.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _until(self, keys: str, words: str) -> float:
        self.typist.look()
        begun = time.perf_counter()
        os.write(self.terminal._master, keys.encode())
        while self.typist.seen.find(words.encode()) < 0:
            assert time.perf_counter() < begun + 20, f"{words} did not come"
            self.typist.read(0.1)
        taken = (time.perf_counter() - begun) * 1000
        self.typist.settle()
        return taken


def echoes(typist: Typist, seconds: float = 2.0) -> Echoes:
    end = time.monotonic() + seconds
    found = typist.keys(lambda: time.monotonic() < end)
    typist.erase()
    return found


def test_reading(folder: Path) -> None:
    table, opened = Table(), {messages: list[float]() for messages in LENGTHS}
    pages, tops, ends = ({messages: list[float]() for messages in LENGTHS} for _ in range(3))
    floor, idle, reading = Echoes(), Echoes(), Echoes()
    with ExitStack() as stack:
        _, bare = stack.enter_context(started(["tests.bench.floor"], folder, "floor is ready"))
        talks = stack.enter_context(program(folder))
        order = list(LENGTHS)
        for messages in order:  # what is imported at first use is imported
            talks.open(messages)
        for _ in range(ROUNDS):
            floor.times += echoes(bare).times
            random.Random(5).shuffle(order)
            for messages in order:
                opened[messages].append(talks.open(messages))
            talks.open(LONG)
            reading.times += echoes(talks.typist).times
            for messages in (SHORT, LONG, LONGEST):
                talks.open(messages)
                talks.press(ESCAPE)
                keys = (
                    [PAGE_UP] * (PAGES // 2) + [PAGE_DOWN] * (PAGES // 4) if messages > SHORT else [PAGE_UP, PAGE_DOWN]
                )
                pages[messages] += filter(None, map(talks.press, keys))
                tops[messages].append(talks.top())
                ends[messages].append(talks._until("G", last_words(messages)))
        idle.times += echoes(bare).times
        lag = max(talks.hold(PAGE_UP), talks.hold(PAGE_DOWN))
    say()
    say(f"floor: echo of a key      {floor}")
    say(f"composer, 5,000 open      {reading}")
    for messages in LENGTHS:
        say(
            f"{messages:6}: open median {median(opened[messages]):6.1f}, max {max(opened[messages]):6.1f}; "
            f"top {median(tops[messages]):6.1f}; end {median(ends[messages]):6.1f} ms; page {Echoes(pages[messages])}"
        )
    page = Echoes(pages[LONG])
    table.row("open 5,000 / open 10", median(opened[LONG]) / median(opened[SHORT]), 2, "times")
    table.row("open 50,000 / open 5,000", median(opened[LONGEST]) / median(opened[LONG]), 1.3, "times")
    table.row("open 5,000, over the echo of a key", median(opened[LONG]) - reading.median, 150)
    table.row("page p95, over the floor's echo p95", page.p95 - floor.p95, 33)
    table.row("top / page", median(tops[LONG]) / page.median, 2, "times")
    table.row("page in 50,000 / in 5,000", Echoes(pages[LONGEST]).median / page.median, 1.3, "times")
    table.row("top of 50,000 / of 5,000", median(tops[LONGEST]) / median(tops[LONG]), 1.3, "times")
    table.row("composer echo p95 / floor p95", reading.p95 / floor.p95, 2, "times")
    table.row("held page key: behind at its end", lag, 50)
    assert not table.broken


def test_memory_and_rest(folder: Path) -> None:
    table, memory = Table(), dict[int, float]()
    say()
    for messages in LENGTHS:
        with program(folder) as talks:
            talks.open(messages)
            talks.press(ESCAPE)
            for key in [PAGE_UP] * 20 + ["g"] + [PAGE_DOWN] * 20 + ["G"]:
                talks.press(key)
            memory[messages] = talks.resident()
            if messages != LONG:
                continue
            talks.typist.settle(3.0)
            talks.typist.look()
            used, end = talks.processor_seconds(), time.monotonic() + IDLE_SECONDS
            while (left := end - time.monotonic()) > 0:
                talks.typist.read(left)
            table.row("idle: processor", (talks.processor_seconds() - used) / IDLE_SECONDS * 100, 0.3, "%")
            table.row("idle: bytes written", len(talks.typist.seen), 0, "bytes")
    table.row(f"memory with 5,000, over {memory[SHORT]:.1f} MB with 10", memory[LONG] - memory[SHORT], 25, "MB")
    table.row("memory with 50,000, over that with 10", memory[LONGEST] - memory[SHORT], 25, "MB")
    assert not table.broken

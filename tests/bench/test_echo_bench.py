"""The echo of keys in the composer while a 5 MB answer is received, parsed, stored and shown.

Run by hand: ``pytest -m bench -s tests/bench/test_echo_bench.py``. Ratios within one run: the median is to stay within
2.5 times, the 95th percentile within 4 times of what they are while nothing is asked.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests import faults
from tests.bench.echo import Echoes, Typist
from tests.e2e.conftest import Starter
from tests.e2e.desk import KeptDesk
from tests.faults import MESSAGE, reply
from tests.loopback import Loopback

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.bench
ROUNDS = 4
MEGABYTES = 5
MEDIAN_RATIO, P95_RATIO = 2.5, 4.0
LINE = "The update failed because of the quota.\n"
PROSE = "## Why\n\nThe update failed **because** of the `quota`:\n\n- one\n- two\n\n"


def answers() -> dict[str, dict[str, object]]:
    """Answers of 5 MB: of many messages, of one, and of one program."""
    size = MEGABYTES * 2**20
    program = {"code": LINE * (size // len(LINE)), "language": "python", "programId": "p"}
    return {
        "many messages": faults.large(MEGABYTES),
        "many of Markdown": {"messages": [{**MESSAGE, "content": PROSE * 60}] * (size // (60 * len(PROSE)))},
        "one message": {"messages": [{**MESSAGE, "content": PROSE * (size // len(PROSE))}]},
        "one program": {"messages": [{**MESSAGE, "kind": "program", "content": program}]},
    }


@pytest.mark.parametrize("shape", answers())
def test_keys_are_echoed_while_a_large_answer_comes(tmp_path: Path, shape: str) -> None:
    with ExitStack() as stack:
        server = stack.enter_context(Loopback([reply(answers()[shape])]))
        start = Starter(tmp_path, stack, [sys.executable, "-m", "copilot_tui"])
        terminal = KeptDesk(start, server.url, tmp_path / "data").open()
        typist = Typist(terminal)
        typist.settle()
        idle, busy = Echoes(), Echoes()
        for _ in range(ROUNDS):
            idle.times += typist.keys(_seconds(2)).times
            typist.erase()
            busy.times += _while_asking(terminal, typist).times
            typist.erase()
    sys.stdout.write(f"\n{shape}\n  idle  {idle}\n  busy  {busy}\n")
    sys.stdout.write(f"  ratio  median {busy.median / idle.median:.2f}  p95 {busy.p95 / idle.p95:.2f}\n")
    assert busy.median <= MEDIAN_RATIO * idle.median
    assert busy.p95 <= P95_RATIO * idle.p95


def _seconds(length: float) -> Callable[[], bool]:
    end = time.monotonic() + length
    return lambda: time.monotonic() < end


def _while_asking(terminal: Terminal, typist: Typist) -> Echoes:
    """The echoes from Enter until half a second after the answer is there."""
    os.write(terminal._master, b"\x0e")
    typist.settle()
    os.write(terminal._master, b"Why?\r")
    typist.look()
    shown: list[float] = []

    def going_on() -> bool:
        if not shown and b"]2;copilot-tui\x1b" in typist.seen:  # the title says that nothing is asked any more
            shown.append(time.monotonic())
        return not shown or time.monotonic() < shown[0] + 0.5

    return typist.keys(going_on)

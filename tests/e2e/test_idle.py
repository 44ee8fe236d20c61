"""Nothing is written to the terminal, and next to nothing done, while nothing happens."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.keys import ESCAPE, F4, ctrl

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter
    from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e
QUIET_SECONDS = 2.2  # cursors would blink twice a second; the history and the cloud are looked after every second
WAKINGS_A_SECOND = 6  # that look, in three threads; whoever polled the keyboard alone would wake ten times


def test_an_idle_screen_writes_nothing_with_a_dialog_over_it_or_without(start: Starter) -> None:
    terminal = start("--demo")
    terminal.wait_for("UPDATES")
    terminal.wait_quiet(QUIET_SECONDS)
    terminal.send(F4)
    terminal.wait_for("Context of the next question")
    terminal.wait_quiet(QUIET_SECONDS)
    terminal.send(ESCAPE)
    terminal.wait_gone("Context of the next question")
    terminal.send(ctrl("o"))
    terminal.wait_for("Open or search")
    terminal.wait_quiet(QUIET_SECONDS)


@pytest.mark.skipif(sys.platform != "linux", reason="wakings are counted by /proc")
def test_an_idle_program_sleeps(start: Starter) -> None:
    terminal = start("--demo")
    terminal.wait_for("UPDATES")
    terminal.wait_quiet(QUIET_SECONDS)
    before = _wakings(terminal)
    terminal.wait_quiet(QUIET_SECONDS)
    assert 0 < _wakings(terminal) - before < WAKINGS_A_SECOND * QUIET_SECONDS


def _wakings(terminal: Terminal) -> int:
    """How often threads of the program have gone to sleep so far."""
    states = [path.read_text() for path in Path(f"/proc/{terminal.process.pid}/task").glob("*/status")]
    return sum(int(state.partition("\nvoluntary_ctxt_switches:")[2].split()[0]) for state in states)

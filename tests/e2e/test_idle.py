"""Nothing is written to the terminal while nothing happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.keys import ESCAPE, F4, ctrl

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter

pytestmark = pytest.mark.e2e
QUIET_SECONDS = 2.2  # cursors would blink twice a second; the history and the cloud are looked after every second


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

"""`doctor` in a terminal: it asks the terminal, and leaves it as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter

pytestmark = pytest.mark.e2e


def test_the_terminal_is_asked_what_it_can_do(start: Starter) -> None:
    terminal = start("doctor", "--api-url", "http://127.0.0.1:9", size=(100, 40))
    terminal.wait_for("✓ terminal")
    terminal.wait_for("xterm-256color, 100×40, 16 million colours")
    assert terminal.wait_exit() == 1
    assert b"\x1b[?u\x1b[c" in terminal.raw
    assert terminal.is_restored(), terminal.modes_left()

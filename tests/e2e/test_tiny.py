"""Windows from 1×1 to 12×10: no screen of the program crashes in any of them, and each is there again afterwards."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.e2e.keys import ENTER, F1, F2, F3, F4, F6, paste
from tests.hostile.corpus import ALL

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter

pytestmark = pytest.mark.e2e
WIDTHS, HEIGHTS = (range(1, 13), range(1, 11)) if ALL else ((1, 6, 12), (1, 3, 10))
SIZES = list(product(WIDTHS, HEIGHTS))
NORMAL = (120, 40)
# What opens a screen from the list of conversations, and what is on it then.
SCREENS = {
    "dashboard": ("", "Share secrets"),
    "conversation": (ENTER, "you ·"),
    "help": (F1, "type to find a key"),
    "programs": (F2, "lang:ts"),
    "overview": (F3, "Share secrets"),
    "context": (F4, "(?i)organi[sz]ation|org"),
    "search": ("\x0f", "Open or search"),
    "palette": ("\x10", "do it"),
    "rename": ("r", "(?i)rename|title"),
    "export": ("e", "enter write"),
}


@pytest.mark.parametrize("name", list(SCREENS)[:: 1 if ALL else 3])
def test_no_screen_crashes_in_any_size(start: Starter, name: str) -> None:
    keys, shown = SCREENS[name]
    terminal = start("--demo", size=NORMAL)
    terminal.wait_for("Share secrets")
    terminal.send(F6)
    terminal.wait_for(lambda _: "begin with it" in terminal.key_bar())
    terminal.send(F6)
    terminal.wait_for(lambda _: "filter" in terminal.key_bar())
    terminal.send(keys)
    terminal.wait_for(shown)
    for size in [*SIZES, NORMAL]:
        terminal.resize(*size)
        terminal.wait_frame()
    terminal.wait_for(shown)
    assert terminal.process.poll() is None


def test_a_warning_of_secrets_survives_every_size(start: Starter) -> None:
    terminal = start("--demo", size=NORMAL)
    terminal.wait_for("Share secrets")
    terminal.send(paste("Why? pul-" + "feedbeef" * 5) + ENTER)
    terminal.wait_for("seems to hold a secret")
    for size in [*SIZES, NORMAL]:
        terminal.resize(*size)
        terminal.wait_frame()
    terminal.wait_for("seems to hold a secret")

"""Windows of every size, and the mouse in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.keys import ENTER, click, ctrl, wheel

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter

pytestmark = pytest.mark.e2e
SIZES = [(40, 12), (20, 5), (1, 1), (7, 40), (200, 3), (120, 40)]


@pytest.mark.parametrize("size", SIZES[:3])
def test_it_starts_and_leaves_in_a_small_window(start: Starter, size: tuple[int, int]) -> None:
    terminal = start("--demo", size=size)
    terminal.wait_frame()
    terminal.send("a question")
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert terminal.is_restored(), terminal.modes_left()


def test_it_is_usable_in_a_window_of_40_by_12(start: Starter) -> None:
    terminal = start("--demo", size=(40, 12))
    terminal.wait_for("enter sends")
    terminal.send("Who are the admins?" + ENTER)
    terminal.wait_for("The organization acme")


def test_it_follows_every_change_of_size(start: Starter) -> None:
    terminal = start("--demo")
    terminal.wait_for("from the demo")
    for size in SIZES:
        terminal.resize(*size)
        terminal.wait_frame()
    terminal.wait_for("from the demo")
    terminal.send("still here")
    terminal.wait_for("still here")


def test_a_click_opens_a_conversation_and_the_wheel_scrolls_it(start: Starter) -> None:
    terminal = start("--demo")
    terminal.wait_for("Share secrets")
    terminal.send(click(*terminal.find("Share secrets")))
    terminal.wait_for(r"you ·")
    terminal.send(click(*terminal.find("VPC module")))
    terminal.wait_for(r"program · go")
    column, row = terminal.size[0] // 2, terminal.size[1] // 2
    before = terminal.screen()
    terminal.send(wheel(column, row, up=True) * 3)
    terminal.wait_for(lambda screen: screen != before)
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert terminal.is_restored(), terminal.modes_left()

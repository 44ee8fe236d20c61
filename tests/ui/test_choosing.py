"""How much of the screen a dialog takes that something is chosen from."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from copilot_tui.ui.screens.earlier import earlier_screen
from tests.ui.patience import until
from tests.ui.program_host import Host


def question(number: int) -> str:
    return f"Question number {number}"


@pytest.mark.parametrize(("count", "least", "most"), [(3, 8, 13), (12, 17, 22), (500, 30, 32)])
async def test_it_is_as_high_as_what_there_is_to_choose(count: int, least: int, most: int) -> None:
    app = Host(earlier_screen([question(number) for number in range(count)]))
    async with app.run_test(size=(100, 40)) as pilot:
        panel = app.screen.query_one(".choosing")
        await until(pilot, lambda: least <= panel.outer_size.height <= most)


async def test_it_stays_as_high_while_words_are_typed_and_fits_a_window_that_shrinks() -> None:
    app = Host(earlier_screen([question(number) for number in range(20)]))
    async with app.run_test(size=(100, 40)) as pilot:
        panel = app.screen.query_one(".choosing")
        await until(pilot, lambda: panel.outer_size.height > 20)
        height = panel.outer_size.height
        app.screen.query_one(Input).focus()
        await pilot.press(*"19")
        await until(pilot, lambda: app.screen.query_one("Rows").virtual_size.height < 5)
        assert panel.outer_size.height == height
        await pilot.press("ctrl+u")
        await pilot.resize_terminal(100, 20)
        await until(pilot, lambda: panel.outer_size.height == 16)

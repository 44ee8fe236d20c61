"""Keys that come in one burst, as a fast typist sends them: each does what it is for after those before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Input

from copilot_tui.domain.context import CloudContext
from copilot_tui.ui.screens.context import ContextScreen
from copilot_tui.ui.screens.dialog import LineDialog
from copilot_tui.ui.screens.earlier import earlier_screen
from tests.ui.desk_host import opened
from tests.ui.patience import until
from tests.ui.program_host import Host

if TYPE_CHECKING:
    from textual.app import App

FIELDS = {
    "the palette": ("ctrl+p",),
    "earlier questions": ("ctrl+r",),
    "the search": ("ctrl+o",),
    "the context": ("f4",),
    "help": ("f1",),
    "a filter of programs": ("f2", "slash"),
    "a filter of settings": ("f9", "slash"),
}
CHARACTERS = {"backspace": None, "ctrl+u": None, "left": None, "home": None, "enter": "\r"}


def burst(app: App[Any], *keys: str) -> None:
    """All in one read, before any is handled."""
    for key in keys:
        app.post_message(events.Key(key, CHARACTERS.get(key, key)))


def field(app: App[Any]) -> Input:
    focused = app.screen.focused
    assert isinstance(focused, Input)
    return focused


@pytest.mark.parametrize("name", FIELDS)
async def test_letters_behind_a_key_that_deletes_stay(name: str) -> None:
    async with opened() as (app, pilot):
        await pilot.press(*FIELDS[name])
        await until(pilot, lambda: isinstance(app.screen.focused, Input))
        burst(app, *"wrong", "ctrl+u", *"righht", "left", "backspace", "home", "x")
        await until(pilot, lambda: field(app).value == "xright", lambda: field(app).value)


@pytest.mark.parametrize(
    ("make", "given"),
    [
        (lambda: LineDialog("Rename", "old"), "new"),
        (lambda: earlier_screen(["old", "new"]), "new"),
        (lambda: ContextScreen(CloudContext(org="old")), CloudContext(org="new")),
    ],
)
async def test_enter_takes_the_letters_before_it(make: Any, given: object) -> None:
    app = Host(make())
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query(Input).first().focus()
        await until(pilot, lambda: isinstance(app.screen.focused, Input))
        burst(app, "ctrl+u", *"new", "enter")
        await until(pilot, lambda: bool(app.given))
        assert app.given == [given]


async def test_a_paste_without_end_is_not_taken_for_letters() -> None:
    async with opened() as (app, pilot):
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen.focused, Input))
        app.post_message(events.Paste("x" * 1_000_000))
        burst(app, *"right")
        await until(pilot, lambda: field(app).value == "right", lambda: field(app).value[:100])

"""What is used of Textual that it keeps to itself: an upgrade that takes some of it away is told by name."""

from __future__ import annotations

import importlib
import pkgutil
import re
from inspect import isclass, isfunction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

import copilot_tui.ui

if TYPE_CHECKING:
    from collections.abc import Iterator

OVERRIDDEN = {
    (App, "_fatal_error"): "the crash screen shows no local variables",
    (App, "_handle_exception"): "a worker's failure is said and does not end the program",
    (MessagePump, "_dispatch_message"): "nor does a handler's",
    (Screen, "_on_timer_update"): "nothing is painted again below a dialog",
    (Screen, "_watch__select_state"): "a click paints nothing",
    (Widget, "_on_focus"): "a pane that has the focus again does its own keys",
    (Input, "_on_key"): "letters keep their order among keys",
    (TextArea, "_on_key"): "letters keep their order among keys",
    (TextArea, "_on_paste"): "a large paste becomes an attachment",
}
"""What our classes put in the place of Textual's, and what that is for."""
CALLED = {
    (App, "_close_messages_no_wait"): "the program ends after a crash",
    (Screen, "_select_state"): "a click paints nothing",
    (TextArea, "_delete_via_keyboard"): "readline's keys delete as the others do",
    (TextArea, "_replace_via_keyboard"): "the same for what takes another text's place",
}
HELD = {
    "app": ("_driver", "_exception", "_exit", "_exit_renderables", "_keymap"),
    "screen": ("_compositor", "_dirty_widgets", "_repaint_required", "_select_state", "_selecting"),
    "driver": ("_debug", "_mouse"),
    "parser": ("_timeout_time",),
}
"""Attributes that are read or set, by what holds them."""
OF_TERMINALS = {"_enable_mouse_support", "_disable_mouse_support"}
ROOM = Path(copilot_tui.ui.__file__).parent


@pytest.mark.parametrize(("owner", "name"), [*OVERRIDDEN, *CALLED], ids=lambda part: getattr(part, "__name__", part))
def test_textual_still_has_the_methods_that_are_used(owner: type, name: str) -> None:
    assert hasattr(owner, name)


async def test_textual_still_has_the_attributes_that_are_used() -> None:
    app: App[None] = App()
    async with app.run_test():
        held: dict[str, object] = {
            "app": app,
            "screen": app.screen,
            "driver": app._driver,
            "parser": XTermParser(),
        }
        missing = [f"{what}.{name}" for what, names in HELD.items() for name in names if not hasattr(held[what], name)]
    assert missing == []


def test_drivers_of_terminals_can_still_take_and_leave_the_mouse() -> None:
    drivers = pytest.importorskip("textual.drivers.linux_driver", reason="needs a POSIX terminal")
    assert vars(drivers.LinuxDriver).keys() >= OF_TERMINALS
    assert not OF_TERMINALS & vars(HeadlessDriver).keys()  # which `use_mouse` leaves alone


def our_classes() -> Iterator[type[Any]]:
    """Every class of the screen's rooms."""
    for module in pkgutil.walk_packages(copilot_tui.ui.__path__, f"{copilot_tui.ui.__name__}."):
        if not module.name.endswith(".driver"):  # POSIX alone
            found = importlib.import_module(module.name)
            yield from (each for each in vars(found).values() if isclass(each) and each.__module__ == module.name)


def test_no_method_takes_the_place_of_one_of_textuals_unmeant() -> None:
    taken = {
        (base, name)
        for ours in our_classes()
        for name, value in vars(ours).items()
        if re.match("_(?!_)", name) and (isfunction(value) or isinstance(value, property))
        for base in ours.__mro__[1:]
        if base.__module__.startswith("textual.") and name in vars(base)
    }
    assert {name for _, name in taken} == {name for _, name in OVERRIDDEN}


def test_whatever_is_taken_out_of_an_object_of_textuals_is_named_here() -> None:
    lines = [line for file in ROOM.rglob("*.py") for line in file.read_text().splitlines() if "noqa: SLF001" in line]
    taken = {name for line in lines for name in re.findall(r"(?<!self)\.(_\w+)", line.partition("#")[0])}
    assert taken
    assert taken <= {name for names in HELD.values() for name in names} | {name for _, name in OVERRIDDEN}

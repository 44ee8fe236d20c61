"""Keys: every action can have others, and what cannot work is said by name."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from copilot_tui import ui
from copilot_tui.config.actions import ACTIONS
from copilot_tui.config.keymap import PRESETS, effective_keys, key_faults, key_name
from copilot_tui.config.settings import Settings
from copilot_tui.ui.keymap import binding_keys
from tests.config import write_actions


def faults(**keys: str) -> list[str]:
    return [
        sentence
        for _, sentence in key_faults(Settings(keys={name.replace("__", "."): key for name, key in keys.items()}))
    ]


def test_the_table_of_actions_is_what_the_screen_has() -> None:
    text = write_actions.FILE.read_text(encoding="utf-8")
    assert text == write_actions.written(), "run: python -m tests.config.write_actions"


def test_every_key_of_the_screen_is_in_help_and_has_an_id() -> None:
    for module in walk_packages(ui.__path__, "copilot_tui.ui."):
        import_module(module.name)
    ours = [
        kind for kind in all_kinds(DOMNode) if kind.__module__.startswith("copilot_tui.ui") and "BINDINGS" in vars(kind)
    ]
    bindings = [(kind.__name__, binding) for kind in ours for binding in Binding.make_bindings(kind.BINDINGS)]
    assert [(name, binding.key) for name, binding in bindings if not binding.id] == [], "give these an id"
    listed = binding_keys()
    unlisted = [(name, binding.id) for name, binding in bindings if binding.id not in listed]
    assert unlisted == [], "name their classes in copilot_tui/ui/keymap.py"


def all_kinds(kind: type[Any]) -> set[type[Any]]:
    return {kind}.union(*map(all_kinds, kind.__subclasses__()))


@pytest.mark.parametrize("name", PRESETS)
def test_presets_name_actions_and_take_no_key_away(name: str) -> None:
    preset = PRESETS[name]
    assert preset.keys() <= ACTIONS.keys()
    assert not list(key_faults(Settings(keys=dict(preset))))


def test_single_keys_go_before_the_preset() -> None:
    keys = effective_keys(Settings(keymap="vim", keys={"list.open": "o", "new": "ctrl+k"}))
    assert keys["list.open"] == "o"
    assert keys["new"] == "ctrl+k"
    assert keys["transcript.leave"] == "i,a,escape"


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("/", "slash"),
        ("?", "question_mark"),
        ("Ctrl+N", "ctrl+n"),
        ("G", "G"),
        ("+", "plus"),
        ("F9", "f9"),
        (":", "colon"),
    ],
)
def test_keys_can_be_written_as_people_write_them(written: str, named: str) -> None:
    assert key_name(written) == named
    assert effective_keys(Settings(keys={"open": written})) == {"open": named}


def test_two_actions_on_one_key_are_named_where_both_are_there() -> None:
    assert faults(open="ctrl+n") == ["ctrl+n is both new and open: only one of them can have it."]
    assert faults(list__rename="p") == ["p is both list.rename and list.pin: only one of them can have it."]
    assert faults(search__back="f1") == ["f1 is both help and search.back: only one of them can have it."]


def test_keys_of_panes_that_are_never_there_together_do_not_conflict() -> None:
    assert not faults(list__rename="c")  # the transcript's copy
    assert not faults(open="ctrl+n", new="ctrl+o")  # exchanged


def test_unknown_actions_and_keys_are_named() -> None:
    assert faults(opne="f5") == ["keys.opne is no action. Did you mean open?"]
    assert faults(open="ctlr+o") == ['keys.open: "ctlr+o" is no key; write for example "ctrl+n", "f9", "j" or "slash".']
    assert effective_keys(Settings(keys={"opne": "f5", "open": "ctlr+o"})) == {}

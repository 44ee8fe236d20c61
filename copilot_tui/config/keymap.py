"""Which keys do what: presets, what ``[keys]`` changes of them, and what is wrong with that."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from copilot_tui.config.actions import ACTIONS, TOGETHER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from copilot_tui.config.settings import Settings

PRESETS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "default": MappingProxyType({}),
        # j, k, g, G, /, n, N and : are there in any case; what is more of vi stands here.
        "vim": MappingProxyType(
            {
                "transcript.leave": "i,a,escape",
                "transcript.inspect": "I",
                "transcript.copy": "y,c",
                "transcript.copy_selection": "Y",
                "transcript.page_down": "ctrl+f,pagedown",
                "transcript.page_up": "ctrl+b,pageup",
                "leader.copy": "y,c",
                "list.open": "l,o,enter",
                "list.page_down": "ctrl+f,pagedown",
                "list.page_up": "ctrl+b,pageup",
                "programs.page_down": "ctrl+f,pagedown",
                "programs.page_up": "ctrl+b,pageup",
                "program.copy": "y,c",
                "program.copy_selection": "Y",
                "code.page_down": "ctrl+f,space",
                "diff.copy": "y,c",
                "diff.page_down": "ctrl+f,space",
                "search.down": "ctrl+j,ctrl+n,down",
                "search.up": "ctrl+k,ctrl+p,up",
                "choosing.down": "ctrl+j,ctrl+n,down",
                "choosing.up": "ctrl+k,ctrl+p,up",
            }
        ),
    }
)
"""Name → action id → keys, where they are others than by default."""

_MODIFIERS: Final = frozenset({"ctrl", "shift", "alt", "super", "hyper", "meta"})
_NAMED: Final = frozenset(
    {
        *("enter", "escape", "tab", "space", "backspace", "delete", "insert"),
        *("home", "end", "pageup", "pagedown", "up", "down", "left", "right"),
        *(f"f{number}" for number in range(1, 25)),
    }
)
_FRIENDLY: Final = MappingProxyType(
    {
        "solidus": "slash",
        "reverse_solidus": "backslash",
        "commercial_at": "at",
        "hyphen_minus": "minus",
        "plus_sign": "plus",
        "low_line": "underscore",
    }
)
"""Unicode's names of characters → what Textual calls their keys (``KEY_NAME_REPLACEMENTS`` in textual.keys)."""


def effective_keys(settings: Settings) -> dict[str, str]:
    """Action id → keys, where they are others than by default; what names no action or no key is left out."""
    wanted = {**PRESETS[settings.keymap], **settings.keys}
    named = {action: _named(keys) for action, keys in wanted.items() if action in ACTIONS}
    return {action: ",".join(keys) for action, keys in named.items() if keys}


def key_faults(settings: Settings) -> Iterator[tuple[str, str]]:
    """What is wrong with ``[keys]``, as (action id, sentence): unknown actions and keys, and keys with two actions."""
    for action, keys in settings.keys.items():
        if action not in ACTIONS:
            near = get_close_matches(action, ACTIONS, n=1)
            yield action, f"keys.{action} is no action.{f' Did you mean {near[0]}?' if near else ''}"
            continue
        for key in _split(keys):
            if not _is_key(key):
                yield (
                    action,
                    f'keys.{action}: "{key[:40]}" is no key; write for example "ctrl+n", "f9", "j" or "slash".',
                )
    yield from _conflicts(settings)


def key_name(key: str) -> str:
    """A key as Textual names it: "/" is "slash", "ctrl+N" is "ctrl+n"."""
    *others, last = key.split("+") if key != "+" else ["+"]
    modifiers = [modifier.lower() for modifier in others]
    if len(last) == 1 and not last.isalnum():
        name = unicodedata.name(last, last).lower().replace("-", "_").replace(" ", "_")
        last = _FRIENDLY.get(name, name)
    elif len(last) > 1 or "ctrl" in modifiers:
        last = last.lower()
    return "+".join([*modifiers, last])


def _conflicts(settings: Settings) -> Iterator[tuple[str, str]]:
    """Keys that would mean two things where both are there, as far as the person's own keys bring that about."""
    before = _all_keys(PRESETS[settings.keymap])
    now = _all_keys(effective_keys(settings))
    told = set()
    for pane in TOGETHER:
        taken: defaultdict[str, list[str]] = defaultdict(list)
        for action, keys in now.items():
            if _belongs(action, pane):
                for key in keys:
                    taken[key].append(action)
        for key, actions in taken.items():
            for other in actions[1:]:
                pair = (key, *sorted((actions[0], other)))
                both_before = key in before[actions[0]] and key in before[other]
                if not both_before and pair not in told:
                    told.add(pair)
                    mine = next(action for action in (other, actions[0]) if action in settings.keys)
                    yield mine, f"{key} is both {actions[0]} and {other}: only one of them can have it."


def _all_keys(changed: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {action: _named(changed.get(action, keys)) for action, keys in ACTIONS.items()}


def _belongs(action: str, pane: frozenset[str]) -> bool:
    return action in pane or action.rpartition(".")[0] in pane


def _named(keys: str) -> tuple[str, ...]:
    return tuple(key_name(key) for key in _split(keys) if _is_key(key))


def _split(keys: str) -> list[str]:
    """Keys between commas; the comma's own name is "comma"."""
    return [key.strip() for key in keys.split(",") if key.strip()]


def _is_key(key: str) -> bool:
    *modifiers, last = key_name(key).split("+")
    names_one = len(last) == 1 or last in _NAMED or _is_character(last)
    return names_one and all(modifier in _MODIFIERS for modifier in modifiers)


def _is_character(name: str) -> bool:
    """Whether a name is a character's: "slash", "question_mark"."""
    unicode = {friendly: name for name, friendly in _FRIENDLY.items()}.get(name, name).replace("_", " ")
    for candidate in (unicode, unicode.replace(" ", "-")):
        try:
            unicodedata.lookup(candidate)
        except KeyError:
            continue
        return True
    return False

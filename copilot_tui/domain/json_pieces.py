"""JSON written piece by piece: one call for megabytes stops every other thread, and with it the echo of keys."""

from __future__ import annotations

import json
from typing import Final

_PIECE_CHARACTERS: Final = 64 * 1024
_DEPTH: Final = 3
"""How deep a long text is looked for: a program's code stands in a message's content."""


def dumps(value: object) -> str:
    """What ``json.dumps(value, ensure_ascii=False)`` gives, of values that came from JSON.

    Raises:
        RecursionError: it is nested too deeply.
    """
    return _written(value, 0)


def _written(value: object, depth: int) -> str:
    if isinstance(value, str) and len(value) > _PIECE_CHARACTERS:
        starts = range(0, len(value), _PIECE_CHARACTERS)
        return '"' + "".join([_whole(value[start : start + _PIECE_CHARACTERS])[1:-1] for start in starts]) + '"'
    if isinstance(value, dict) and depth < _DEPTH and all(isinstance(name, str) for name in value):
        return "{" + ", ".join([f"{_whole(name)}: {_written(item, depth + 1)}" for name, item in value.items()]) + "}"
    return _whole(value)


def _whole(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

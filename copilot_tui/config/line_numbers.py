"""On which line of a TOML file a key stands.

The standard library's reader gives values without their places, and an error without a line is a riddle.
"""

from __future__ import annotations

import re
import tomllib
from typing import Final

_PLACE: Final = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_NAMES: Final = re.compile(r"\(.*\)|'[^'\\]{2,}'")
_PART: Final = r"""(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_KEY: Final = rf"(?P<key>{_PART}(?:[ \t]*\.[ \t]*{_PART})*)"
_TRIVIA: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)+")
_HEADER: Final = re.compile(rf"\[\[?[ \t]*{_KEY}[ \t]*\]\]?")
_ENTRY: Final = re.compile(rf"{_KEY}[ \t]*=")
_PARTS: Final = re.compile(_PART)
_PIECE: Final = re.compile(
    r'(?P<string>"""(?:\\.|[^\\])*?"{3,5}|'  # up to two quotes may stand before the closing three
    r"'''.*?'{3,5}|"
    r""""(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<comment>#[^\n]*)|(?P<end>\n)|.",
    re.DOTALL,
)


def key_lines(text: str) -> dict[tuple[str, ...], int]:
    """The line, counted from 1, of every table and key outside inline tables.

    Args:
        text: a whole file that the standard library's reader takes.

    Returns:
        Path of names → line, e.g. ``{("ui",): 3, ("ui", "start"): 4}``.
    """
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    at = 0
    while at < len(text):
        line = text.count("\n", 0, at) + 1
        if trivia := _TRIVIA.match(text, at):
            at = trivia.end()
        elif header := _HEADER.match(text, at):
            table = _names(header["key"])
            lines.setdefault(table, line)
            at = header.end()
        elif entry := _ENTRY.match(text, at):
            path = table + _names(entry["key"])
            for length in range(len(table) + 1, len(path) + 1):  # a.b = 1 is also where a begins
                lines.setdefault(path[:length], line)
            at = _value_end(text, entry.end())
        else:
            break
    return lines


def toml_fault(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, str]:
    """On which line a text is no TOML, and why, in words that repeat nothing of it."""
    place = _PLACE.search(str(error))
    number = int(place[1]) if place and place[1] else text.count("\n") + 1
    # The reader's own words may name a key, and a key may be a pasted secret.
    reason = _NAMES.sub("a key", _PLACE.sub("", str(error))).strip()
    return number, f"this is not TOML: {reason[0].lower()}{reason[1:]}"


def line_of(path: tuple[str | int, ...], lines: dict[tuple[str, ...], int]) -> int | None:
    """The line of a path, or of the nearest thing around it (list items and inline tables have none of their own)."""
    names = tuple(str(part) for part in path)
    return next((lines[names[:length]] for length in range(len(names), 0, -1) if names[:length] in lines), None)


def _value_end(text: str, at: int) -> int:
    depth = 0
    for piece in _PIECE.finditer(text, at):
        depth += (piece["open"] is not None) - (piece["close"] is not None)
        if piece["end"] and depth <= 0:
            return piece.end()
    return len(text)


def _names(key: str) -> tuple[str, ...]:
    return tuple(str(tomllib.loads(f"x = {part}")["x"]) if part[0] in "\"'" else part for part in _PARTS.findall(key))

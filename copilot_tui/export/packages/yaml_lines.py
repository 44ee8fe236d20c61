"""The keys of a block-style YAML document with their paths and scalar values.

Not a YAML parser: it knows indentation, sequences, comments, quotes, block scalars and flow collections, which is
what telling a resource's type from text that looks like one needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLON: Final = re.compile(r":(?=[ \t]|\Z)")
_NO_PLAIN_START: Final = frozenset("#[]{},&*!|>%@`")
_BLOCK_SCALAR: Final = re.compile(r"[|>][0-9+-]*(?:[ \t]+#.*)?")
_PROPERTIES: Final = re.compile(r"(?:[&!][^\s]*[ \t]+)+")
_COMMENT: Final = re.compile(r"(?:^|[ \t])#.*")
_QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", re.DOTALL)
_OPENING: Final = {'"': '"', "'": "'"}
_ITEM: Final = "-"
_MOST_ITEMS: Final = 64  # dashes on one line; nobody writes more, and each costs a copy of the line


@dataclass(frozen=True, slots=True)
class Entry:
    """One key."""

    path: tuple[str, ...]
    """Its keys from the top, "-" for an item of a sequence."""
    value: str
    """What stands after it on its line without quotes and comment; a flow collection whole; "" for nothing."""
    line: int
    """0, 1, …"""


def entries(document: str) -> Iterator[Entry]:
    """The keys of a document in order.

    Args:
        document: YAML; only its first document is read.
    """
    lines = [line.rstrip("\r") for line in document.split("\n")]
    outer: list[tuple[int, str]] = []
    number = 0
    while number < len(lines):
        line, start = lines[number], number
        number += 1
        if _is_passed_over(line):
            continue
        if line.startswith(("---", "...")) and outer:
            return
        indent, text = _enter_items(line, outer)
        key, value = _key_and_value(text)
        if key is not None:
            _leave(outer, indent)
            outer.append((indent, key))
        if _BLOCK_SCALAR.fullmatch(value):
            number = _after_block(lines, number, outer[-1][0] if outer else -1)
            value = ""
        elif value[:1] in {"{", "["} or value[:1] in _OPENING:
            value, number = _closed(lines, number, value)
        if key is not None:
            yield Entry(tuple(name for _, name in outer), _scalar(value), start)


def _key_and_value(text: str) -> tuple[str | None, str]:
    """Takes a line apart; no key where there is none, as in a sequence of scalars."""
    if quoted := _QUOTED.match(text):
        rest = text[quoted.end() :].lstrip(" \t")
        if not _COLON.match(rest):
            return None, text
        key, value = _unquoted(quoted[0]), rest[1:]
    else:
        colon = None if text[:1] in _NO_PLAIN_START else _COLON.search(text)
        if colon is None:
            return None, text
        key, value = text[: colon.start()].rstrip(), text[colon.end() :]
    value = value.strip(" \t")
    properties = _PROPERTIES.match(value)
    return key, value[properties.end() :] if properties else value


def _is_passed_over(line: str) -> bool:
    text = line.lstrip(" ")
    return not text.strip() or text.startswith(("#", "%"))


def _enter_items(line: str, outer: list[tuple[int, str]]) -> tuple[int, str]:
    """Takes the dashes of sequence items off a line; its indent and text after them."""
    indent = len(line) - len(line.lstrip(" "))
    text = line[indent:]
    for _ in range(_MOST_ITEMS):
        if text != "-" and not text.startswith("- "):
            break
        _leave(outer, indent + 1)
        if outer and outer[-1] == (indent, _ITEM):
            outer.pop()
        outer.append((indent, _ITEM))
        rest = text[1:].lstrip(" ")
        indent += len(text) - len(rest)
        text = rest
    return indent, text


def _leave(outer: list[tuple[int, str]], indent: int) -> None:
    """Drops the keys that a line at an indent is not inside of."""
    while outer and outer[-1][0] >= indent:
        outer.pop()


def _after_block(lines: list[str], number: int, indent: int) -> int:
    """The line after a block scalar: the first that is no deeper than its key."""
    while number < len(lines):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
            break
        number += 1
    return number


def _closed(lines: list[str], number: int, value: str) -> tuple[str, int]:
    """A quoted scalar or flow collection together with the lines that it goes on over; its text and the line after."""
    parts = [value]
    state = _State().after(value)
    while state.is_open and number < len(lines):
        parts.append(lines[number])
        state = state.after(lines[number])
        number += 1
    return "\n".join(parts), number


@dataclass(frozen=True, slots=True)
class _State:
    """How far open a flow collection or quote is."""

    depth: int = 0
    quote: str = ""

    @property
    def is_open(self) -> bool:
        return bool(self.depth or self.quote)

    def after(self, text: str) -> _State:
        depth, quote, before = self.depth, self.quote, " "
        escaped = False
        for char in text:
            if quote:
                closes = char == quote and not escaped
                escaped = quote == '"' and char == "\\" and not escaped
                quote = "" if closes else quote
            elif char == "#" and before in " \t":
                break
            elif char in _OPENING and not before.isalnum():
                quote = char
            else:
                depth += (char in "{[") - (char in "}]")
            before = char
        return _State(max(depth, 0), quote)


def _scalar(value: str) -> str:
    value = value.strip()
    if match := _QUOTED.match(value):
        return _unquoted(match[0])
    return value if value[:1] in {"{", "["} else _COMMENT.sub("", value).strip()


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] in _OPENING and text[-1] == text[0] else text.strip()

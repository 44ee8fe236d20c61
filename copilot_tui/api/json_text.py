"""JSON from outside, read so that nothing in it can hurt, and cut into small parts.

This file is also a program: `copilot_tui.api.parsing` runs it by path in a process of its own for large answers, since
a parser holds the interpreter and would freeze the screen, in a thread as well. Hence it imports nothing but a
little of the standard library, and starts in a few hundredths of a second.
"""

from __future__ import annotations

import json
import math
import re
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD_FIELDS: Final = ("conversationId", "error", "details", "message", "code")
"""What is read of an answer beside its messages and programs."""
HEAD, ITEM, TROUBLE, END = b"H", b"M", b"T", b"."
"""The frames that the program writes: a tag, eight bytes of length (big-endian), that many bytes of JSON."""

# Deeper values would need recursion that Python refuses, or be refused later by whoever prints them.
_DEPTH: Final = 100
# A string may end with the text: without that, a cut-off one would be scanned again from each quote in it.
_STRING_OR_BRACKET: Final = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_PROGRAM_KINDS: Final = ("program", "improvedProgram")


class NotJson(ValueError):
    """The text is no JSON.

    Args:
        why: what is wrong and where, without the text itself.
        cut: whether it looks like JSON whose end is missing.
    """

    def __init__(self, why: str, *, cut: bool) -> None:
        super().__init__(why)
        self.cut = cut


def read(body: bytes) -> object:
    """Reads one JSON value, forgiving what can be forgiven.

    A byte order mark and control characters in strings are taken; invalid UTF-8 becomes U+FFFD; of a duplicated key
    the last one counts; numbers that Python cannot hold (5,000 digits, 1e999, NaN) and what is nested deeper than 100
    levels become strings of their own text.

    Raises:
        NotJson: it is none.
    """
    text = body.decode(json.detect_encoding(body), "replace")
    if text.count("[") + text.count("{") > _DEPTH:
        text = _shallow(text)
    try:
        return json.loads(text, strict=False, parse_int=_integer, parse_float=_real, parse_constant=str)
    except json.JSONDecodeError as error:
        end = len(text.rstrip())
        cut = end > 0 and (error.pos >= end or error.msg.startswith("Unterminated string"))
        # Not "from error": that holds the whole text.
        raise NotJson(f"{error.msg} (line {error.lineno}, column {error.colno})", cut=cut) from None


def parts(value: object) -> Iterator[object]:
    """Cuts an answer into its head and its messages.

    Yields:
        First the head: an object with those of `HEAD_FIELDS` that came, or, where the value is no object, a string
        that names what it is. Then each message, whatever it is. Programs of version 1, which stand beside the
        messages, come last, as messages of kind "program".
    """
    if not isinstance(value, dict):
        yield _shape(value)
        return
    yield {name: value[name] for name in HEAD_FIELDS if name in value}
    messages = _items(value.get("messages"))
    yield from messages
    if not any(isinstance(message, dict) and message.get("kind") in _PROGRAM_KINDS for message in messages):
        for program in _items(value.get("programs")):
            yield {"role": "assistant", "kind": "program", "content": program}


def main() -> None:
    """Reads an answer from standard input and writes its parts to standard output as frames."""
    try:
        value = read(sys.stdin.buffer.read())
    except NotJson as error:
        _write(TROUBLE, {"why": str(error), "cut": error.cut})
        return
    tag = HEAD
    for part in parts(value):
        _write(tag, part)
        tag = ITEM
    _write(END, None)
    sys.stdout.buffer.flush()


def _write(tag: bytes, value: object) -> None:
    payload = json.dumps(value).encode()
    sys.stdout.buffer.write(tag + len(payload).to_bytes(8, "big") + payload)


def _items(value: object) -> list[object]:
    if value is None:
        return []
    return [item for item in value if item is not None] if isinstance(value, list) else [value]


def _shape(value: object) -> str:
    names = {list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "null")


def _integer(digits: str) -> int | str:
    try:
        return int(digits)
    except ValueError:  # more digits than Python converts
        return digits


def _real(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits


def _shallow(text: str) -> str:
    """The same JSON with each value nested too deeply replaced by a string of its text."""
    pieces: list[str] = []
    depth = copied = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        mark = match[0]
        if mark in "[{":
            depth += 1
            if depth == _DEPTH + 1:
                pieces.append(text[copied : match.start()])
                copied = match.start()
        elif mark in "]}":
            if depth == _DEPTH + 1:
                pieces.append(json.dumps(text[copied : match.end()]))
                copied = match.end()
            depth -= 1
    if depth > _DEPTH:  # cut off in the deep: what is left is no JSON, and the reader says so
        return "".join(pieces)
    return "".join([*pieces, text[copied:]])


if __name__ == "__main__":
    main()

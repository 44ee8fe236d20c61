"""Text without case and accents, as search and the list's filter compare it.

The same rules as FTS5's tokenizer ``unicode61 remove_diacritics 2`` (https://www.sqlite.org/fts5.html), near enough
to find in a text what the index has found.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "\u0300"
"""What every combining mark becomes in `fold`."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# With a capital within: others have no parts, and there are many more of them.
_IDENTIFIER = re.compile(r"(?<![A-Za-z])[A-Za-z][a-z0-9]*+[A-Z][A-Za-z0-9]*+")
_GAP = re.compile(r"[^A-Za-z0-9]")
_PIECE_CHARACTERS = 4 * 1024


class _Folding(dict[int, str]):
    """A table for `str.translate` that makes its rows when they are first asked for."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if unicodedata.combining(character):
            folded = MARK
        else:
            base = unicodedata.normalize("NFD", character)[0].lower()
            folded = base if len(base) == 1 else character
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text in lower case without accents, character for character: positions stay what they were."""
    lowered = text.lower() if text.isascii() else text.translate(_FOLDING)
    return lowered if len(lowered) == len(text) else text


def filter_key(text: str) -> str:
    """What the list's filter compares: folded, combining marks left out."""
    return fold(text).replace(MARK, "")


def humps(word: str) -> list[str]:
    """The parts of an identifier: ``bucketPolicy`` → bucket, Policy; ``HTTPServer`` → HTTP, Server."""
    return _HUMP.split(word)


def identifier_parts(text: str) -> str:
    """The parts of all identifiers in a text that have several, each identifier once, in order.

    Snake case and dots need no help: the tokenizer splits there.
    """
    split = (humps(word) for word in dict.fromkeys(_identifiers(text)))
    return " ".join(part for parts in split if len(parts) > 1 for part in parts)


def _identifiers(text: str) -> Iterator[str]:
    """All identifiers that may have several parts, piece by piece: one call for megabytes stops every other thread."""
    start = 0
    while start < len(text):
        gap = _GAP.search(text, start + _PIECE_CHARACTERS)
        end = gap.start() if gap else len(text)
        yield from _IDENTIFIER.findall(text, start, end)
        start = end


def starts_word(text: str, at: int) -> bool:
    """Whether a word, or a part of an identifier, starts at a position."""
    if at == 0 or not text[at - 1].isalnum():
        return True
    return _HUMP.match(text, at) is not None

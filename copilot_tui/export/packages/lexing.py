"""Source code as a run of words, strings and marks, comments left out.

A lexer, not a parser: what imports need is to know where strings and comments end. Every pattern runs in linear time
and takes an unclosed comment or string to the end, so that no program can stall it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    STRING = "string"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """One token."""

    kind: Kind
    text: str
    """The word, the mark, or a string's content between its quotes (escapes as written)."""

    def is_word(self, text: str) -> bool:
        """Whether it is this word."""
        return self.kind is Kind.WORD and self.text == text

    def is_mark(self, text: str) -> bool:
        """Whether it is this mark."""
        return self.kind is Kind.MARK and self.text == text


END = Token(Kind.MARK, "")
"""Stands where there is no token any more."""


def lexer(*, skipped: Sequence[str], strings: Sequence[str]) -> re.Pattern[str]:
    """A pattern for `tokens`.

    Args:
        skipped: patterns of comments and of whatever else is passed over, without groups.
        strings: patterns of strings, each with one unnamed group: the content.
    """
    return re.compile(
        rf"(?P<skipped>{'|'.join(skipped)})|(?P<string>{'|'.join(strings)})|(?P<word>[^\W\d]\w*)|\d\w*|(?P<mark>\S)"
    )


def tokens(pattern: re.Pattern[str], source: str) -> Iterator[Token]:
    """The tokens of a source in order."""
    for match in pattern.finditer(source):
        if word := match["word"]:
            yield Token(Kind.WORD, word)
        elif match["string"] is not None:
            # The innermost group that took part is the content: patterns of strings have one each.
            yield Token(Kind.STRING, _content(match))
        elif mark := match["mark"]:
            yield Token(Kind.MARK, mark)


def _content(match: re.Match[str]) -> str:
    whole = match.re.groupindex["string"]
    groups = match.groups()[whole : match.re.groupindex["word"] - 1]
    return next((group for group in groups if group is not None), "")


def dotted(run: Sequence[Token], start: int) -> tuple[list[str], int]:
    """Reads ``a.b.c`` (also ``a.b.*``) from a position.

    Returns:
        The segments, and the position after them.
    """
    segments: list[str] = []
    position = start
    while position < len(run) and (run[position].kind is Kind.WORD or run[position].is_mark("*")):
        segments.append(run[position].text)
        if position + 1 >= len(run) or not run[position + 1].is_mark("."):
            return segments, position + 1
        position += 2
    return segments, position

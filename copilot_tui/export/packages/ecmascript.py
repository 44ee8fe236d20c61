"""Tokens of TypeScript and JavaScript, where templates nest and a slash may begin a regular expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from copilot_tui.export.packages.lexing import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN: Final = re.compile(
    r"(?P<skipped>\s+|//[^\n]*|/\*.*?(?:\*/|\Z)|\d[\w.]*)"
    r"|\"(?P<double>(?:[^\"\\\n]|\\.)*)\"?|'(?P<single>(?:[^'\\\n]|\\.)*)'?"
    r"|(?P<word>[^\W\d][\w$]*|[$][\w$]*)|(?P<mark>.)",
    re.DOTALL,
)
# Bounded, so that a line of nothing but openings takes no square time.
_REGEX: Final = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,200}\]){1,500}/[a-z]*")
_TEMPLATE: Final = re.compile(r"((?:[^`\\$]|\\.|\$(?!\{))*)(`|\$\{|\Z)", re.DOTALL)
# After these a slash begins a regular expression; after a name, a number or a closing bracket it divides.
_BEFORE_REGEX: Final = frozenset("(,=:[!&|?{};+-*%~^<>")
_WORDS_BEFORE_REGEX: Final = frozenset(
    ["return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "do", "else", "yield", "await"]
)


def script_tokens(source: str) -> Iterator[Token]:
    """The tokens of a script; a template without holes is a string, the code in holes is code.

    Args:
        source: TypeScript or JavaScript, complete or not.
    """
    position = 0
    depth = 0
    holes: list[int] = []  # the depth of braces at which each open template goes on
    value_before = False
    while match := _TOKEN.match(source, position):
        if match["skipped"] is not None:
            position = match.end()
            value_before = value_before or match["skipped"][0].isdigit()
            continue
        mark = match["mark"]
        if mark == "`" or (mark == "}" and holes and holes[-1] == depth):
            if mark == "}":
                holes.pop()
            token, position, hole = _template(source, position + 1, whole=mark == "`")
            if hole:
                holes.append(depth)
            value_before = not hole
            if token is not None:
                yield token
            continue
        if mark == "/" and not value_before and (regex := _REGEX.match(source, position)):
            position, value_before = regex.end(), True
            continue
        depth += (mark == "{") - (mark == "}")
        token = _token(match)
        value_before = _is_value(token)
        position = match.end()
        yield token


def _template(source: str, position: int, *, whole: bool) -> tuple[Token | None, int, bool]:
    """Reads a template on from a position.

    Returns:
        Its token if it is a string without holes, where it ends, and whether that is at a hole.
    """
    match = _TEMPLATE.match(source, position)
    if match is None:  # an escape at the very end
        return None, len(source), False
    hole = match[2] == "${"
    token = Token(Kind.STRING, match[1]) if whole and not hole else None
    return token, match.end(), hole


def _token(match: re.Match[str]) -> Token:
    if (word := match["word"]) is not None:
        return Token(Kind.WORD, word)
    if (mark := match["mark"]) is not None:
        return Token(Kind.MARK, mark)
    double = match["double"]
    return Token(Kind.STRING, double if double is not None else match["single"])


def _is_value(token: Token) -> bool:
    """Whether a slash after it divides."""
    if token.kind is Kind.MARK:
        return token.text not in _BEFORE_REGEX
    return token.kind is Kind.STRING or token.text not in _WORDS_BEFORE_REGEX

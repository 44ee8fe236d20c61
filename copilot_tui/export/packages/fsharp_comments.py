"""F#'s block comments, which nest: no regular expression finds their ends."""

from __future__ import annotations

import re
from typing import Final

# Outside a comment whatever may hold "(*" without meaning it is passed over whole; "(*)" is the operator.
_OUTSIDE: Final = re.compile(
    r"(?P<open>\(\*(?!\)))"
    r"|//[^\n]*|\(\*\)"
    r"|\"\"\".*?(?:\"\"\"|\Z)|@\$?\"(?:[^\"]|\"\")*(?:\"|\Z)|\"(?:[^\"\\]|\\.)*(?:\"|\Z)|'\"'"
    r"|[^\"(/@']+|.",
    re.DOTALL,
)
_INSIDE: Final = re.compile(r"\(\*(?!\))|\*\)")


def without_block_comments(code: str) -> str:
    """F# code with each block comment replaced by a space; strings and line comments stay."""
    kept: list[str] = []
    position = 0
    while match := _OUTSIDE.match(code, position):
        position = match.end()
        if match["open"]:
            position = _end_of_comment(code, position)
            kept.append(" ")
        else:
            kept.append(match[0])
    return "".join(kept)


def _end_of_comment(code: str, position: int) -> int:
    depth = 1
    for match in _INSIDE.finditer(code, position):
        depth += 1 if match[0] == "(*" else -1
        if not depth:
            return match.end()
    return len(code)

"""Foreign text inside YAML: one scalar on one line, whatever is in it."""

from __future__ import annotations

import re
from typing import Final

from copilot_tui.domain.message import well_formed

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*", re.ASCII)
_WORDS_THAT_ARE_VALUES: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def yaml_scalar(text: str) -> str:
    """Text as a YAML scalar: plain for a plain word, else in double quotes.

    Everything that does not print is escaped (YAML 1.2, section 5.7), so that YAML 1.1 readers, which take more
    characters for line breaks, read the same.
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_THAT_ARE_VALUES:
        return text
    return f'"{"".join(map(_escaped, well_formed(text)))}"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"

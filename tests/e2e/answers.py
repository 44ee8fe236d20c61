"""What a real terminal answers when a program asks it (xterm's ctlseqs, the kitty keyboard protocol)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.sequences import Sequence

_KNOWN_MODES = frozenset({"25", "1000", "1003", "1004", "1006", "1049", "2004", "2026"})
_COLORS = {"10": "d0d0/d0d0/d0d0", "11": "1010/1010/1010", "12": "ffff/ffff/ffff"}


_FIXED = {
    ("", "c"): "\x1b[?62;22c",
    ("0", "c"): "\x1b[?62;22c",
    (">", "c"): "\x1b[>1;10;0c",
    (">0", "c"): "\x1b[>1;10;0c",
    ("5", "n"): "\x1b[0n",
    ("?", "u"): "\x1b[?0u",
    (">", "q"): "\x1bP>|terminal(1)\x1b\\",
    (">0", "q"): "\x1bP>|terminal(1)\x1b\\",
}


def answer(sequence: Sequence, *, cursor: Callable[[], tuple[int, int]], size: tuple[int, int]) -> str:
    """The answer to a query; "" to everything else.

    Args:
        sequence: what the program wrote.
        cursor: gives column and row, from 0.
        size: columns and rows.
    """
    if sequence.kind == "osc":
        number, _, content = sequence.parameters.partition(";")
        color = _COLORS.get(number)
        return f"\x1b]{number};rgb:{color}\x1b\\" if content == "?" and color else ""
    if sequence.kind != "csi":
        return ""
    asked = sequence.parameters, sequence.final
    if asked in {("6", "n"), ("?6", "n")}:
        column, row = cursor()
        return f"\x1b[{asked[0][:-1]}{row + 1};{column + 1}R"
    if asked == ("18", "t"):
        return f"\x1b[8;{size[1]};{size[0]}t"
    if sequence.final == "p" and sequence.parameters.startswith("?") and sequence.parameters.endswith("$"):
        number = sequence.parameters[1:-1]
        return f"\x1b[?{number};{2 if number in _KNOWN_MODES else 0}$y"
    return _FIXED.get(asked, "")

"""Which of a terminal's modes a program has switched, read from what it wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.e2e.sequences import Sequence

ALTERNATE_SCREEN, FRAME, CURSOR, WRAP = 1049, 2026, 25, 7
_ON_BEFORE = frozenset({CURSOR, WRAP})  # of a terminal that nobody has touched
KITTY, TITLE, POINTER = "kitty keyboard", "title", "pointer"


def switched(sequences: Iterable[Sequence]) -> set[int | str]:
    """What is not as in the beginning: DEC private modes by number, the keyboard protocol, the title, the pointer."""
    on: set[int] = set(_ON_BEFORE)
    keyboards = titles = 0
    pointer = "default"
    for sequence in sequences:
        if sequence.kind == "osc" and sequence.parameters.startswith("22;"):
            pointer = sequence.parameters.removeprefix("22;")
        if sequence.kind != "csi":
            continue
        if sequence.final in "hl" and sequence.parameters.startswith("?"):
            numbers = {int(number) for number in sequence.parameters[1:].split(";")}
            on = on | numbers if sequence.final == "h" else on - numbers
        elif sequence.final == "u" and sequence.parameters.startswith(">"):
            keyboards += 1
        elif sequence.final == "u" and sequence.parameters.startswith("<"):
            keyboards -= int(sequence.parameters[1:] or 1)
        elif sequence.final == "t":
            titles += {"22;2": 1, "23;2": -1}.get(sequence.parameters, 0)
    named = {KITTY: keyboards > 0, TITLE: titles > 0, POINTER: pointer != "default"}
    return {*(on ^ _ON_BEFORE), *(name for name, is_left in named.items() if is_left)}

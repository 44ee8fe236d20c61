"""What changed from one text to another: rows to show side by side or below each other, and counts."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONTEXT = 3
"""How many lines are shown around what changed."""

Mark = Literal[" ", "-", "+", "…"]


class NumberedLine(NamedTuple):
    """A line without its end."""

    number: int
    """From 1."""
    text: str


class Pair(NamedTuple):
    """One row side by side; both None where lines that are the same are left out."""

    left: NumberedLine | None
    right: NumberedLine | None
    same: bool
    left_out: int = 0
    """How many lines."""


class Line(NamedTuple):
    """One row of the unified form."""

    mark: Mark
    left: int | None
    """Line number in the first text."""
    right: int | None
    """Line number in the second text."""
    text: str
    other: str = ""
    """Of a changed line what stood or stands in its place."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed; made by `compare`."""

    pairs: tuple[Pair, ...]
    added: int
    removed: int

    def unified(self) -> list[Line]:
        """The rows below each other: what went before what came."""
        lines: list[Line] = []
        came: list[Line] = []
        for pair in self.pairs:
            if pair.same or pair.left_out:
                lines += came
                came = []
            if pair.left_out:
                lines.append(Line("…", None, None, left_out(pair.left_out)))
            elif pair.same and pair.left and pair.right:
                lines.append(Line(" ", pair.left.number, pair.right.number, pair.right.text))
            else:
                old, new = (side.text if side else "" for side in (pair.left, pair.right))
                if pair.left:
                    lines.append(Line("-", pair.left.number, None, old, new))
                if pair.right:
                    came.append(Line("+", None, pair.right.number, new, old))
        return lines + came


def compare(before: str, after: str) -> Difference:
    """Compares two texts by lines.

    Args:
        before: the earlier text.
        after: the later text.
    """
    left, right = _lines(before), _lines(after)
    matcher = SequenceMatcher(None, left, right)
    pairs: list[Pair] = []
    shown = 0
    for group in matcher.get_grouped_opcodes(CONTEXT):
        pairs.extend(_gap(group[0][1] - shown))
        for tag, first, last, other_first, other_last in group:
            pairs.extend(_pairs(tag, left[first:last], right[other_first:other_last], first, other_first))
        shown = group[-1][2]
    if pairs:
        pairs.extend(_gap(len(left) - shown))
    return Difference(
        pairs=tuple(pairs),
        added=sum(1 for pair in pairs if not pair.same and pair.right),
        removed=sum(1 for pair in pairs if not pair.same and pair.left),
    )


def _lines(text: str) -> list[str]:
    """Lines with their ends; only a newline ends one."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines


def _gap(count: int) -> Iterator[Pair]:
    if count > 0:
        yield Pair(None, None, same=False, left_out=count)


def _pairs(tag: str, left: Sequence[str], right: Sequence[str], first: int, other_first: int) -> Iterator[Pair]:
    for at, (old, new) in enumerate(zip_longest(left, right)):
        yield Pair(
            None if old is None else NumberedLine(first + at + 1, old.rstrip("\r\n")),
            None if new is None else NumberedLine(other_first + at + 1, new.rstrip("\r\n")),
            same=tag == "equal",
        )


def left_out(count: int) -> str:
    """What stands for lines that are not shown."""
    return f"{count:,} {'line' if count == 1 else 'lines'} the same"


def changed_part(text: str, other: str) -> tuple[int, int] | None:
    """The part of a line that is not the same in the line that stands in its place.

    Returns:
        First and last (exclusive) character; None where the lines have little in common: then all of it changed.
    """
    shorter = min(len(text), len(other))
    start = next((at for at in range(shorter) if text[at] != other[at]), shorter)
    rest = shorter - start
    end = next((at for at in range(rest) if text[-1 - at] != other[-1 - at]), rest)
    common = len(text[:start].strip()) + len(text[len(text) - end :].strip())
    if text == other or common * 3 < max(len(text.strip()), len(other.strip())):
        return None
    return (start, len(text) - end) if start < len(text) - end else None

"""Code as a read-only view needs it: lines as shown, exact text to copy, hits, and which row shows what.

Nothing here knows a widget. Costs are per line that is asked for, so that a line of a megabyte and a hundred thousand
lines stay quick.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from rich.cells import get_character_cell_size

from copilot_tui.syntax import shown_code

MAX_HITS: Final = 10_000
"""Finding stops there: nobody steps through more, and each is kept."""


class Hit(NamedTuple):
    """A place found: characters `start` to `end` (exclusive) of a line as shown."""

    line: int
    start: int
    end: int


class CodeText:
    """One piece of code, as it came and as it is shown.

    Args:
        code: as it came; what is shown of it has passed `copilot_tui.domain.text.code`.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        shown = shown_code(code)
        self.lines: list[str] = shown.split("\n")
        sizes = {} if shown.isascii() else {character: get_character_cell_size(character) for character in set(shown)}
        self._odd = {ord(character): "x" * size for character, size in sizes.items() if size != 1 and character != "\n"}

    @property
    def has_wide(self) -> bool:
        """Whether some characters take more or less than one cell."""
        return bool(self._odd)

    @cached_property
    def widest(self) -> int:
        """Cells of the widest line."""
        if not self._odd:
            return max(map(len, self.lines))
        return max(map(len, "\n".join(self.lines).translate(self._odd).split("\n")))

    def exact(self, start: tuple[int, int] | None, end: tuple[int, int] | None) -> str:
        """The code as it came between two places in what is shown.

        Args:
            start: line and character; None for the beginning.
            end: line and character, exclusive; None for the end.
        """
        if start is None and end is None:
            return self.code
        raw = self.code.split("\n")
        first, first_at = start or (0, 0)
        last, last_at = end if end is not None else (len(raw) - 1, -1)
        if first >= len(raw):
            return ""
        begin = self._came_from(raw[first], first, first_at)
        if last >= len(raw) or last_at < 0:
            return "\n".join([raw[first][begin:], *raw[first + 1 : last + 1]])
        finish = self._came_from(raw[last], last, last_at)
        if first == last:
            return raw[first][begin:finish]
        return "\n".join([raw[first][begin:], *raw[first + 1 : last], raw[last][:finish]])

    def find(self, words: str) -> list[Hit]:
        """Where words stand, in order, at most `MAX_HITS`; case counts only if the words have a capital letter."""
        if not words:
            return []
        flags = re.NOFLAG if words != words.lower() else re.IGNORECASE
        starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        hits: list[Hit] = []
        for match in re.finditer(re.escape(words), "\n".join(self.lines), flags):
            line = bisect_right(starts, match.start()) - 1
            hits.append(Hit(line, match.start() - starts[line], match.end() - starts[line]))
            if len(hits) == MAX_HITS:
                break
        return hits

    def _came_from(self, raw: str, line: int, at: int) -> int:
        """The character of a line as it came at which character `at` of what is shown stands."""
        shown = self.lines[line] if line < len(self.lines) else ""
        if raw == shown or at <= 0:
            return min(max(at, 0), len(raw))
        if at >= len(shown):
            return len(raw)
        return bisect_left(range(len(raw)), at, key=lambda length: len(shown_code(raw[:length])))


class CodeRow(NamedTuple):
    """What one row shows: characters `start` to `end` (exclusive) of a line."""

    line: int
    start: int
    end: int


class CodeLayout:
    """Which row shows which part of the code.

    Args:
        text: the code.
        wrap: cells to wrap at; None leaves every line in one row.
    """

    def __init__(self, text: CodeText, wrap: int | None) -> None:
        self._text = text
        self._wrap = max(1, wrap) if wrap is not None else None
        self._firsts: list[int] = []
        if self._wrap is not None:
            self._firsts = [0, *accumulate(self._row_counts(self._wrap))]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self._firsts[-1] if self._firsts else len(self._text.lines)

    def row(self, number: int) -> CodeRow | None:
        """What a row shows; None below the last one."""
        if not 0 <= number < self.rows:
            return None
        if self._wrap is None:
            return CodeRow(number, 0, len(self._text.lines[number]))
        line = bisect_right(self._firsts, number) - 1
        text, part = self._text.lines[line], number - self._firsts[line]
        if self._is_plain(text):
            start = part * self._wrap
            return CodeRow(line, start, min(len(text), start + self._wrap))
        breaks = _breaks(text, self._wrap)
        return CodeRow(line, breaks[part], breaks[part + 1])

    def row_of(self, line: int, character: int) -> int:
        """The row that shows a character of a line."""
        line = min(max(line, 0), len(self._text.lines) - 1)
        if self._wrap is None:
            return line
        text = self._text.lines[line]
        if self._is_plain(text):
            part = character // self._wrap
        else:
            part = bisect_right(_breaks(text, self._wrap), character) - 1
        return self._firsts[line] + min(part, self._firsts[line + 1] - self._firsts[line] - 1)

    def cell_of(self, line: int, character: int) -> int:
        """How many cells stand before a character of a line."""
        return self._cells(self._text.lines[line], character)

    def window(self, row: CodeRow, left: int, width: int) -> tuple[int, int, int]:
        """The part of a row between two columns.

        Args:
            row: the row.
            left: the first column.
            width: how many columns.

        Returns:
            First and last (exclusive) character of the line, and how many blank cells stand for a wide character that
            the left edge cuts.
        """
        text = self._text.lines[row.line]
        if self._is_plain(text):
            start = min(row.end, row.start + left)
            return start, min(row.end, start + width), 0
        ends = _ends(text)
        edge = self._cells(text, row.start) + left
        start = row.start if left <= 0 else bisect_left(ends, edge) + 1
        end = min(row.end, bisect_right(ends, edge + width))
        return start, max(start, end), max(0, self._cells(text, start) - edge) if start < end else 0

    def _is_plain(self, line: str) -> bool:
        return not self._text.has_wide or line.isascii()

    def _cells(self, line: str, character: int) -> int:
        if self._is_plain(line) or character <= 0:
            return max(0, character)
        ends = _ends(line)
        return ends[min(character, len(ends)) - 1] if ends else 0

    def _row_counts(self, wrap: int) -> list[int]:
        """How many rows each line takes; written for speed, since a text may have a hundred thousand lines."""
        lines = self._text.lines
        if self._text.has_wide:
            return [self._count_rows(line, wrap) for line in lines]
        if max(map(len, lines)) <= wrap:
            return [1] * len(lines)
        return [1 if length <= wrap else -(-length // wrap) for length in map(len, lines)]

    def _count_rows(self, line: str, wrap: int) -> int:
        if line.isascii():
            return -(-len(line) // wrap) or 1
        return 1 if len(line) * 2 <= wrap else len(_breaks(line, wrap)) - 1


@lru_cache(maxsize=64)
def _ends(line: str) -> array[int]:
    """How many cells a line takes up to and including each of its characters."""
    sizes = {character: get_character_cell_size(character) for character in set(line)}
    return array("L", accumulate(map(sizes.__getitem__, line)))


@lru_cache(maxsize=64)
def _breaks(line: str, wrap: int) -> array[int]:
    """The characters at which a line's rows start, and its end."""
    ends = _ends(line)
    breaks = array("L", [0])
    while breaks[-1] < len(line):
        at = breaks[-1]
        base = ends[at - 1] if at else 0
        breaks.append(max(at + 1, bisect_right(ends, base + wrap)))
    return breaks if len(breaks) > 1 else array("L", [0, 0])

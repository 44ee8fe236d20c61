"""Very large text: rows are found by counting and drawn only when they come into sight."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from copilot_tui.ui.widgets.code_text import CodeLayout, CodeText
from copilot_tui.ui.widgets.transcript.rows import Row

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    from copilot_tui.ui.widgets.code_text import CodeRow
    from copilot_tui.ui.widgets.transcript.rows import HitRange, Layout


@lru_cache(maxsize=4)
def laid_out(text: str, width: int) -> tuple[CodeText, CodeLayout]:
    """A text's lines, and which rows they take; for megabytes it takes long enough to be done in a thread before."""
    found = CodeText(text)
    return found, CodeLayout(found, width)


class PlainRows:
    """A layout of plain wrapped lines.

    Args:
        text: as it came; what is shown of it has passed `copilot_tui.domain.text.code`.
        width: cells to wrap at.
        finish: adds to a row what stands around its text, which is the given part of the code.
    """

    def __init__(self, text: str, width: int, finish: Callable[[Row, CodeRow], Row] | None = None) -> None:
        self._text, self._layout = laid_out(text, width)
        self._finish = finish

    def __len__(self) -> int:
        return self._layout.rows

    def row(self, at: int) -> Row:
        """One row, drawn now."""
        found = self._layout.row(at)
        if found is None:
            return Row()
        line = self._text.lines[found.line]
        row = Row([(line[found.start : found.end], None)], join="" if found.end < len(line) else None)
        return self._finish(row, found) if self._finish else row

    def characters_before(self, at: int) -> int:
        """Characters of text before a row."""
        found = self._layout.row(at)
        return self._start(found.line) + found.start if found else self._start(len(self._text.lines))

    def row_with(self, character: int) -> int:
        """The row that a character stands in."""
        count = len(self._text.lines)
        line = max(0, min(bisect_right(range(count), character, key=self._start), count) - 1)
        return self._layout.row_of(line, character - self._start(line))

    def hits(self, pattern: re.Pattern[str]) -> tuple[int, dict[int, list[HitRange]]]:
        """Hits in the lines, whichever rows they are wrapped into."""
        found: dict[int, list[HitRange]] = {}
        number = 0
        for line, text in enumerate(self._text.lines):
            for match in pattern.finditer(text):
                self._add(found, line, match, number)
                number += 1
        return number, found

    def _add(self, found: dict[int, list[HitRange]], line: int, match: re.Match[str], number: int) -> None:
        last = self._layout.row_of(line, max(match.start(), match.end() - 1))
        for at in range(self._layout.row_of(line, match.start()), last + 1):
            if row := self._layout.row(at):
                start, end = max(match.start(), row.start), min(match.end(), row.end)
                found.setdefault(at, []).append((start - row.start, end - row.start, number))

    def _start(self, line: int) -> int:
        """How many characters stand before a line, one for the end of each counted in."""
        return self._letters_before[line] + line

    @cached_property
    def _letters_before(self) -> list[int]:
        return [0, *accumulate(map(len, self._text.lines))]


class Stack:
    """Layouts on top of each other."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        self._layouts = [layout for layout in layouts if len(layout)]
        self._firsts = [0, *accumulate(len(layout) for layout in self._layouts)]

    @cached_property
    def _before(self) -> list[int]:
        """Characters of text before each layout."""
        return [0, *accumulate(_characters(layout) for layout in self._layouts[:-1])]

    def __len__(self) -> int:
        return self._firsts[-1]

    def row(self, at: int) -> Row:
        """One row."""
        number = self._number(self._firsts, at)
        return self._layouts[number].row(at - self._firsts[number])

    def characters_before(self, at: int) -> int:
        """Characters of text before a row."""
        number = self._number(self._firsts, at)
        return self._before[number] + self._layouts[number].characters_before(at - self._firsts[number])

    def row_with(self, character: int) -> int:
        """The row that a character stands in."""
        number = self._number(self._before, character)
        return self._firsts[number] + self._layouts[number].row_with(character - self._before[number])

    def hits(self, pattern: re.Pattern[str]) -> tuple[int, dict[int, list[HitRange]]]:
        """Hits in all of them, in order."""
        total = 0
        found: dict[int, list[HitRange]] = {}
        for first, layout in zip(self._firsts, self._layouts, strict=False):
            count, hits = layout.hits(pattern)
            for at, ranges in hits.items():
                found[first + at] = [(start, end, total + number) for start, end, number in ranges]
            total += count
        return total, found

    def _number(self, starts: list[int], value: int) -> int:
        return max(0, min(bisect_right(starts, value) - 1, len(self._layouts) - 1))


def _characters(layout: Layout) -> int:
    last = len(layout) - 1
    return layout.characters_before(last) + len(layout.row(last).text) + 1

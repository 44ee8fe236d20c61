"""Finding words in a transcript, also where nothing is drawn yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copilot_tui.ui.widgets.drawing import struck, tone
from copilot_tui.ui.widgets.transcript.viewport import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copilot_tui.ui.theme import Palette
    from copilot_tui.ui.widgets.transcript.rows import HitRange, Layout
    from copilot_tui.ui.widgets.transcript.strips import Overlay
    from copilot_tui.ui.widgets.transcript.viewport import Viewport


def pattern_of(words: str) -> re.Pattern[str]:
    """What to look for: capital letters count only where there are some; white space stands for any."""
    parts = [re.escape(part) for part in words.split()]
    return re.compile(r"\s+".join(parts), re.NOFLAG if words != words.lower() else re.IGNORECASE)


def pattern_of_any(words: Sequence[str]) -> re.Pattern[str]:
    """What to look for where each of several words is a hit: in any case, the longest first."""
    parts = (r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))
    return re.compile("|".join(parts), re.IGNORECASE)


def count_hits(source: str, words: str) -> int:
    """How often words stand in a block's source, its marks of emphasis and line ends left out."""
    if words == words.lower():
        source = source.lower()
    if " " in words and "\n" in source:
        source = source.replace("\n", " ")
    for mark in "*`":
        if mark in source and mark not in words:
            source = source.replace(mark, "")
    return source.count(words)


def hit_overlays(hits: Sequence[HitRange], at: Spot | None, block: int, palette: Palette) -> list[Overlay]:
    """How the hits of a row are marked: all with a ground, the one that is meant stronger."""
    meant = at.row if at is not None and at.block == block else -1
    strong = struck(palette)
    return [(start, end, strong if number == meant else tone(palette.selected)) for start, end, number in hits]


@dataclass
class Search:
    """One search: in which blocks the words stand, and which hit is meant.

    Blocks are counted by their source, which takes a moment for thousands of them. A block that is drawn is counted
    anew by what is on screen, since Markdown's source and its text differ.
    """

    words: str
    pattern: re.Pattern[str]
    counts: dict[int, int]
    """Hits of each block that has some, by the block's position."""
    any_of: tuple[str, ...] = ()
    """The words, where each is a hit by itself; empty where `words` are looked for side by side."""
    at: Spot | None = None
    """The hit that is meant: its block, and 0, 1, … within it."""
    _cache: dict[int, tuple[Layout, dict[int, list[HitRange]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[tuple[int, str]], words: str) -> Search:
        """Searches the texts of all blocks, each given with the block's position."""
        folded = " ".join(words.split())
        counts = {index: count for index, text in texts if (count := count_hits(text, folded))}
        return cls(folded, pattern_of(words), counts)

    @classmethod
    def of_any(cls, texts: Iterable[tuple[int, str]], words: Sequence[str]) -> Search:
        """The same where each of several words is a hit; `words` holds one at least."""
        folded = {" ".join(word.lower().split()) for word in words}
        totals = ((index, sum(count_hits(text, word) for word in folded)) for index, text in texts)
        counts = {index: count for index, count in totals if count}
        return cls(" ".join(words), pattern_of_any(words), counts, tuple(words))

    def again(self, texts: Iterable[tuple[int, str]]) -> Search:
        """The same search in texts that have changed."""
        return Search.of_any(texts, self.any_of) if self.any_of else Search.of(texts, self.words)

    @property
    def count(self) -> int:
        """All hits."""
        return sum(self.counts.values())

    @property
    def number(self) -> int:
        """Which hit is meant, from 1; 0 for none."""
        if self.at is None:
            return 0
        return sum(count for index, count in self.counts.items() if index < self.at.block) + self.at.row + 1

    def hits_in_row(self, spot: Spot, layout: Layout) -> list[HitRange]:
        """The hits of a row that is drawn."""
        if spot.block not in self.counts:
            return []
        return self._hits(spot.block, layout).get(spot.row, [])

    def step(self, viewport: Viewport, direction: int) -> Spot | None:
        """Goes to the next hit (1) or the one before (-1), round from the last to the first; opens folded blocks.

        Returns:
            The row in which it starts; None where nothing is found.
        """
        if self.at is not None:
            self._draw(viewport, self.at.block)
            number = self.at.row + direction
            if 0 <= number < self.counts.get(self.at.block, 0):
                return self._go(viewport, self.at.block, number)
        start = viewport.top.block - (direction > 0) if self.at is None else self.at.block
        for index in self._others(start, direction):
            self._draw(viewport, index)
            if count := self.counts.get(index, 0):
                return self._go(viewport, index, 0 if direction > 0 else count - 1)
        self.at = None
        return None

    def _others(self, start: int, direction: int) -> list[int]:
        """Blocks with hits, from the one after `start` round to itself."""
        known = sorted(self.counts)
        if direction > 0:
            return [index for index in known if index > start] + [index for index in known if index <= start]
        return [index for index in known[::-1] if index < start] + [index for index in known[::-1] if index >= start]

    def _go(self, viewport: Viewport, index: int, number: int) -> Spot:
        self.at = Spot(index, number)
        hits = self._hits(index, viewport.layout(index))
        row = next((row for row in sorted(hits) if any(hit[2] == number for hit in hits[row])), 0)
        return Spot(index, row)

    def _draw(self, viewport: Viewport, index: int) -> None:
        """Counts a block by what is drawn of it, opened if words may be hidden in it."""
        block = viewport.blocks[index]
        before = self.counts.get(index, 0)
        count = self._recount(viewport, index)
        if count < before and block.foldable and not block.opened:
            block.opened = True
            viewport.redraw(index)
            count = self._recount(viewport, index)
        if count:
            self.counts[index] = count
        else:
            self.counts.pop(index, None)

    def _recount(self, viewport: Viewport, index: int) -> int:
        hits = self._hits(index, viewport.layout(index))
        return len({number for ranges in hits.values() for _, _, number in ranges})

    def _hits(self, index: int, layout: Layout) -> dict[int, list[HitRange]]:
        known = self._cache.get(index)
        if known is None or known[0] is not layout:
            known = self._cache[index] = (layout, layout.hits(self.pattern)[1])
        return known[1]

"""Finding words in a transcript, also where nothing is drawn yet, or not even held."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from copilot_tui.domain.finding import Place, Sought, find_in_turn
from copilot_tui.ui.widgets.drawing import struck, tone
from copilot_tui.ui.widgets.transcript.viewport import Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.transcript.rows import HitRange, Layout
    from copilot_tui.ui.widgets.transcript.strips import Overlay
    from copilot_tui.ui.widgets.transcript.viewport import Viewport


class Hit(NamedTuple):
    """One hit."""

    place: Place
    """The part of a turn that holds it; of a block that shows several, the first."""
    number: int
    """Which one there: 0, 1, …"""


class Elsewhere(NamedTuple):
    """A hit in a turn that is not held."""

    position: int
    """The turn's."""


def hit_overlays(hits: Sequence[HitRange], meant: int | None, palette: Palette) -> list[Overlay]:
    """How the hits of a row are marked: all with a ground, the one that is meant (its number, if any) stronger."""
    strong = struck(palette)
    return [(start, end, strong if number == meant else tone(palette.selected)) for start, end, number in hits]


@dataclass
class Search:
    """One search: in which parts of which turns the words stand, and which hit is meant.

    What is not drawn is counted by its source. A block that is drawn is counted anew by what is on screen, since
    Markdown's source and its text differ.
    """

    sought: Sought
    counts: dict[Place, int]
    """Hits of each part that has some."""
    at: Hit | None = None
    """The hit that is meant."""
    _cache: dict[tuple[str, str], tuple[Layout, dict[int, list[HitRange]]]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """All hits."""
        return sum(self.counts.values())

    @property
    def number(self) -> int:
        """Which hit is meant, from 1; 0 for none."""
        if self.at is None:
            return 0
        return sum(count for place, count in self.counts.items() if place < self.at.place) + self.at.number + 1

    def recount(self, turn: Turn) -> None:
        """Counts a turn anew that has changed, or is new."""
        self.counts = {place: count for place, count in self.counts.items() if place.position != turn.position}
        self.counts |= find_in_turn(turn, self.sought)

    def overlays(self, viewport: Viewport, spot: Spot) -> list[Overlay]:
        """The marks of a row that is drawn."""
        block = viewport.blocks[spot.block]
        places = [Place(block.turn.position, part) for part in block.shown_parts]
        if not any(place in self.counts for place in places):
            return []
        hits = self._hits(viewport, spot.block).get(spot.row, [])
        meant = self.at.number if self.at is not None and self.at.place in places else None
        return hit_overlays(hits, meant, viewport.canvas.palette)

    def step(self, viewport: Viewport, direction: int) -> Spot | Elsewhere | None:
        """Goes to the next hit (1) or the one before (-1), round from the last to the first; opens folded blocks.

        Returns:
            The row in which it starts; where its turn has to be held first, that, and nothing has changed; None where
            nothing is found.
        """
        here = self.at
        if here is not None and (index := viewport.blocks.at(here.place)) is not None:
            number = here.number + direction
            if 0 <= number < self._draw(viewport, index):
                return self._go(viewport, index, number)
        for place in self._others(viewport, direction):
            if (index := viewport.blocks.at(place)) is None:
                return Elsewhere(place.position)
            if count := self._draw(viewport, index):
                return self._go(viewport, index, 0 if direction > 0 else count - 1)
        self.at = None
        return None

    def _others(self, viewport: Viewport, direction: int) -> list[Place]:
        """Parts with hits, from the one after the hit that is meant, else from the first in sight, round to itself."""
        known = sorted(self.counts, reverse=direction < 0)
        start = self.at.place if self.at is not None else None
        if start is None and viewport.blocks:
            place = viewport.blocks.place(viewport.top.block)
            start = Place(place.position, place.part - (direction > 0))
        if start is None:
            return known
        after = [place for place in known if (place > start if direction > 0 else place < start)]
        return after + known[: len(known) - len(after)]

    def _go(self, viewport: Viewport, index: int, number: int) -> Spot:
        self.at = Hit(viewport.blocks.place(index), number)
        hits = self._hits(viewport, index)
        row = next((row for row in sorted(hits) if any(hit[2] == number for hit in hits[row])), 0)
        return Spot(index, row)

    def _draw(self, viewport: Viewport, index: int) -> int:
        """Counts a block by what is drawn of it, opened if words may be hidden in it."""
        block = viewport.blocks[index]
        places = [Place(block.turn.position, part) for part in block.shown_parts]
        before = sum(self.counts.get(place, 0) for place in places)
        count = self._drawn(viewport, index)
        if count < before and block.foldable and not block.opened:
            block.opened = True
            viewport.redraw(index)
            count = self._drawn(viewport, index)
        for place in places:
            self.counts.pop(place, None)
        if count:
            self.counts[places[0]] = count
        return count

    def _drawn(self, viewport: Viewport, index: int) -> int:
        return len({number for ranges in self._hits(viewport, index).values() for _, _, number in ranges})

    def _hits(self, viewport: Viewport, index: int) -> dict[int, list[HitRange]]:
        key, layout = viewport.blocks[index].key, viewport.layout(index)
        known = self._cache.get(key)
        if known is None or known[0] is not layout:
            known = self._cache[key] = (layout, layout.hits(self.sought.pattern)[1])
        return known[1]

"""Choosing where the next question is asked: known places by a few letters, or whatever is typed or pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Input

from copilot_tui.domain.fuzzy import fuzzy_match
from copilot_tui.domain.places import Place, distinct, problem_of, typed_place
from copilot_tui.domain.text import line
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.widgets.drawing import beside, ink

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.ui.theme.palette import Palette

    More = Callable[[], Awaitable[Sequence[Place]]]

_TITLE = "Context of the next question"


class PlacesScreen(ChoosingScreen[Place]):
    """Gives the place that was taken, or None when it is left as it was; "by hand" where both fields are wanted.

    Args:
        places: what is known already, the likeliest first.
        current: the context that holds now.
        more: what takes a moment to find out; joins the others as soon as it is there.
        span_note: whether another organization starts a new conversation.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "use it", priority=True, id="places.take"),
        Binding("ctrl+e", "by_hand", "edit both fields", priority=True, id="places.by_hand"),
    ]

    def __init__(
        self, places: Sequence[Place], current: CloudContext | None, more: More, *, span_note: bool = False
    ) -> None:
        title = "Context · another organization starts a new conversation" if span_note else _TITLE
        hint = "a few letters, org/project/stack, or an address of the console"
        super().__init__(title, hint, self._fitting, self._drawn, take="use it")
        self._places = distinct(places)
        self._current = current
        self._more = more
        self.by_hand = False
        """Whether it was left to edit the fields."""

    def on_mount(self) -> None:
        """Looks for more than what is known."""
        self.run_worker(self._find_more(), group="more")

    async def _find_more(self) -> None:
        if more := await self._more():
            self._places = distinct([*self._places, *more])
            self._look(self.query_one(Input).value)

    def action_by_hand(self) -> None:
        """Leaves to edit the fields."""
        self.by_hand = True
        self.dismiss(None)

    async def _fitting(self, typed: str) -> tuple[list[Place], str]:
        """What is typed as it is comes last where it could also be the beginning of something known."""
        org = self._current.org if self._current else ""
        own = typed_place(typed, org)
        if own is not None and "://" in typed:
            return [own], ""
        found = self._ranked(typed)
        if own is not None and own.context not in {place.context for place in found}:
            found.append(own)
        return found, problem_of(typed)

    def _ranked(self, typed: str) -> list[Place]:
        query = "".join(typed.split())
        if not query:
            return list(self._places)
        scored = [(fuzzy_match(query, f"{place.label} {place.kind}")[0], place) for place in self._places]
        return [place for score, place in sorted(scored, key=lambda row: -row[0]) if score > 0]

    def _drawn(self, place: Place, width: int, palette: Palette) -> list[Text]:
        is_current = place.context == self._current
        mark = ("● " if is_current else "  ", ink(palette.success))
        left = Text.assemble(mark, (line(place.label, 200), ink(palette.text, bold=is_current)))
        right = Text(" · ".join(line(part, 40) for part in (place.note, place.kind) if part), ink(palette.half))
        return [beside(left, right, width)]

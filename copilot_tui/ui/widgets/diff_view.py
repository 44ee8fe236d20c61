"""A difference to read: below each other where it is narrow, side by side where there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.strip import Strip

from copilot_tui.domain.difference import Difference, Line, Mark, Pair, compare, left_out
from copilot_tui.syntax import code_pieces, shown_code
from copilot_tui.ui.theme.styles import tone
from copilot_tui.ui.widgets.diff_cell import LONGEST, DiffCell
from copilot_tui.ui.widgets.drawing import palette
from copilot_tui.ui.widgets.moving_keys import scroll_keys
from copilot_tui.ui.widgets.sized_pane import SizedPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from copilot_tui.syntax import Piece

SIDE_BY_SIDE: Final = 120
"""Views at least this wide show both versions beside each other."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts compared, ready to show."""

    difference: Difference
    code: tuple[Sequence[Sequence[Piece]], Sequence[Sequence[Piece]]]
    """The lines of both by their roles."""


def compare_code(before: str, after: str, language: str) -> Compared:
    """Compares two texts and reads both; may take a second, and belongs into a thread.

    Args:
        before: the earlier text.
        after: the later text.
        language: any spelling, also a file's suffix; an unknown one is shown without colours.
    """
    return Compared(compare(before, after), (code_pieces(before, language), code_pieces(after, language)))


class DiffView(SizedPane, can_focus=True):
    """Shows a `Difference`; lines are cut at the edge and can be scrolled sideways."""

    DEFAULT_CSS = """
    DiffView { background: $background; scrollbar-size: 0 1; padding: 1 0 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *scroll_keys("diff"),
        Binding("n", "next_change(1)", "next change", id="diff.next"),
        Binding("N", "next_change(-1)", "change before", show=False, id="diff.previous"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._difference: Difference | None = None
        self._code: tuple[Sequence[Sequence[Piece]], Sequence[Sequence[Piece]]] = ((), ())
        self._rows: list[Pair | Line] = []
        self._highest = 0

    def show(self, compared: Compared) -> None:
        """Shows another difference from its first change."""
        self._difference, self._code = compared.difference, compared.code
        self._lay_out()
        self.scroll_to(0, 0, animate=False)

    def action_next_change(self, step: int) -> None:
        """Goes to where the next change begins, or the one before; stops at the ends."""
        places = [
            at for at, row in enumerate(self._rows) if _changed(row) and not (at and _changed(self._rows[at - 1]))
        ]
        top = self.scroll_offset.y
        further = [at for at in places if at - 2 > top] if step > 0 else [at for at in places if at - 2 < top]
        if further:
            self.scroll_to(y=max(0, (further[0] if step > 0 else further[-1]) - 2), animate=False)

    def follow_size(self) -> None:
        """Chooses the form for the width."""
        self._lay_out()

    def render(self) -> RenderableType:
        """Not used: lines are drawn by `render_line`."""
        return ""

    def render_line(self, y: int) -> Strip:
        """Draws one row."""
        ground, width = self.rich_style, self.scrollable_content_region.width
        left, top = self.scroll_offset
        if top + y >= len(self._rows):
            return Strip.blank(width, ground)
        row = self._rows[top + y]
        strip = self._below(row, left, width) if isinstance(row, Line) else self._beside(row, left, width)
        return strip.crop_extend(0, width, ground).apply_style(ground)

    def _below(self, row: Line, left: int, width: int) -> Strip:
        numbers = f"{self._number(row.left)} {self._number(row.right)}"
        side = 0 if row.right is None else 1
        cell = DiffCell(row.mark, numbers, row.text, row.other, self._pieces(side, row.right or row.left))
        return cell.draw(0 if row.mark == "…" else left, width, palette(self), self.app.console)

    def _beside(self, row: Pair, left: int, width: int) -> Strip:
        colours, console = palette(self), self.app.console
        if row.left_out:
            return DiffCell("…", self._number(None), left_out(row.left_out)).draw(0, width, colours, console)
        half = (width - 1) // 2
        marks: tuple[Mark, Mark] = (" ", " ") if row.same else ("-", "+")
        strips = []
        for side, (line, other, mark, room) in enumerate(
            zip((row.left, row.right), (row.right, row.left), marks, (half, width - 1 - half), strict=True)
        ):
            if line is None:
                strips.append(Strip.blank(room, tone(colours.panel)))
                continue
            pieces, number = self._pieces(side, line.number), self._number(line.number)
            cell = DiffCell(mark, number, line.text, other.text if other else "", pieces)
            strips.append(cell.draw(left, room, colours, console))
        return Strip.join([strips[0], Strip.blank(1), strips[1]])

    def _pieces(self, side: int, number: int | None) -> Sequence[Piece]:
        lines = self._code[side]
        return lines[number - 1] if number is not None and number <= len(lines) else ()

    def _number(self, number: int | None) -> str:
        return ("" if number is None else str(number)).rjust(max(3, len(str(self._highest))))

    def _lay_out(self) -> None:
        if self._difference is None:
            return
        pairs, beside = self._difference.pairs, self.outer_size.width >= SIDE_BY_SIDE
        self._rows = [*pairs] if beside else [*self._difference.unified()]
        sides = [side for pair in pairs for side in (pair.left, pair.right) if side]
        self._highest = max((side.number for side in sides), default=0)
        widest = min(LONGEST, max((len(shown_code(side.text[:LONGEST])) for side in sides), default=0))
        # As much further than the width as the longest line is longer than its own room.
        width = self.scrollable_content_region.width
        room = (width - 1) // 2 if beside else width
        gutter = max(3, len(str(self._highest))) * (1 if beside else 2) + 4
        self.virtual_size = Size(width + max(0, widest + gutter - room), len(self._rows))
        self.refresh()


def _changed(row: Pair | Line) -> bool:
    return row.mark in {"+", "-"} if isinstance(row, Line) else not row.same and not row.left_out

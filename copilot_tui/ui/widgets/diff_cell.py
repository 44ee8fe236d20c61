"""One line of a difference as it is drawn: numbers, a mark, and the line in colour with what changed in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.strip import Strip

from copilot_tui.domain.difference import changed_part
from copilot_tui.syntax import shown_code
from copilot_tui.ui.highlight import role_style
from copilot_tui.ui.theme.styles import ink, tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from copilot_tui.domain.difference import Mark
    from copilot_tui.syntax import Piece
    from copilot_tui.ui.theme.palette import Palette

LONGEST: Final = 2_000
"""Characters of a line that are prepared for drawing; no screen is that wide."""
_SIGNS: Final[dict[str, str]] = {"-": "−", "+": "+", " ": " ", "…": "⋯"}
_LINE, _PART = 0.13, 0.27  # of the mark's colour in the ground of a changed line, and of what changed in it


@dataclass(frozen=True, slots=True)
class DiffCell:
    """What one line shows."""

    mark: Mark
    numbers: str
    text: str
    other: str = ""
    """What stood or stands in its place."""
    pieces: Sequence[Piece] = ()
    """The line by its roles; none where they are not known."""

    def draw(self, left: int, width: int, colours: Palette, console: Console) -> Strip:
        """As much of it as there is room for.

        Args:
            left: the column of the line to begin with.
            width: cells in all.
            colours: the palette.
            console: renders styles.
        """
        strong = {"-": colours.error, "+": colours.success}.get(self.mark)
        ground = _tint(colours.ground, strong, _LINE) if strong and colours.mixes else None
        head = Segment(f"{self.numbers} ", ink(colours.half, on=ground))
        sign = Segment(f"{_SIGNS[self.mark]} ", ink(strong or colours.half, bold=strong is not None, on=ground))
        words = Strip(self._body(colours, strong, ground).render(console))
        blank, room = Style(bgcolor=ground), max(0, width - len(self.numbers) - 3)
        body = words.crop_extend(left, left + room, blank)
        if room and words.cell_length > left + room:  # the line goes on to the right
            body = Strip.join([body.crop(0, room - 1), Strip([Segment("›", ink(colours.accent, on=ground))], 1)])
        return Strip.join([Strip([head, sign]), body]).crop_extend(0, width, blank)

    def _body(self, colours: Palette, strong: str | None, ground: str | None) -> Text:
        shown = shown_code(self.text[:LONGEST])
        body = Text(no_wrap=True, end="")
        known = self.pieces if "".join(text for text, _ in self.pieces) == shown else [(shown, None)]
        usual = ink(colours.half if self.mark == "…" else colours.text)
        for text, role in known:
            body.append(text, usual if role is None else role_style(role, colours))
        if ground is not None:
            body.stylize_before(tone(ground))
        if strong is not None and self.other:
            part = changed_part(shown, shown_code(self.other[:LONGEST]))
            style = tone(_tint(colours.ground, strong, _PART)) if colours.mixes else Style(underline=True)
            if part is not None:
                body.stylize(style, *part)
        return body


@lru_cache(maxsize=16)
def _tint(ground: str, colour: str, amount: float) -> str:
    return Color.parse(ground).blend(Color.parse(colour), amount).hex

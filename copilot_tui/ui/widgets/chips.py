"""What goes with a question: a chip each, which can be taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.message import Message

from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import cut, ink, pressable
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.attachment import Attachment
    from copilot_tui.ui.theme.palette import Palette


class Chips(Lines, can_focus=False):
    """One line for each attachment; a click on it takes it away."""

    DEFAULT_CSS = """
    Chips { height: auto; max-height: 4; background: $raised; display: none; }
    """

    @dataclass
    class Removed(Message):
        """A chip is to go."""

        number: int

    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[Attachment] = ()

    def show(self, attachments: Sequence[Attachment]) -> None:
        """Shows others."""
        self._shown = attachments
        self.display = bool(attachments)
        self.styles.height = min(4, len(attachments))
        self.redraw()

    async def press(self, action: str) -> None:
        """Wants the chip gone that was clicked."""
        self.post_message(self.Removed(int(action)))

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """Name, length, and the mark that takes it away."""
        rows = []
        for number, one in enumerate(self._shown):
            size = f"  {count(one.lines, 'line')}, {count(len(one.text), 'character')}  "
            name = cut(line(one.name, 200), max(8, width - len(size) - 3))
            row = Text.assemble(("▤ ", ink(palette.accent)), (name, ink(palette.text)), (size, ink(palette.half)))
            row.append("✕", ink(palette.accent, bold=True))
            row.stylize(pressable(Style(), str(number)))
            rows.append(row)
        return rows

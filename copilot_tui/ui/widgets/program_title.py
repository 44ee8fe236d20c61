"""The line over a program: what it is, and where it belongs or how it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import beside, ink, pressable
from copilot_tui.ui.widgets.key_bar import key_of
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.program import Program
    from copilot_tui.ui.theme.palette import Palette


class ProgramTitle(Lines, can_focus=False):
    """One line: "program · typescript · v2 of 3 · 28 lines", and the conversation it belongs to.

    Presses: "enlarge", "leave".

    Args:
        program: the program.
        versions: how many there are of it.
        beside: whether it stands beside its conversation: then that is not named, but how to enlarge and to leave it.
    """

    DEFAULT_CSS = """
    ProgramTitle { height: 1; padding: 0 2; background: $panel; scrollbar-size: 0 0; }
    """

    def __init__(self, program: Program, versions: int, *, beside: bool) -> None:
        super().__init__()
        self._program = program
        self._versions = versions
        self._beside = beside

    def show(self, program: Program, versions: int) -> None:
        """Shows another program, or how many versions there are by now."""
        self._program, self._versions = program, versions
        self.redraw()

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """The line; its right part only where there is room for it."""
        program, half = self._program, ink(palette.half)
        of = f" of {self._versions}" if self._versions > 1 else ""
        facts = [program.language, f"v{program.version}{of}", count(program.lines, "line")]
        left = Text.assemble(("program", ink(palette.text, bold=True)))
        left.append("".join(f" · {line(fact, 40)}" for fact in facts if fact), half)
        rights = self._doors(palette) if self._beside else [Text(line(program.conversation_title, 60), half)]
        room = width - left.cell_len - 3
        return [beside(left, next((right for right in rights if right.cell_len <= room), Text()), width)]

    def _doors(self, palette: Palette) -> list[Text]:
        """How to enlarge and how to leave; the latter alone where there is less room."""
        enlarge, leave = (
            Text.assemble(
                (key, pressable(ink(palette.accent, bold=True), action)),
                (f" {words}", pressable(ink(palette.half), action)),
            )
            for key, words, action in (
                (key_of(self, "program.enlarge"), "enlarge", "enlarge"),
                (key_of(self, "program.back"), "close", "leave"),
            )
        )
        return [Text.assemble(enlarge, "  ", leave), leave]

"""The command palette: every action with its key, conversations, contexts, themes and questions, by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from copilot_tui.domain.fuzzy import fuzzy_match
from copilot_tui.domain.text import line
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.widgets.drawing import beside, cut, ink

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from copilot_tui.ui.screens.dashboard.commands import Command
    from copilot_tui.ui.theme.palette import Palette

_KIND = 14  # cells of "conversation" and what is between
_MOST = 100
_STRUCK = Style(bold=True, underline=True)


class PaletteScreen(ChoosingScreen["Command"]):
    """Gives the command to run.

    Args:
        known: what there is in any case.
        look_up: what there is beside it for what is typed, e.g. conversations.
    """

    def __init__(self, known: Sequence[Command], look_up: Callable[[str], Awaitable[Sequence[Command]]]) -> None:
        super().__init__(
            "Commands",
            "an action, a conversation, a context, a theme, a prompt, a question",
            self._seek,
            self._row,
            take="do it",
        )
        self._known = known
        self._look_up = look_up

    async def _seek(self, typed: str) -> tuple[list[Command], str]:
        wanted = typed.strip()
        found = [*self._known, *await self._look_up(wanted)]
        if not wanted:
            return found[:_MOST], ""
        scored = [(fuzzy_match(wanted, line(command.name, 200))[0], command) for command in found]
        scored = [(score, command) for score, command in scored if score > 0]
        scored.sort(key=lambda one: one[0], reverse=True)  # stable: actions stay before what was looked up
        return [command for _, command in scored[:_MOST]], "Nothing is called that."

    def _row(self, command: Command, width: int, palette: Palette) -> list[Text]:
        name = line(command.name, 200)
        shown = Text(cut(name, width - _KIND - len(command.key) - 3), ink(palette.text))
        for at in self._struck(name):
            shown.stylize(_STRUCK, at, at + 1)
        left = Text(f"{command.kind:<{_KIND}}", ink(palette.half)).append_text(shown)
        if command.about:
            left.append(f"  {line(command.about, 100)}", ink(palette.half))
        return [beside(left, Text(f"{command.key} ", ink(palette.accent, bold=True)), width)]

    def _struck(self, name: str) -> Sequence[int]:
        """Which letters of a name are those that were typed."""
        wanted = self.typed.strip()
        return fuzzy_match(wanted, name)[1] if wanted else ()

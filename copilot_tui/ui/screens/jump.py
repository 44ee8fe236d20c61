"""Jumping: a letter on every pane, and the letter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.drawing import ink
from copilot_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from copilot_tui.ui.theme.palette import Palette

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


def jump_targets(screen_chain: Sequence[Widget]) -> list[Widget]:
    """The panes that can be jumped to: what can have the focus and is in sight, from the top left on."""
    seen = [widget for widget in screen_chain if widget.region.width >= 3 and widget.region.height >= 1]
    return sorted(seen, key=lambda widget: (widget.region.x, widget.region.y))[: len(_LETTERS)]


class Label(Lines, can_focus=False):
    """A letter, and the name of what it goes to."""

    DEFAULT_CSS = """
    Label { position: absolute; height: 1; scrollbar-size: 0 0; }
    """

    def __init__(self, letter: str, name: str) -> None:
        super().__init__()
        self.letter = letter
        self._named = name
        self.styles.width = len(name) + 5

    def lines(self, _width: int, palette: Palette) -> Sequence[Text]:
        """Both on a ground that stands out."""
        on = palette.selected
        return [
            Text.assemble(
                (f" {self.letter} ", ink(palette.accent, on=on, bold=True)),
                (f" {self._named} ", ink(palette.text, on=on)),
            )
        ]

    async def on_click(self, event: events.Click) -> None:
        """Goes there."""
        event.stop()
        screen = self.screen
        if isinstance(screen, JumpScreen):
            screen.take(self.letter)


class JumpScreen(Modal["Widget | None"]):
    """Gives the widget to go to, or None.

    Args:
        targets: what can be gone to.
        names: widget → what it is called.
    """

    DEFAULT_CSS = """
    JumpScreen { background: $veil; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", id="jump.back")]
    takes_every_key = True

    def __init__(self, targets: Sequence[Widget], names: Sequence[str]) -> None:
        super().__init__()
        self._targets = dict(zip(_LETTERS, targets, strict=False))
        self._names = dict(zip(_LETTERS, names, strict=False))

    def compose(self) -> ComposeResult:
        """A label on each."""
        for letter, target in self._targets.items():
            label = Label(letter, self._names[letter])
            label.styles.offset = (target.region.x + 1, target.region.y)
            yield label

    def on_key(self, event: events.Key) -> None:
        """A letter goes there; any other key goes back."""
        event.stop()
        self.take(event.key)

    def on_click(self) -> None:
        """Goes back."""
        self.dismiss(None)

    def on_resize(self, event: events.Resize) -> None:
        """What was where is somewhere else now."""
        if event.size != self.app.screen_stack[-2].size:
            self.dismiss(None)

    def take(self, letter: str) -> None:
        """Gives what stands behind a letter."""
        self.dismiss(self._targets.get(letter))

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss(None)

"""Giving an action another key: choose the action, press the key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from copilot_tui.config.actions import ACTIONS
from copilot_tui.config.keymap import effective_keys, key_faults
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.screens.dialog import DIALOG_CSS
from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.drawing import beside, ink
from copilot_tui.ui.widgets.key_bar import KeyBar, shown_key, shown_keys

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from copilot_tui.config.settings import Settings
    from copilot_tui.ui.theme.palette import Palette

_OURS = frozenset({"enter", "escape", "backspace"})
"""Keys that mean something while a key is waited for; config.toml can give them to an action all the same."""


def action_screen(settings: Settings) -> ChoosingScreen[str]:
    """A screen that gives the id of the action to have another key."""
    from copilot_tui.ui.keymap import action_words

    keys = {**ACTIONS, **effective_keys(settings)}
    words = action_words()

    async def choices(typed: str) -> tuple[list[str], str]:
        wanted = typed.casefold().split()
        lines = {action: f"{action} {words.get(action, '')} {keys[action]}".casefold() for action in ACTIONS}
        return [action for action, line in lines.items() if all(word in line for word in wanted)], "Nothing does that."

    def draw(action: str, width: int, palette: Palette) -> list[Text]:
        changed = action in settings.keys
        left = Text.assemble(
            (f"{action:<27} ", ink(palette.accent if changed else palette.text)),
            (words.get(action, ""), ink(palette.half)),
        )
        return [beside(left, Text(shown_keys(keys[action]), ink(palette.accent, bold=True)), width)]

    return ChoosingScreen("Give an action another key", "action, or its key", choices, draw, take="choose its key")


class KeyScreen(Modal[str | None]):
    """Gives the keys that were pressed; "" for the default, None to leave it as it was.

    Args:
        action: which one is to have a key.
        settings: as they are now.
    """

    DEFAULT_CSS = DIALOG_CSS.format(name="KeyScreen")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "give it this key", id="key.accept"),
        Binding("backspace", "default", "default", id="key.default"),
        Binding("escape", "leave", "leave", id="key.back"),
    ]
    takes_every_key = True
    """Nothing of the app's own answers while a key is waited for; see `CopilotApp.check_action`."""

    def __init__(self, action: str, settings: Settings) -> None:
        super().__init__()
        self._action = action
        self._settings = settings
        self._pressed = ""

    def compose(self) -> ComposeResult:
        """What is asked, what was pressed, what is wrong with it."""
        now = shown_keys({**ACTIONS, **effective_keys(self._settings)}[self._action])
        with Vertical(classes="dialog"):
            yield Static(Content(f"A key for {self._action}"), classes="title")
            yield Static(Content(f"Now it is {now}. Press the key that it is to be."), classes="quiet")
            yield Static(Content(" "), id="pressed")
            yield Static(classes="problem")
            yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to give before a key was pressed."""
        return bool(self._pressed) if action == "accept" else super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Shows what was pressed."""
        if event.key in _OURS:
            return
        event.stop()
        self._pressed = event.key
        self.query_one("#pressed", Static).update(Content(f"  {shown_key(event.key)}"))
        wanted = self._settings.model_copy(update={"keys": self._settings.keys | {self._action: event.key}})
        faults = [
            sentence for action, sentence in key_faults(wanted) if event.key in sentence or action == self._action
        ]
        self.query_one(".problem", Static).update(Content("\n".join(faults)))
        self.refresh_bindings()

    def action_accept(self) -> None:
        """Gives what was pressed."""
        self.dismiss(self._pressed)

    def action_default(self) -> None:
        """Gives the default back."""
        self.dismiss("")

    def action_leave(self) -> None:
        """Leaves it as it was."""
        self.dismiss(None)

"""Typing a setting's value: what is wrong with it is said while it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from copilot_tui.config.descriptions import read_value
from copilot_tui.domain.errors import WrongSettings
from copilot_tui.domain.text import line
from copilot_tui.ui.screens.dialog import DIALOG_CSS
from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.line_input import LineInput
from copilot_tui.ui.widgets.typed_order import do_after_typed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from copilot_tui.ui.widgets.setting_table import SettingRow


class SettingValueScreen(Modal[None]):
    """Gives nothing: what is typed is set, or is not.

    Args:
        row: which one, and its value now.
        change: sets it; raises WrongSettings.
    """

    DEFAULT_CSS = DIALOG_CSS.format(name="SettingValueScreen")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "set", priority=True, id="line.accept"),
        Binding("escape", "leave", "leave", id="line.back"),
    ]

    def __init__(self, row: SettingRow, change: Callable[[object], Awaitable[None]]) -> None:
        super().__init__()
        self._row = row
        self._change = change

    def compose(self) -> ComposeResult:
        """Name, meaning, the value, what is wrong with it, the keys."""
        setting = self._row.setting
        with Vertical(classes="dialog"):
            yield Static(Content(setting.name), classes="title")
            yield Static(Content(f"{setting.meaning} Takes {setting.takes}."), classes="quiet")
            yield Static(Content(" "))
            yield LineInput(line(self._row.value, 2000), select_on_focus=True)
            yield Static(classes="problem")
            yield KeyBar()

    def action_accept(self) -> None:
        """Sets it; stays while it cannot be set."""
        do_after_typed(self, self._accept)

    async def _accept(self) -> None:
        try:
            await self._change(read_value(self._row.setting, self.query_one(Input).value))
        except WrongSettings as error:
            self.query_one(".problem", Static).update(Content(error.message))
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Leaves it as it was."""
        self.dismiss(None)

"""Every setting: what it does, what it is, where that comes from; changed at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from copilot_tui.config.descriptions import described, in_words
from copilot_tui.config.dotted_names import value_at
from copilot_tui.config.preferences import NOT_HERE
from copilot_tui.domain.errors import WrongSettings
from copilot_tui.ui.own_work import EndsOwnWork
from copilot_tui.ui.screens.head import HEAD_CSS
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.line_input import LineInput
from copilot_tui.ui.widgets.setting_facts import SettingFacts
from copilot_tui.ui.widgets.setting_table import SettingRow, SettingTable
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual import events
    from textual.app import ComposeResult

    from copilot_tui.config.preferences import Preferences

TWO_COLUMNS = 100
"""Screens at least this wide show what there is to know beside the table, others below it."""


@dataclass(frozen=True, slots=True)
class SettingActions:
    """What the screen does with settings; it reads and writes nothing itself."""

    change: Callable[[str, object], Awaitable[None]]
    """Sets a setting and applies it; raises WrongSettings."""
    reset: Callable[[str], Awaitable[None]]
    """Lets it stand at its default; raises WrongSettings."""
    edit_file: Callable[[], Awaitable[None]]
    """Opens config.toml in the person's editor, and reads it again."""
    choose_theme: Callable[[], Awaitable[None]]
    choose_keys: Callable[[], Awaitable[None]]


class SettingsScreen(Screen[None], EndsOwnWork):
    """The table, and beside it the setting that is meant.

    Args:
        preferences: what is set, and where.
        actions: what the keys do.
    """

    DEFAULT_CSS = (
        HEAD_CSS.format(name="SettingsScreen")
        + """
    SettingsScreen #body { height: 1fr; }
    SettingsScreen SettingTable { width: 60%; }
    SettingsScreen SettingFacts { width: 1fr; height: 100%; }
    SettingsScreen.-narrow #body { layout: vertical; }
    SettingsScreen.-narrow SettingTable { width: 100%; }
    SettingsScreen.-narrow SettingFacts { height: 12; max-height: 50%; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "change", id="settings.change"),
        Binding("d", "reset", "default", id="settings.default"),
        Binding("ctrl+g", "edit_file", "edit config.toml", id="settings.edit"),
        Binding("slash", "filter", "filter", id="settings.filter", key_display="/"),
        Binding("escape,q", "leave", "back", id="settings.back"),
    ]

    def __init__(self, preferences: Preferences, actions: SettingActions) -> None:
        super().__init__()
        self._preferences = preferences
        self._actions = actions
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """The filter, the table with its facts, the keys."""
        with Horizontal(id="head"):
            yield Static(Content("settings"), id="name")
            yield LineInput(placeholder="name or meaning", id="filter")
            yield Static(id="count")
        with Horizontal(id="body"):
            yield SettingTable()
            yield SettingFacts()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begins in the table."""
        self.show()
        self.table.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Facts below the table where there is no room beside it."""
        self.set_class(event.size.width < TWO_COLUMNS, "-narrow")

    @property
    def table(self) -> SettingTable:
        """The table."""
        return self.query_one(SettingTable)

    def show(self) -> None:
        """Shows settings as they stand now."""
        words = self._wanted.casefold().split()
        rows = [
            SettingRow(
                setting,
                in_words(value_at(self._preferences.settings, setting.name)),
                self._preferences.origin(setting.name),
            )
            for setting in described()
            if all(word in f"{setting.name} {setting.meaning}".casefold() for word in words)
        ]
        self.table.show(rows)
        self.query_one("#count", Static).update(Content(count(len(rows), "setting")))

    @on(SettingTable.Meant)
    def _meant(self) -> None:
        self.query_one(SettingFacts).row = self.table.meant
        self.refresh_bindings()

    @on(SettingTable.Taken)
    async def _taken(self) -> None:
        await self.run_action("change")

    @on(Input.Changed, "#filter")
    def _filtered(self, event: Input.Changed) -> None:
        self._wanted = event.value
        self.show()

    @on(Input.Submitted, "#filter")
    def _filter_submitted(self) -> None:
        self.table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What config.toml sets is changed there; what stands at its default has none to go back to."""
        typing = isinstance(self.focused, Input)
        meant = self.table.meant if self.is_mounted else None
        if action == "change":
            return meant is not None and not typing and not meant.origin.fixed and meant.setting.name not in NOT_HERE
        if action == "reset":
            return meant is not None and not typing and bool(meant.origin.file) and not meant.origin.fixed
        return not (typing and action in {"filter", "edit_file"}) and super().check_action(action, parameters)

    async def action_change(self) -> None:
        """Changes what is meant: the other truth, the next choice, or asks for the value."""
        if (row := self.table.meant) is None:
            return
        setting = row.setting
        if setting.name == "theme":
            self._then(self._actions.choose_theme())
        elif setting.name == "keys":
            self._then(self._actions.choose_keys())
        elif setting.kind == "truth":
            await self._change(setting.name, row.value != "true")
        elif setting.kind == "choice":
            after = setting.choices.index(row.value) + 1
            await self._change(setting.name, setting.choices[after % len(setting.choices)])
        else:
            self._ask(row)

    async def action_reset(self) -> None:
        """Lets it stand at its default."""
        if (row := self.table.meant) is not None:
            try:
                await self._actions.reset(row.setting.name)
            except WrongSettings as error:
                self._tell(error)
            self.show()

    def action_edit_file(self) -> None:
        """Opens config.toml in the person's editor."""
        self._then(self._actions.edit_file())

    def action_filter(self) -> None:
        """Goes to the filter."""
        self.set_focus(self.query_one("#filter", Input))  # at once: what is typed next is meant for it

    def action_leave(self) -> None:
        """Back to the table, then to where one came from."""
        if isinstance(self.focused, Input):
            self.table.focus()
        else:
            self.dismiss(None)

    async def _change(self, name: str, value: object) -> None:
        try:
            await self._actions.change(name, value)
        except WrongSettings as error:
            self._tell(error)
        self.show()

    def _ask(self, row: SettingRow) -> None:
        from copilot_tui.ui.screens.setting_value import SettingValueScreen

        async def change(value: object) -> None:
            await self._actions.change(row.setting.name, value)

        self.app.push_screen(SettingValueScreen(row, change), lambda _changed: self.show())

    def _then(self, work: Awaitable[None]) -> None:
        """Does what opens other screens, and shows what became of it."""

        async def done() -> None:
            await work
            if self.is_attached:
                self.show()

        self.run_worker(done(), group="setting", exclusive=True)

    def _tell(self, error: WrongSettings) -> None:
        self.notify(error.words, severity="error", markup=False)

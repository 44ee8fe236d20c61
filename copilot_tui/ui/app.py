"""The app: themes, guards, the desk that is opened behind the first frame. What people see is in `screens`."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.events import Key, Paste
from textual.reactive import Reactive
from textual.widgets import Input, TextArea
from textual.worker import WorkerFailed

from copilot_tui.ui.collecting import Collecting
from copilot_tui.ui.failure_reporter import FailureReporter, domain_failure
from copilot_tui.ui.launch import Launch, Refusal
from copilot_tui.ui.leaving import Leaving
from copilot_tui.ui.screens.dashboard.screen import Dashboard
from copilot_tui.ui.terminal.guard import ControlGuard
from copilot_tui.ui.terminal.legacy_keys import teach_legacy_keys
from copilot_tui.ui.terminal.pastes import take_pastes_as_text
from copilot_tui.ui.theme.own_themes import LOOK_SECONDS, OwnThemes
from copilot_tui.ui.theme.palette import DEFAULT_THEME, themes
from copilot_tui.ui.theme.terminal import NO_COLOUR
from copilot_tui.ui.theme.variables import css_variables
from copilot_tui.ui.type_ahead import TypeAhead
from copilot_tui.ui.widgets.drawing import palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.driver import Driver
    from textual.events import DescendantFocus, Event
    from textual.filter import LineFilter
    from textual.widget import Widget

    from copilot_tui.domain.errors import CopilotError
    from copilot_tui.service.desk import Desk


_FIRST_FRAME_SECONDS = 0.02  # until the terminal has the first frame: it is written by a thread of its own


class CopilotApp(FailureReporter, App[str]):
    """Gives "demo" when the demo was asked for, else None."""

    TITLE = "copilot-tui"
    CSS = """
    Input > .input--placeholder, Input > .input--suggestion { color: $half; }
    Toast { background: $raised; color: $foreground; padding: 0 2; width: 60; }
    Toast { border: $frame; border-left: $frame-mark; }
    Toast.-warning { border: $frame-warning; border-left: $frame-warning-mark; }
    Toast.-error { border: $frame-error; border-left: $frame-error-mark; }
    ToastRack { align: right bottom; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "quit", id="quit", tooltip="Quit", show=False, priority=True),
        # Without priority: where a list is chosen from, ctrl+p goes up.
        Binding("ctrl+p", "commands", "commands", id="commands"),
        Binding("colon", "commands", "commands", id="commands_too", show=False),
        # Terminals without the newer keyboard protocol send ctrl+shift+j as ctrl+j.
        Binding(
            "alt+j,ctrl+shift+j",
            "jump",
            "jump",
            id="jump",
            show=False,
            priority=True,
            tooltip="Jump to a pane by a letter",
        ),
        Binding("f9", "settings", "settings", id="settings", tooltip="All settings", show=False, priority=True),
        Binding("f1", "help", "help", id="help", tooltip="All keys", priority=True),
    ]
    # Where no other is wanted, nothing changes at the start, and the style sheet is read once.
    theme: Reactive[str] = Reactive(DEFAULT_THEME)
    dashboard: Dashboard
    """The screen below all others."""
    ENABLE_COMMAND_PALETTE = False  # there is one of our own: see `action_commands`

    def __init__(self, launch: Launch) -> None:
        # NO_COLOR: nothing but the terminal's own colours is drawn, and of those Textual takes the colour away.
        teach_legacy_keys()
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        take_pastes_as_text()  # now that it has chosen a driver
        self._launch = launch
        self.desk: Desk | None = None
        self._collecting = Collecting()
        self._leaving = Leaving(self)
        self.type_ahead = TypeAhead(self, super().on_event)
        self._opening: asyncio.Future[Desk | Refusal] | None = None
        # One for good: Textual keeps what a filter made of a line beside the line, by the filter.
        self._guard = ControlGuard()
        self.mistake: BaseException | None = None
        """The bug that ended the program; None while there is none."""
        for theme in themes():
            self.register_theme(theme)
        self.stylesheet.set_variables(self.get_css_variables())  # which was made before there were our themes
        self.own_themes = OwnThemes(self, launch.themes_dir)
        self.own_themes.take_first(launch.theme)
        wanted = NO_COLOUR if self.no_color else launch.theme
        self.theme = wanted if wanted in self.available_themes else DEFAULT_THEME
        self.animation_level = "none"  # nothing moves without a reason

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice, but for a terminal our own."""
        chosen = super().get_driver_class()
        if sys.platform == "win32":
            return chosen
        from copilot_tui.ui.terminal.driver import resting

        return resting(chosen)

    def get_default_screen(self) -> Dashboard:
        """The dashboard is there from the first frame on."""
        self.dashboard = Dashboard(demo=self._launch.demo, panes=self._launch.panes)
        return self.dashboard

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing of the app's own where a screen waits for any key there is."""
        return not getattr(self.screen, "takes_every_key", False) and super().check_action(action, parameters)

    def get_css_variables(self) -> dict[str, str]:
        """Textual's, with our own for every theme, and those that its texts need to be read."""
        return super().get_css_variables() | css_variables(palette(self))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line passes the guard last."""
        return [*super().get_line_filters(), self._guard]

    async def on_event(self, event: Event) -> None:
        """Keeps what is typed while the screen changes."""
        if isinstance(event, Key | Paste) and not event.is_forwarded and self.type_ahead.keeps(event):
            return
        await super().on_event(event)

    def on_ready(self) -> None:
        """Opens the desk once the first frame is out."""
        self.screen_change_signal.subscribe(self, self.type_ahead.hold_for, immediate=True)
        # What is imported for it in a thread takes turns with the screen: short turns, so that keys are echoed at once.
        sys.setswitchinterval(0.0005)
        self.call_after_refresh(self.set_timer, _FIRST_FRAME_SECONDS, self._begin_to_open)

    def _begin_to_open(self) -> None:
        self.run_worker(self._open_desk(), group="desk")

    async def _open_desk(self) -> None:
        """Off the loop: the store, the settings and what they import."""
        self._opening = asyncio.ensure_future(asyncio.to_thread(self._opened_desk))
        opened = await asyncio.shield(self._opening)  # who quits meanwhile finds it in `on_unmount`
        if isinstance(opened, Refusal):
            self.exit(return_code=opened.exit_code, message=Text(f"copilot-tui: {opened.words}"))
        else:
            await self._use_desk(opened)

    def _opened_desk(self) -> Desk | Refusal:
        Dashboard.import_rest()
        return self._launch.open_desk()

    def post_display_hook(self) -> None:
        """Follows each frame."""
        self._collecting.painted()

    async def _use_desk(self, desk: Desk) -> None:
        self.desk = desk
        self._collecting.begin()
        await self.dashboard.attach(desk)
        await self._watch_own_themes(desk)
        if self._launch.conversation:
            await self.dashboard.navigation.choose(self._launch.conversation)

    async def _watch_own_themes(self, desk: Desk) -> None:
        """Says what is wrong with a person's own themes, and with the name of the one that is wanted."""
        await self._look_at_themes()
        wanted = self._launch.theme
        if wanted not in self.available_themes:
            origin = desk.preferences.origin("theme")
            place = f" ({origin.words})" if origin.file else ""
            self.dashboard.say(f"There is no theme {wanted}{place}.", "warning")
        if self.own_themes.watched:
            self.set_interval(LOOK_SECONDS, self._look_at_themes)

    async def _look_at_themes(self) -> None:
        for problem in await self.own_themes.look():
            self.dashboard.say(problem, "warning")

    def action_commands(self) -> None:
        """The command palette."""
        self.dashboard.settings_actions.open_commands()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """No cursor blinks: it would have the screen drawn twice a second while nothing happens."""
        if isinstance(event.widget, Input | TextArea):
            event.widget.cursor_blink = False

    def action_jump(self) -> None:
        """A letter on every pane."""
        from copilot_tui.ui.keymap import name_of
        from copilot_tui.ui.screens.jump import JumpScreen, jump_targets

        targets = jump_targets(self.screen.focus_chain)

        def go(target: Widget | None) -> None:
            if target is not None:
                target.focus()

        self.push_screen(JumpScreen(targets, [name_of(target) for target in targets]), go)

    def action_settings(self) -> None:
        """Every setting."""
        self.dashboard.settings_actions.open_settings()

    def action_help(self) -> None:
        """All keys, those of the place with the focus first."""
        from copilot_tui.ui.keymap import key_groups
        from copilot_tui.ui.screens.help import HelpScreen

        self.push_screen(HelpScreen(key_groups(self.focused or self.screen, self.dashboard.keymap)))

    async def action_leave(self) -> None:
        """Quits; asks first where something would be lost or cut off."""
        await self._leaving.ask()

    def ask_to_leave(self, return_code: int) -> None:
        """Makes it leave from outside: a signal came, or the terminal is gone. May be called in any thread."""
        self.call_later(self._leaving.leave, return_code)

    async def on_unmount(self) -> None:
        """Closes the desk, also one that has only just been opened."""
        if self._opening is None:
            return
        await asyncio.wait([self._opening])
        if self._opening.exception() is None and not isinstance(opened := self._opening.result(), Refusal):
            await (self.desk or opened).close()

    def report_failure(self, error: CopilotError) -> None:
        """Says it in passing, wherever the person is; nobody is there to be told once the screens are gone."""
        if self.screen_stack:
            self.dashboard.say_failure(error)

    def _handle_exception(self, error: Exception) -> None:
        """A worker's failure is told like a handler's; all else is a bug, except parts that go while somebody looks."""
        from copilot_tui.ui.crash import cause_of

        if (self._exit or not self.is_running) and isinstance(cause_of(error), NoMatches):
            return  # a screen that was being opened, or a worker, on the way out
        if (failure := domain_failure(error)) is not None and isinstance(error, WorkerFailed):
            self.report_failure(failure)
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """A bug: Textual would print local variables, which may hold what is nobody's business."""
        from copilot_tui.ui.crash import cause_of, crash_words

        self.bell()
        if self._exception is not None:
            self.mistake = cause_of(self._exception)
            self._exit_renderables.append(Text(crash_words(self.mistake, self._launch.log)))
        self._close_messages_no_wait()

"""Settings at work: what each of them changes on screen, at the start and whenever it is changed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from copilot_tui.config.first_frame import BY_ITSELF
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from copilot_tui.config.first_frame import Panes
    from copilot_tui.config.settings import Settings, UiSettings
    from copilot_tui.service.desk import Desk
    from copilot_tui.ui.screens.dashboard.board import Board


class AppliedSettings:
    """Applies settings, changes them, and says what cannot be used of them."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._writing = asyncio.Lock()  # one change after the other: each reads the file before it writes it

    # applying

    def begin(self, desk: Desk) -> None:
        """Applies what holds at the start, and says what is wrong with the keys."""
        from copilot_tui.config.keymap import key_faults

        settings = desk.settings
        self._keys(settings)
        self._transcript(settings)
        self._motion(settings)
        self._panes(settings)
        self._board.welcome.tour = not desk.preferences.remembered.tour_seen
        if faults := [sentence for _, sentence in key_faults(settings)]:
            more = f" And {count(len(faults) - 1, 'more fault')}: see copilot-tui config check." if faults[1:] else ""
            self._board.say(f"{faults[0]}{more}", "warning")

    def apply(self, name: str) -> None:
        """Applies one setting as it stands now.

        Args:
            name: dotted, such as "ui.gutter".
        """
        desk = self._board.desk
        if desk is None:
            return
        settings = desk.settings
        desk.adjust(settings)
        at_once: dict[str, Callable[[Settings], None]] = {
            "theme": self._theme,
            "mouse": self._mouse,
            "notify": self._notice,
            "keymap": self._keys,
            "keys": self._keys,
            "reduced_motion": self._motion,
            "ui.show_traces": self._transcript,
            "ui.gutter": self._transcript,
            "prompts": self._prompts,
            "context.org": self._context,
            "context.url": self._context,
        }
        panes = ("ui.show_list", "ui.show_context", "ui.list_width", "ui.context_width")
        at_once |= dict.fromkeys(panes, self._panes)
        if (work := at_once.get(name)) is not None:
            work(settings)

    def apply_all(self) -> None:
        """Applies everything, since config.toml was edited."""
        from copilot_tui.config.descriptions import described

        for setting in described():
            self.apply(setting.name)

    # changing

    async def change(self, name: str, value: object) -> None:
        """Changes a setting, keeps it, and applies it.

        Raises:
            WrongSettings: see `copilot_tui.config.preferences.Preferences.change`.
        """
        if (desk := self._board.desk) is not None:
            try:
                await self._write(lambda: desk.preferences.change(name, value))
            finally:
                self.apply(name)

    async def reset(self, name: str) -> None:
        """Lets a setting stand at its default again.

        Raises:
            WrongSettings: preferences.toml cannot be written.
        """
        if (desk := self._board.desk) is not None:
            try:
                await self._write(lambda: desk.preferences.reset(name))
            finally:
                self.apply(name)

    def keep(self, name: str, value: object) -> None:
        """Keeps what was changed on screen already, where it can be kept; config.toml goes first at the next start."""
        self._board.run_worker(self._keep(name, value), group="keep")

    def remember(self, **facts: str | bool) -> None:
        """Keeps what is no setting; see `copilot_tui.config.preferences.Remembered`."""
        self._board.run_worker(self._remember(facts), group="keep")

    def end_tour(self) -> None:
        """Puts the tour of the first start away for good."""
        if self._board.welcome.tour:
            self._board.welcome.tour = False
            self.remember(tour_seen=True)

    def remember_context(self) -> None:
        """Keeps the context of the question that is asked, for a start where nothing else tells one."""
        board = self._board
        if board.context is not None and board.desk is not None and not board.desk.demo:
            self.remember(org=board.context.org, url=board.context.url)

    async def _keep(self, name: str, value: object) -> None:
        from copilot_tui.domain.errors import WrongSettings

        desk = self._board.desk
        if desk is None:
            return
        origin = desk.preferences.origin(name)
        if origin.fixed:
            self._board.say(f"Until you quit: {origin.words} sets {name}.")
            return
        try:
            await self._write(lambda: desk.preferences.change(name, value))
        except WrongSettings as error:
            self._board.say_failure(error)

    async def _remember(self, facts: dict[str, str | bool]) -> None:
        from copilot_tui.domain.errors import WrongSettings

        if (desk := self._board.desk) is not None:
            try:
                await self._write(lambda: desk.preferences.remember(**facts))
            except WrongSettings as error:
                self._board.say_failure(error)

    async def _write(self, write: Callable[[], None]) -> None:
        async with self._writing:
            await asyncio.to_thread(write)

    # what each does

    def _theme(self, settings: Settings) -> None:
        app = self._board.app
        if app.no_color:
            return  # the theme without colours stays in force
        if settings.theme in app.available_themes:
            app.theme = settings.theme
        else:
            self._board.say(f"There is no theme {settings.theme}.", "warning")

    def _mouse(self, settings: Settings) -> None:
        from copilot_tui.ui.terminal.mouse import use_mouse

        use_mouse(self._board.app, wanted=settings.mouse)

    def _notice(self, settings: Settings) -> None:
        self._board.session_events.notify_by(settings.notify)

    def _keys(self, settings: Settings) -> None:
        from copilot_tui.config.actions import ACTIONS
        from copilot_tui.config.keymap import effective_keys
        from copilot_tui.ui.keymap import block_keys

        board = self._board
        board.keymap = effective_keys(settings)
        board.app.set_keymap(board.keymap)
        if board.transcript is not None:
            board.transcript.keys = block_keys(board.keymap)
        board.welcome.keys = {**ACTIONS, **board.keymap}
        board.composer.hint.editor_key = board.key_of("composer.editor")
        board.show_place()  # which names keys, too
        board.refresh_bindings()

    def _transcript(self, settings: Settings) -> None:
        transcript = self._board.transcript
        if transcript is not None:
            transcript.show_traces = settings.ui.show_traces
            transcript.show_gutter = settings.ui.gutter

    def _motion(self, settings: Settings) -> None:
        if self._board.transcript is not None:
            self._board.transcript.still = settings.reduced_motion

    def _panes(self, settings: Settings) -> None:
        arrange(self._board, settings.ui)

    def _prompts(self, settings: Settings) -> None:
        self._board.welcome.prompts = tuple((prompt.name, prompt.text) for prompt in settings.prompts)

    def _context(self, settings: Settings) -> None:
        """The context of new conversations; a conversation that is open keeps its own."""
        from copilot_tui.domain.context import CloudContext, console_url, read_console_url

        board, desk = self._board, self._board.desk
        org = settings.context.org or read_console_url(settings.context.url).org
        if desk is None or not org:
            return
        context = CloudContext(org=org, url=settings.context.url or console_url(org))
        board.desk = replace(desk, context=context, context_source="your settings")
        if board.conversation is None:
            board.context, board.context_source = context, "your settings"
            board.show_place()


def set_width(pane: Widget, columns: int) -> None:
    """Makes a pane so many columns wide; `BY_ITSELF` leaves it to the style sheet."""
    styles = pane.styles
    if columns == BY_ITSELF:
        for rule in ("width", "min_width", "max_width"):
            styles.clear_rule(rule)
        pane.refresh(layout=True)
    else:
        styles.width, styles.min_width, styles.max_width = columns, 12, "60%"


def arrange(board: Board, panes: Panes | UiSettings) -> None:
    """Panes as they were left; before the first frame is drawn, nothing but them is known."""
    set_width(board.query_one("#left"), panes.list_width)
    set_width(board.panel, panes.context_width)
    board.query_one("#left").set_class(not panes.show_list, "-hidden")
    board.panel.set_class(not panes.show_context, "-hidden")

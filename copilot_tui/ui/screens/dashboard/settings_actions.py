"""The screens that settings are changed on: all of them, the themes, the keys."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copilot_tui.ui.screens.dashboard.board import Board
    from copilot_tui.ui.screens.dashboard.commands import Command


_FOUND, _LATEST = 30, 200  # conversations by title; those whose contexts and questions can be chosen again


class SettingsActions:
    """Opens them, and hands what is chosen to `AppliedSettings`."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def open_settings(self) -> None:
        """Opens the screen of all settings, unless it is open."""
        self._board.run_opening(self._open_settings)

    def open_themes(self) -> None:
        """Opens the themes."""
        self._board.run_opening(self.choose_theme)

    def use_theme(self, name: str) -> None:
        """Changes the theme, and keeps it."""
        self._board.app.theme = name
        self._board.applied_settings.keep("theme", name)

    def open_commands(self) -> None:
        """Opens the command palette over whatever screen there is."""
        self._board.run_opening(self._run_command)

    def open_keys(self) -> None:
        """Opens the actions, to give one another key."""
        self._board.run_opening(self.choose_keys)

    def edit_config(self) -> None:
        """Opens config.toml in the person's editor."""
        self._board.run_opening(self.edit_file)

    async def _open_settings(self) -> None:
        from copilot_tui.ui.screens.settings import SettingActions, SettingsScreen

        board = self._board
        if board.desk is None or any(isinstance(screen, SettingsScreen) for screen in board.app.screen_stack):
            return
        applied = board.applied_settings
        actions = SettingActions(
            change=applied.change,
            reset=applied.reset,
            edit_file=self.edit_file,
            choose_theme=self.choose_theme,
            choose_keys=self.choose_keys,
        )
        await board.app.push_screen(SettingsScreen(board.desk.preferences, actions))

    async def _run_command(self) -> None:
        from copilot_tui.ui.screens.dashboard.commands import commands
        from copilot_tui.ui.screens.palette import PaletteScreen

        board = self._board
        chosen = await board.app.push_screen_wait(PaletteScreen(commands(board, board.app.screen), self._look_up))
        done = chosen.run() if chosen is not None else None
        if done is not None:
            await done

    async def _look_up(self, typed: str) -> list[Command]:
        """Conversations by their titles, and contexts and questions from before."""
        from copilot_tui.domain.listing import ListQuery
        from copilot_tui.ui.screens.dashboard.commands import context_commands, conversation_commands, question_commands

        board = self._board
        if board.desk is None:
            return []
        titled, latest, asked = await board.desk.session.read(
            lambda history: (
                history.page(ListQuery(text=typed), limit=_FOUND),
                history.page(ListQuery(), limit=_LATEST),
                history.recent_queries(limit=_LATEST) if typed else [],
            )
        )
        return [
            *conversation_commands(board, titled),
            *context_commands(board, latest),
            *question_commands(board, [query for _, query in asked]),
        ]

    async def choose_theme(self) -> None:
        """Shows themes as they are gone through; keeps the one that is taken, or the one from before."""
        from copilot_tui.ui.screens.themes import ThemeScreen

        app = self._board.app
        before = app.theme
        chosen = await app.push_screen_wait(ThemeScreen())
        app.theme = chosen or before
        if chosen is not None:
            self._board.applied_settings.keep("theme", chosen)

    async def choose_keys(self) -> None:
        """Gives an action other keys than before."""
        from copilot_tui.ui.screens.keys import KeyScreen, action_screen

        board = self._board
        if board.desk is None:
            return
        settings = board.desk.settings
        action = await board.app.push_screen_wait(action_screen(settings))
        if action is None:
            return
        keys = await board.app.push_screen_wait(KeyScreen(action, settings))
        if keys is None:
            return
        changed = {name: given for name, given in settings.keys.items() if name != action}
        await board.applied_settings.change("keys", changed | ({action: keys} if keys else {}))

    async def edit_file(self) -> None:
        """Opens config.toml in the person's editor, an example where there is none, and applies what it says then."""
        from copilot_tui.config.example import begin_settings
        from copilot_tui.ui.editor import run_editor

        board = self._board
        if board.desk is None:
            return
        preferences = board.desk.preferences
        file = preferences.given.file
        await asyncio.to_thread(begin_settings, file)
        if problem := run_editor(board.app, file):
            board.say(problem, "error")
            return
        await asyncio.to_thread(preferences.reload)
        board.applied_settings.apply_all()

"""The overview, and going from its numbers to what is behind them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from copilot_tui.domain.overview import Overview
    from copilot_tui.service.desk import Desk
    from copilot_tui.ui.screens.dashboard.board import Board

_START: Final = "start "
_IDLE_SECONDS: Final = 1.0
"""After the start, when the first keys have been typed and the first list was read."""


class OverviewActions:
    """Opens the overview; who leaves a search that it led to is in the overview again."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def prepare(self, desk: Desk) -> None:
        """Sums up and imports ahead, once nothing else is going on: the first look is then as quick as the others."""
        self._board.set_timer(_IDLE_SECONDS, lambda: self._board.run_worker(self._prepare(desk), group="ahead"))

    async def _prepare(self, desk: Desk) -> None:
        from copilot_tui.domain.errors import StoreTrouble

        await asyncio.to_thread(import_module, "copilot_tui.ui.screens.overview")
        with suppress(StoreTrouble):  # nobody has asked: it is told to whoever does
            await self._load(desk)

    @staticmethod
    async def _load(desk: Desk) -> Overview:
        from copilot_tui.domain.overview import days_until
        from copilot_tui.ui.words import local_now

        days = days_until(local_now())
        return await desk.session.search(lambda history: history.overview(days))

    def open(self) -> None:
        """Shows the overview."""
        if (desk := self._board.desk) is not None:
            self._board.run_opening(partial(self._open, desk))

    async def _open(self, desk: Desk) -> None:
        from copilot_tui.domain.starters import starters
        from copilot_tui.ui.screens.overview import OverviewScreen
        from copilot_tui.ui.words import local_now

        load = partial(self._load, desk)
        board = self._board
        questions = {starter.label: starter for starter in starters(board.context, board.welcome.updates)}
        wanted: str | None = ""
        while wanted is not None:
            screen = OverviewScreen(
                await load(), load, board.questions.resend, now=local_now, starters=tuple(questions)
            )
            wanted = await board.app.push_screen_wait(screen)
            if wanted is not None and wanted.startswith(_START):
                await board.navigation.start_new()
                await board.context_actions.begin_with(questions[wanted.removeprefix(_START)])
                return
            if wanted is None or await self._follow(wanted):
                return

    async def _follow(self, wanted: str) -> bool:
        """Goes where a number leads; whether one stayed there."""
        board = self._board
        verb, _, rest = wanted.partition(" ")
        match verb:
            case "search":
                return await board.navigation.look(rest)
            case "conversation":
                home, _, turn_id = rest.partition(" ")
                await board.navigation.choose(home)
                if board.transcript is not None and await board.transcript.jump_to(turn_id):
                    board.transcript.focus()
            case "context":
                board.context_actions.edit_context()
            case "import":
                board.import_actions.import_files()
            case "list" | "archive" | "bin":
                await board.listing.show_view("" if verb == "list" else verb)
        return True

"""Bringing conversations in from files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copilot_tui.service.desk import Desk
    from copilot_tui.ui.screens.dashboard.board import Board


class ImportActions:
    """Opens the import dialog, and shows what it brought."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def import_files(self) -> None:
        """Asks for files and takes them in."""
        if (desk := self._board.desk) is not None:
            self._board.run_opening(partial(self._import, desk), group="import")

    async def _import(self, desk: Desk) -> None:
        from copilot_tui.domain.text import line
        from copilot_tui.ui.screens.import_dialog import ImportDialog

        folders = await desk.session.read(lambda history: history.recent_folders())
        shown = [f"{folder}/" for folder in folders if line(folder) == folder and " " not in folder]
        if await self._board.app.push_screen_wait(ImportDialog(desk.importing, [*shown, "~/"])):
            await self._board.syncing.reload()

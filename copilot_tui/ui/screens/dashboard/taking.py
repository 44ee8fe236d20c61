"""Taking things away: copying, viewing, comparing, exporting."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copilot_tui.ui.screens.dashboard.board import Board


class Taking:
    """Opens the viewer and the export dialogs; copies through the clipboard's door."""

    def __init__(self, board: Board) -> None:
        self._board = board

    async def copy(self, text: str, what: str) -> None:
        """Copies, and says exactly what became of it."""
        board = self._board
        if board.clipboard is None:
            return
        outcome = await board.clipboard.copy(text)
        board.say(f"{what}: {outcome.message}", "information" if outcome.ok else "error")

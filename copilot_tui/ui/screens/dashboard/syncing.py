"""Keeping what is shown in line with what is stored, whoever has changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.domain.state import TurnState
from copilot_tui.ui.screens.dashboard.stored_turns import read_again, read_programs

if TYPE_CHECKING:
    from textual.timer import Timer

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.screens.dashboard.board import Board

_SOON_SECONDS: Final = 0.05  # several changes in a row draw the list once


class Syncing:
    """Reads the list and the open conversation again, and shows what became of a turn."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._refreshing: Timer | None = None

    def refresh_soon(self) -> None:
        """Reads the list again, once for several changes in a row."""
        if self._refreshing is None:
            self._refreshing = self._board.set_timer(_SOON_SECONDS, self._refresh_now)

    async def _refresh_now(self) -> None:
        self._refreshing = None
        await self._board.listing.refresh()
        board = self._board
        if board.conversation is not None and board.desk is not None:
            home = board.conversation.id
            fresh = await board.desk.session.read(lambda history: history.conversation(home))
            if fresh is not None and board.conversation is not None and board.conversation.id == home:
                board.conversation = fresh

    async def reload(self) -> None:
        """Another process has written: the list, and what of the open conversation is another one than before."""
        await self._board.listing.refresh()
        board = self._board
        if board.desk is None or board.conversation is None:
            return
        home = board.conversation.id
        # What is held may be far from the newest turns, which are those that another process asks.
        held = board.transcript.turns if board.transcript is not None else ()
        turns = await board.desk.session.read(lambda history: read_again(history, home, held))
        if board.conversation is None or board.conversation.id != home:
            return
        for turn in [turn for turn in board.turns.values() if turn.state.is_open and turn.id not in turns]:
            self.take_away(turn.id)  # taken out of the line there
        known = {turn.id: turn for turn in held} | board.turns
        for turn in turns.values():
            before = known.get(turn.id)
            overtaken = before is not None and turn.state.is_open and not before.state.is_open  # by its own outcome
            if before != turn and not overtaken:
                board.turns[turn.id] = turn
                self.show_turn(turn)
        board.show_line()

    def show_turn(self, turn: Turn) -> None:
        """Shows what became of a turn of the open conversation."""
        board = self._board
        board.welcome.display = False
        if board.transcript is not None:
            board.transcript.display = True
            board.transcript.update_turn(turn)
        if turn.state is TurnState.ANSWERED and board.desk is not None:
            board.run_worker(self._read_programs(turn.conversation_id), group="programs", exclusive=True)

    def take_away(self, turn_id: str) -> None:
        """Shows a turn of the open conversation no longer: it was taken out of the line."""
        board = self._board
        gone = board.turns.pop(turn_id, None)
        if gone is None:
            return
        for turn in [turn for turn in board.turns.values() if turn.position > gone.position]:
            board.turns[turn.id] = turn.model_copy(update={"position": turn.position - 1})
        if board.transcript is not None:
            board.transcript.remove_turn(gone)
        board.show_line()

    async def _read_programs(self, conversation_id: str) -> None:
        board = self._board
        if board.desk is None:
            return
        (programs, count), usual = await board.desk.session.read(
            lambda history: (read_programs(history, conversation_id), history.usual_seconds())
        )
        board.usual_seconds = usual
        if board.conversation is not None and board.conversation.id == conversation_id:
            board.programs, board.program_count = programs, count
            board.program_viewing.conversation_changed()
        board.show_panel()

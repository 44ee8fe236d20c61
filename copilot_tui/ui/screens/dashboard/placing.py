"""The cloud context of the next question, and signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copilot_tui.ui.screens.dashboard.board import Board


class Placing:
    """Opens the dialogs, and uses what they give."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def edit_context(self) -> None:
        """Opens the context dialog."""
        self._board.run_worker(self._edit_context(), exclusive=True, group="dialog")

    def ask_to_sign_in(self, problem: str = "") -> None:
        """Opens the sign-in dialog; `problem` says why, where there is a token that was refused."""
        self._board.run_worker(self._sign_in(problem), exclusive=True, group="dialog")

    async def _edit_context(self) -> None:
        from copilot_tui.ui.screens.context import ContextScreen

        board = self._board
        spans = board.conversation is not None and board.conversation.service_id is not None
        dialog = ContextScreen(board.context, board.context_source, span_note=spans)
        context = await board.app.push_screen_wait(dialog)
        if context is None or context == board.context:
            return
        board.context, board.context_source = context, "you"
        board.show_place()
        if board.desk is not None and board.conversation is not None and not spans:
            home = board.conversation.id
            await board.desk.session.change(home, lambda history: history.set_context(home, context))

    async def _sign_in(self, problem: str) -> None:
        from copilot_tui.ui.screens.sign_in import SignInScreen

        board = self._board
        if board.desk is None:
            return
        dialog = SignInScreen(board.desk.sign_in, problem or board.desk.account.problem, offer_demo=not board.desk.demo)
        account = await board.app.push_screen_wait(dialog)
        if account is not None:
            board.desk = board.desk.signed_in(account)
            board.welcome.notice = ""
            board.say("Signed in for this session.")
            board.show_place()

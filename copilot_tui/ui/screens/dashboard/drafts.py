"""What is typed and not yet asked, kept with its conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copilot_tui.service.session import Session
    from copilot_tui.ui.screens.dashboard.board import Board


class Drafts:
    """Keeps the composer's text; a conversation begins with its first draft."""

    def __init__(self, board: Board) -> None:
        self._board = board

    async def keep_for_good(self) -> None:
        """Keeps what is typed before the program ends.

        Raises:
            StoreTrouble: it is in memory only, as other things may be: the history still cannot be written.
        """
        await self.keep()
        if self._board.desk is not None:
            from copilot_tui.domain.errors import StoreTrouble

            count, reason = await self._board.desk.session.read(lambda history: history.retry())
            if count:
                raise StoreTrouble(reason)

    async def keep(self) -> None:
        """Keeps what stands in the composer, in the open conversation; one begins with its first draft."""
        board, composer = self._board, self._board.composer
        if board.desk is None or not composer.is_unsaved:
            return
        session, text = board.desk.session, composer.text
        home = board.conversation.id if board.conversation else await self._begin_with_draft(session, text)
        if home is not None:
            await session.change(home, lambda history: history.set_draft(home, text))
            composer.kept(text)
            await board.navigation.note(lambda history: history.set_last_open(home))

    async def _begin_with_draft(self, session: Session, text: str) -> str | None:
        """A new conversation for a draft; None where there is nothing to keep, or a question began one meanwhile."""
        from copilot_tui.service.session import utc_now

        board = self._board
        context = board.context
        if context is None or not text.strip():
            return None
        created = await session.read(lambda history: history.create(context, at=utc_now()))
        if board.conversation is not None:
            return None
        board.conversation = created
        session.watching = created.id
        return created.id

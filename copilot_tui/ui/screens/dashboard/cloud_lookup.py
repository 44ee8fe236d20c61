"""Who the person is and what happened last where they are, as the Pulumi Cloud tells it in the background."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from copilot_tui.domain.cloud import StackRef, UpdateSummary, User
    from copilot_tui.service.cloud_details import CloudDetails
    from copilot_tui.service.desk import Desk
    from copilot_tui.ui.screens.dashboard.board import Board

_BEGIN_SECONDS: Final = 0.3  # the wire's libraries are imported once the first keys can be typed


class CloudLookup:
    """Looks only while somebody looks at the screen."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._details: CloudDetails | None = None
        self._looking = False

    @property
    def updates(self) -> tuple[UpdateSummary, ...]:
        """The last updates of the context's stack, newest first."""
        return self._details.updates(self._board.context) if self._details else ()

    @property
    def user(self) -> User | None:
        """Whose the token is, once the service has said so."""
        return self._details.user if self._details else None

    async def stacks(self) -> tuple[StackRef, ...]:
        """All stacks that the person can see, the last updated first."""
        return await self._details.stacks() if self._details else ()

    def begin(self, desk: Desk) -> None:
        """From now on."""
        from copilot_tui.service.cloud_details import CloudDetails

        if not desk.settings.cloud_details:
            return
        self._details = CloudDetails(desk.session.directory)
        self._board.set_timer(_BEGIN_SECONDS, self._begin)

    def _begin(self) -> None:
        self._board.run_worker(self._settle_and_look(), group="cloud_lookup")
        self._looking = True

    def begin_anew(self) -> None:
        """Another token is in use: whatever the one before told may be another person's."""
        if self._details is not None:
            self._details.know(None)
            self._board.run_worker(self._settle_and_look(), group="cloud_lookup")

    def end(self) -> None:
        """Looks no longer."""
        self._looking = False

    def look_soon(self) -> None:
        """Told every second, so that another context is followed at once; requests are far rarer."""
        board = self._board
        if not self._looking or self._details is None or not board.app.app_focus or not board.is_whole:
            return
        if self._details.is_due(board.context):
            board.run_worker(self._look(), group="cloud_lookup")

    async def _look(self) -> None:
        board, details = self._board, self._details
        if details is None or board.desk is None or not board.desk.account.source or not board.app.app_focus:
            return
        if await details.look(board.context) and board.is_whole:
            account = board.desk.account
            if details.user is not None:
                account = replace(account, user=details.user.login)
            if details.refused:
                account = replace(account, problem=f"The token from {account.source} was refused.")
            board.desk = board.desk.signed_in(account)
            board.show_place()

    async def _settle_and_look(self) -> None:
        """Where the CLI would ask for the default organization, so is it asked for here."""
        from copilot_tui.service.default_org import with_default_org

        board = self._board
        before = board.desk
        if before is None:
            return
        settled = await with_default_org(before)
        untouched = board.desk is before and board.conversation is None and board.context == before.context
        if settled is not before and untouched and board.is_whole:
            board.desk = settled
            board.context, board.context_source = settled.context, settled.context_source
            board.show_place()
        await self._look()

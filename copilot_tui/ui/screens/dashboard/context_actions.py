"""Where the next question is asked and by whom: the cloud context, the account, and questions that fit."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.starters import Starter
    from copilot_tui.ui.screens.dashboard.board import Board

_CHOSEN = "you"
"""The source of a context that the person has chosen."""


class ContextActions:
    """Opens the dialogs, and uses what they give."""

    def __init__(self, board: Board) -> None:
        self._board = board

    # the context

    def edit_context(self) -> None:
        """Opens the picker, and the two fields behind it."""
        self._board.run_opening(self._edit_context)

    async def _edit_context(self) -> None:
        from copilot_tui.ui.screens.context import ContextScreen
        from copilot_tui.ui.screens.dashboard.known_contexts import known_places, told_places
        from copilot_tui.ui.screens.places import PlacesScreen

        board = self._board
        picker = PlacesScreen(
            await known_places(board), board.context, partial(told_places, board), span_note=self._is_bound
        )
        place = await board.app.push_screen_wait(picker)
        if place is not None:
            await self.use_context(place.context)
        elif picker.by_hand:
            dialog = ContextScreen(board.context, board.context_source, span_note=self._is_bound)
            context = await board.app.push_screen_wait(dialog)
            if context is not None:
                await self.use_context(context)

    @property
    def _is_bound(self) -> bool:
        """Whether the open conversation belongs to its organization: the service has it."""
        conversation = self._board.conversation
        return conversation is not None and conversation.service_id is not None

    async def use_context(self, context: CloudContext, source: str = _CHOSEN) -> None:
        """Has the next question asked in another context."""
        board = self._board
        if context == board.context:
            return
        board.context, board.context_source = context, source
        board.show_place()
        if board.desk is not None and board.conversation is not None and not self._is_bound:
            home = board.conversation.id
            await board.desk.session.change(home, lambda history: history.set_context(home, context))

    async def choose_update(self, number: int) -> None:
        """Has the next question asked about an update of the context's stack; the same once more takes it back."""
        from copilot_tui.domain.context import CloudContext, console_url

        context = self._board.context
        if context is None:
            return
        page = context.page
        stack = console_url(page.org, page.project, page.stack)
        url = stack if page.page == f"updates/{number}" else f"{stack}/updates/{number}"
        await self.use_context(CloudContext(org=context.org, url=url))

    # questions to begin with

    async def begin_with(self, starter: Starter) -> None:
        """Puts a question into the composer, with the context that it is about."""
        from copilot_tui.domain.context import CloudContext

        board = self._board
        question = starter.question
        if starter.prompt:
            board.slash_commands.use(starter.prompt)
            return
        if starter.in_a_language:
            self._board.run_opening(partial(self._begin_in_a_language, question))
            return
        if starter.url and board.context is not None:
            await self.use_context(CloudContext(org=board.context.org, url=starter.url))
        board.questions.put(question)

    async def _begin_in_a_language(self, question: str) -> None:
        from copilot_tui.ui.screens.languages import languages_screen

        board = self._board
        language = await board.app.push_screen_wait(languages_screen(board.language))
        if language is not None:
            board.language = language.name
            board.questions.put(question.replace("a program ", f"a program in {language.title} ", 1))

    # the account

    def ask_to_sign_in(self, problem: str = "") -> None:
        """Opens the account dialog; `problem` says why, where there is a token that was refused."""
        self._board.run_opening(partial(self._sign_in, problem))

    async def _sign_in(self, problem: str) -> None:
        from copilot_tui.ui.screens.sign_in import Doors, SignInScreen

        board = self._board
        desk = board.desk
        if desk is None:
            return
        doors = Doors(desk.sign_in, await asyncio.to_thread(desk.sources), desk.use_source)
        dialog = SignInScreen(doors, desk.account, problem, offer_demo=not desk.demo)
        account = await board.app.push_screen_wait(dialog)
        if account is None or board.desk is None:
            return
        board.desk = board.desk.signed_in(account)
        board.welcome.notice = ""
        who = f"Signed in as {account.user}" if account.user else "Signed in"
        board.say(f"{who} by {account.source}. {account.problem}", "warning" if account.problem else "information")
        board.show_place()
        board.cloud_lookup.begin_anew()
        board.composer.prompt.focus()  # wherever it was opened from: now there is something to ask

"""From the composer to the wire."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from copilot_tui.domain.state import TurnState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.secrets import Sighting
    from copilot_tui.service.desk import Desk
    from copilot_tui.ui.screens.dashboard.board import Board

_LONG = 20_000  # characters: looking through more of them could be felt
_BRANCH_TURNS = 20
_NOT_OURS = "Another copy of copilot-tui asks this question: it can be cancelled or taken back there."


class Questions:
    """Sends, queues, cancels, resends; goes through earlier questions."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._early: list[str] = []  # questions sent before the desk was there; they stay in the composer
        self._earlier: list[str] | None = None  # earlier questions, newest first, while they are gone through
        self._earlier_at = -1
        self._removed: list[str] = []  # taken out of the line, newest first
        self._kept = ""  # what was typed before going through earlier questions
        self._cleared: set[str] = set()  # questions that the person said may be sent, secrets and all

    # sending

    async def submit(self, query: str) -> None:
        """Commits and sends; the text leaves the composer only once it is committed."""
        board = self._board
        if board.desk is not None and await board.slash_commands.ran(query):
            return
        if board.desk is not None and board.context is not None and board.desk.account.source:
            if await self._is_clear(board.desk, query):
                await self._ask(query)
            return
        if board.desk is None:
            self._early.append(query)
            board.composer.hint.text = "opening the history; this is sent in a moment"
            return
        board.composer.keep()
        self.ask_for_what_lacks()

    def ask_for_what_lacks(self) -> None:
        """Opens what must be done before anything can be asked: the ways in, then the organization; or nothing."""
        board = self._board
        if board.desk is None:
            return
        if not board.desk.account.source:  # first: who is signed in has organizations to choose from
            board.context_actions.ask_to_sign_in()
        elif board.context is None:
            board.context_actions.edit_context()

    async def send_early(self) -> None:
        """Sends what was entered before the desk was there."""
        queries, self._early = self._early, []
        for query in queries:
            if not self._board.composer.text.startswith(query):  # edited since, or an earlier one could not be sent
                self._board.composer.keep()
                return
            await self.submit(query)

    async def _is_clear(self, desk: Desk, query: str) -> bool:
        """Whether it may be sent at once; if it seems to hold a secret, the person is asked, once for each question."""
        from copilot_tui.domain.secrets import sightings

        if not desk.settings.warn_on_secrets or query in self._cleared:
            return True
        found = sightings(query) if len(query) < _LONG else await asyncio.to_thread(sightings, query)
        if found:
            # In a worker: the keys of the dialog are to reach it while this waits for them.
            self._board.run_opening(partial(self._ask_about, query, found))
        return not found

    async def _ask_about(self, query: str, found: Sequence[Sighting]) -> None:
        from copilot_tui.domain.secrets import redact
        from copilot_tui.ui.screens.secrets import SecretsDialog

        choice = await self._board.app.push_screen_wait(SecretsDialog(found))
        if choice is None:
            self._board.composer.keep()
            self._board.composer.prompt.focus()
            return
        if choice == "send":
            self._cleared.add(query)
        await self._ask(query, redact(query) if choice == "hide" else query)

    async def _ask(self, query: str, sent: str = "") -> None:
        """Commits and sends what was typed, or what is to be sent instead of it."""
        from copilot_tui.domain.errors import StoreTrouble

        board = self._board
        context = board.context
        if board.desk is None or context is None:
            return
        home = self._board.conversation.id if self._board.conversation else None
        try:
            turn = await board.desk.session.ask(home, sent or query, context)
        except StoreTrouble as error:
            board.composer.keep()
            board.say_failure(error)
            return
        self._earlier = None
        board.applied_settings.end_tour()
        board.applied_settings.remember_context()
        if home is not None and turn.conversation_id != home:
            self._board.say(f"A conversation does not span organizations: this started a new one in {context.org}.")
        self._board.composer.take(query)
        if self._board.conversation is None or turn.conversation_id != self._board.conversation.id:
            await self._board.navigation.open(turn.conversation_id, keep_draft=False)
        elif self._board.transcript is not None:
            self._board.transcript.scroll_to_end()  # whoever asks wants to see the question, wherever they read

    async def cancel_running(self) -> None:
        """Cancels the question on the wire in the open conversation."""
        running = self._board.asking.get(self._board.conversation.id) if self._board.conversation else None
        if self._board.desk is None or running is None:
            elsewhere = any(turn.state is TurnState.SENDING for turn in self._board.turns.values())
            nothing = f"Nothing is being asked here. {self._board.key_of('quit')} quits."
            self._board.say(_NOT_OURS if elsewhere else nothing)
            return
        await self._board.desk.session.cancel(running.id)

    async def resend(self, turn_id: str) -> None:
        """Sends a question without an answer again."""
        if self._board.desk is None:
            return
        if not self._board.desk.account.source:
            self._board.context_actions.ask_to_sign_in()
        else:
            turn = await self._board.desk.session.resend(turn_id)
            if turn is not None and turn.state is not TurnState.SENDING:
                self._board.say("It is sent as soon as one of the questions that are being asked has its answer.")

    async def let_go_on(self) -> None:
        """Sends the questions that wait behind one without an answer, and leaves that one as it is."""
        if self._board.desk is not None and self._board.conversation is not None:
            await self._board.desk.session.release(self._board.conversation.id)

    async def edit_queued(self, turn_id: str) -> None:
        """Takes a queued question back into the composer."""
        if (text := await self._take_back(turn_id)) is not None:
            self.put(text)

    async def remove_queued(self, turn_id: str) -> None:
        """Takes a queued question away; its text stays among the earlier questions of this run."""
        if (text := await self._take_back(turn_id)) is not None:
            self._removed.insert(0, text)
            self._earlier = None
            self._board.say("Removed from the line · up in the composer brings it back")

    async def _take_back(self, turn_id: str) -> str | None:
        text = await self._board.desk.session.remove_queued(turn_id) if self._board.desk else None
        if text is None:
            self._board.say(_NOT_OURS)
        return text

    def put(self, text: str) -> None:
        """Puts a question into the composer to be edited; what was typed there can be brought back."""
        composer = self._board.composer
        if composer.text.strip() and composer.text != text:
            self._board.say("ctrl+z brings back what you had typed.")
        composer.put(text)
        composer.prompt.focus()

    async def branch(self, turn: Turn) -> None:
        """Begins another conversation after a turn of this one, with what was said so far quoted in the composer."""
        from copilot_tui.export.branch import branch
        from copilot_tui.ui.words import count

        board = self._board
        if board.desk is None or board.conversation is None:
            return
        home, title = board.conversation.id, board.conversation.title
        page = await board.desk.session.read(
            lambda history: history.turn_page(home, before=turn.position + 1, limit=_BRANCH_TURNS)
        )
        begun = branch(title, page.turns, earlier=page.earlier)
        await board.navigation.start_new()
        board.context, board.context_source = turn.context, "the conversation before"
        board.show_place()
        board.composer.put(begun.text)
        board.composer.prompt.move_cursor((0, 0))
        last = "the last " if begun.left_out else ""
        answers = "its answer" if begun.turns == 1 else "their answers"
        what = f"{last}{count(begun.turns, 'question')} with {answers}"
        board.say(f"A new conversation. Copilot knows of the old one what is quoted below: {what}.")

    # earlier questions

    async def go_through_earlier(self, step: int) -> None:
        """Puts an earlier or later question into the composer; what was typed comes back at the end."""
        if self._board.desk is None:
            return
        if self._earlier is None:
            if step < 0:
                return
            found: list[tuple[datetime, str]] = await self._board.desk.session.read(
                lambda history: history.recent_queries()
            )
            self._earlier, self._earlier_at = [*self._removed, *(text for _, text in found)], -1
            self._kept = self._board.composer.text
        at = min(self._earlier_at + step, len(self._earlier) - 1)
        self._earlier_at = max(-1, at)
        self._board.composer.put(self._kept if self._earlier_at < 0 else self._earlier[self._earlier_at])
        if self._earlier_at < 0:
            self._earlier = None

    def search_earlier(self) -> None:
        """Opens the search over all earlier questions."""
        self._board.run_opening(self._search_earlier)

    async def _search_earlier(self) -> None:
        from copilot_tui.ui.screens.earlier import earlier_screen

        board = self._board
        if board.desk is None:
            return
        found = await board.desk.session.read(lambda history: history.recent_queries(limit=1000))
        query = await board.app.push_screen_wait(earlier_screen([text for _, text in found]))
        if query is not None:
            board.composer.put(query)
            board.composer.prompt.focus()

    def edit_elsewhere(self) -> None:
        """Opens the text in the person's editor; the screen comes back as it was, whatever the editor does."""
        from copilot_tui.ui.editor import edit_text

        outcome = edit_text(self._board.app, self._board.composer.text)
        if outcome.text is not None:
            self._board.composer.put(outcome.text)
        if outcome.problem:
            self._board.say(outcome.problem, "error")

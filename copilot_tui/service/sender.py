"""One question's way: over the wire and back into the store."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from copilot_tui.domain.errors import INTERRUPTED, Cancelled, CopilotError, StoreTrouble
from copilot_tui.domain.question import Question
from copilot_tui.domain.state import TurnState
from copilot_tui.service.events import ConnectionChanged, NotSaved, Retrying, TurnChanged

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.errors import Failure
    from copilot_tui.domain.exchange import Exchange
    from copilot_tui.domain.question import Answer
    from copilot_tui.service.events import Event
    from copilot_tui.service.ports import CopilotApi
    from copilot_tui.service.store_thread import StoreThread


class Sender:
    """Sends turns and commits what becomes of them."""

    def __init__(
        self,
        store: StoreThread,
        connect: Callable[[], CopilotApi],
        *,
        now: Callable[[], datetime],
        tell: Callable[[Event], None],
        is_watched: Callable[[str], bool],
    ) -> None:
        self._store = store
        self._connect = connect
        self._now = now
        self._tell = tell
        self._is_watched = is_watched
        self._api: CopilotApi | None = None
        self._connecting = asyncio.Lock()
        self._on_wire: set[str] = set()
        self._cancelled: set[str] = set()  # turns that the person cancelled, unlike those that quitting cuts off

    async def send(self, turn: Turn) -> bool:
        """Sends a committed turn and commits its outcome; returns whether it was answered.

        Never raises a domain error: a failure is an outcome. Once there is an outcome nothing cuts in any more: see
        `interrupt`.
        """
        try:
            answer = await self._ask(turn)
        except CopilotError as error:
            self._tell(ConnectionChanged(error.as_failure()))
            await self._fail(turn, error.as_failure(), error.exchange)
            return False
        except asyncio.CancelledError:
            failure = (
                Cancelled("You cancelled this question.").as_failure() if turn.id in self._cancelled else INTERRUPTED
            )
            self._cancelled.discard(turn.id)
            await self._fail(turn, failure, None)
            return False
        self._tell(ConnectionChanged(None))
        await self._answered(turn, answer)
        return True

    def cancel(self, turn_id: str, task: asyncio.Task[None]) -> None:
        """Closes the connection of a question on the wire because the person wants it."""
        if turn_id in self._on_wire:
            self._cancelled.add(turn_id)
            task.cancel()

    def interrupt(self, turn_id: str, task: asyncio.Task[None]) -> None:
        """Closes the connection because the program ends; an outcome that is being committed is left to finish."""
        if turn_id in self._on_wire:
            task.cancel()

    def reconnect(self, connect: Callable[[], CopilotApi]) -> None:
        """Makes the wire anew at the next question."""
        self._connect = connect
        self._api = None

    async def close(self) -> None:
        """Closes the wire, if there is one."""
        if self._api is not None:
            await self._api.close()

    async def _ask(self, turn: Turn) -> Answer:
        self._on_wire.add(turn.id)
        try:
            return await self._exchange(turn)
        finally:
            self._on_wire.discard(turn.id)  # before the outcome is committed, which nothing may cut off

    async def _exchange(self, turn: Turn) -> Answer:
        api = await self.wire()
        conversation = await self._store(lambda history: history.conversation(turn.conversation_id))
        question = Question(
            query=turn.query, context=turn.context, service_id=conversation.service_id if conversation else None
        )
        return await api.ask(question, on_retry=lambda attempt, reason: self._tell(Retrying(turn.id, attempt, reason)))

    async def wire(self) -> CopilotApi:
        """The wire; made when it is first needed.

        Raises:
            NotSignedIn: there is no token to make it with.
            WrongSettings: it cannot be made.
        """
        async with self._connecting:
            if self._api is None:
                # Off the loop: the wire's libraries are imported here, at the first question.
                self._api = await asyncio.to_thread(self._connect)
            return self._api

    async def _answered(self, turn: Turn, answer: Answer) -> None:
        unread = not self._is_watched(turn.conversation_id)
        at = self._now()
        try:
            changed = await self._store(lambda history: history.finish_answered(turn.id, answer, at=at, unread=unread))
        except StoreTrouble as error:
            # The answer is not thrown away because the disk is full: it is shown, and can be copied and exported.
            shown = turn.model_copy(
                update={
                    "state": TurnState.ANSWERED, "finished_at": at, "messages": answer.messages,
                    "exchange": answer.exchange,
                }
            )  # fmt: skip
            self._tell(NotSaved(shown, error.as_failure()))
            return
        for one in changed:
            self._tell(TurnChanged(one))

    async def _fail(self, turn: Turn, failure: Failure, exchange: Exchange | None) -> None:
        at = self._now()
        try:
            failed = await self._store(
                lambda history: history.finish_failed(turn.id, failure, at=at, exchange=exchange)
            )
        except StoreTrouble as error:
            shown = turn.model_copy(update={"state": TurnState.FAILED, "finished_at": at, "failure": failure})
            self._tell(NotSaved(shown, error.as_failure()))
            return
        self._tell(TurnChanged(failed))

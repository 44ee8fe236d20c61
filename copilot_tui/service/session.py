"""A session: asking, cancelling, resending and recovering, over one history and one wire.

The life of a question: it is committed before anything is sent; what comes is committed before it is shown; whatever
cuts in leaves a turn that says so. Nothing is resent by itself once it may have been sent.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from copilot_tui.domain.errors import NotSignedIn
from copilot_tui.domain.state import TurnState
from copilot_tui.service.dispatch import Dispatch
from copilot_tui.service.events import ConversationChanged, TurnChanged, TurnRemoved
from copilot_tui.service.sender import Sender
from copilot_tui.service.store_thread import StoreThread

if TYPE_CHECKING:
    from collections.abc import Callable

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.conversation import Turn
    from copilot_tui.service.events import Event
    from copilot_tui.service.ports import CopilotApi, Directory, History

T = TypeVar("T")


def utc_now() -> datetime:
    """Now, aware, UTC."""
    return datetime.now(UTC)


def _no_token() -> CopilotApi:
    raise NotSignedIn("There is no access token.")


class Session:
    """One history, one wire, and the questions under way.

    Args:
        history: the store; called in a thread of its own.
        connect: makes the wire at the first question, off the event loop; raises NotSignedIn or WrongSettings.
        max_concurrent: how many questions may be on the wire at once, over all conversations.
        now: the clock.
    """

    def __init__(
        self,
        history: History,
        connect: Callable[[], CopilotApi] = _no_token,
        *,
        max_concurrent: int = 4,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.read = StoreThread(history)
        """Runs a call on the history off the event loop: ``await session.read(lambda history: …)``."""
        self.search = StoreThread(history, name="search")
        """The same beside all else, for `History.search`; a call whose caller is gone before it began is never made."""
        self.watching: str | None = None
        """The conversation the person is looking at: its answers are read as they come."""
        self._now = now
        self._listeners: list[Callable[[Event], None]] = []
        self._sender = Sender(self.read, connect, now=now, tell=self.tell, is_watched=self._is_watched)
        self.dispatch = Dispatch(self.read, self._sender, max_concurrent=max_concurrent, now=now, tell=self.tell)
        """The questions in line and on the wire."""

    # listening

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Calls `listener` on the event loop with every event; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, event: Event) -> None:
        """Passes an event to every listener."""
        for listener in tuple(self._listeners):
            listener(event)

    def _is_watched(self, conversation_id: str) -> bool:
        return self.watching == conversation_id

    # asking

    async def ask(self, conversation_id: str | None, query: str, context: CloudContext) -> Turn:
        """Commits a question, then sends it, or puts it in line.

        Args:
            conversation_id: where to ask; None starts a conversation. A conversation does not span organizations: a
                context of another one starts a new conversation too, as the returned turn tells.
            query: what was typed; not blank.
            context: what goes with it.

        Returns:
            The committed turn, sending or queued. Its outcome comes as `TurnChanged`.

        Raises:
            ValueError: the query is blank.
            StoreTrouble: it could not be committed; nothing was sent.
        """
        if not query.strip():
            raise ValueError("a blank question is not sent")

        def commit(history: History) -> Turn:
            home = history.conversation(conversation_id) if conversation_id else None
            if home is None or (home.service_id and home.context.org != context.org):
                home = history.create(context, at=self._now())
            return history.add_turn(home.id, query, context, at=self._now(), send=False)

        turn = await self.read(commit)
        self.dispatch.add(turn.conversation_id, turn.id)
        self.tell(TurnChanged(turn))
        return await self.dispatch.pump() or turn

    async def resend(self, turn_id: str) -> Turn | None:
        """Sends a question again, ahead of those in line; None when it is already on its way.

        A question without an answer that is the last one asked goes out as the same turn. Any other is asked anew: it
        would stand before what was said since.
        """
        turn = await self.read(lambda history: history.turn(turn_id))
        if turn is None or turn.state.is_open or self.dispatch.is_waiting(turn_id):
            return None
        after = await self.read(
            lambda history: history.turn_page(turn.conversation_id, after=turn.position, limit=1).turns
        )
        # Those in line are always the last ones: where the next is in line, nothing was said since.
        later = any(other.state is not TurnState.QUEUED for other in after)
        if later or turn.state is TurnState.ANSWERED:
            return await self.ask(turn.conversation_id, turn.query, turn.context)
        self.dispatch.let_go(turn.conversation_id)
        self.dispatch.add(turn.conversation_id, turn_id, first=True)
        return await self.dispatch.pump() or turn

    async def release(self, conversation_id: str) -> None:
        """Sends the questions that wait behind one that got no answer, without asking that one again."""
        self.dispatch.let_go(conversation_id)
        await self.dispatch.pump()

    async def cancel(self, turn_id: str) -> str | None:
        """Cancels a question on the wire (its outcome comes as `TurnChanged`), or takes a queued one out of the line.

        Returns:
            The text of a queued question that was taken away, else None.
        """
        return None if self.dispatch.cancel(turn_id) else await self.remove_queued(turn_id)

    async def remove_queued(self, turn_id: str) -> str | None:
        """Takes a queued question away and returns its text; None when it is no longer queued."""
        conversation_id = self.dispatch.take_out(turn_id)
        if conversation_id is None:
            return None
        text = await self.read(lambda history: history.remove_queued(turn_id))
        self.tell(TurnRemoved(conversation_id, turn_id))
        return text

    async def settled(self, turn_id: str) -> Turn:
        """Waits until a turn has an outcome.

        Raises:
            KeyError: there is no such turn.
        """
        await self.dispatch.sent(turn_id)
        turn = await self.read(lambda history: history.turn(turn_id))
        if turn is None:
            raise KeyError(turn_id)
        return turn

    # signing in, starting, ending

    async def directory(self) -> Directory:
        """What the service tells beside answers, over the session's own wire.

        Raises:
            NotSignedIn: there is no token to make it with.
            WrongSettings: it cannot be made.
        """
        return (await self._sender.wire()).directory

    def reconnect(self, connect: Callable[[], CopilotApi]) -> None:
        """Uses another wire (another token) from the next question on."""
        self._sender.reconnect(connect)

    async def recover(self) -> list[Turn]:
        """Makes interrupted what no living process is sending any more; returns those turns."""
        turns = await self.read(lambda history: history.interrupt_abandoned(at=self._now()))
        for turn in turns:
            self.tell(TurnChanged(turn))
        if self.watching is not None:
            await self.adopt_line(self.watching)
        return turns

    async def adopt_line(self, conversation_id: str) -> None:
        """Takes over questions that an ended process left in line; they wait until the person releases them."""
        turns = await self.read(lambda history: history.adopt_queued(conversation_id))
        for turn in turns:
            self.dispatch.add(conversation_id, turn.id)
            self.tell(TurnChanged(turn))
        if turns:
            self.dispatch.hold(conversation_id)

    async def change(self, conversation_id: str, call: Callable[[History], T]) -> T:
        """Runs a call that changes a conversation's row, and tells so."""
        result = await self.read(call)
        self.tell(ConversationChanged(conversation_id))
        return result

    async def close(self) -> None:
        """Ends: questions on the wire become interrupted, the store is closed."""
        await self.dispatch.close()
        await self._sender.close()
        await asyncio.to_thread(self.search.end)
        await asyncio.to_thread(self.read.close)

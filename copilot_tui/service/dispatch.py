"""Sending what is in line: one question at a time in each conversation, and so many over all of them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from copilot_tui.domain.errors import StoreTrouble
from copilot_tui.domain.state import TurnState
from copilot_tui.service.events import LineHeld, LineReleased, TurnChanged
from copilot_tui.service.waiting_lines import WaitingLines

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.service.events import Event
    from copilot_tui.service.ports import History
    from copilot_tui.service.sender import Sender
    from copilot_tui.service.store_thread import StoreThread


class Dispatch:
    """The questions in line and on the wire.

    Args:
        store: runs calls on the history.
        sender: takes one question to its outcome.
        max_concurrent: how many questions may be on the wire at once.
        now: the clock.
        tell: passes an event on.
    """

    def __init__(
        self,
        store: StoreThread,
        sender: Sender,
        *,
        max_concurrent: int,
        now: Callable[[], datetime],
        tell: Callable[[Event], None],
    ) -> None:
        self.max_concurrent = max_concurrent
        """How many questions may be on the wire at once; another number counts from the next question on."""
        self._store = store
        self._sender = sender
        self._now = now
        self._tell = tell
        self._lines = WaitingLines()
        self._tasks: dict[str, asyncio.Task[None]] = {}  # turn id → its sending
        self._running: dict[str, str] = {}  # conversation → turn id on the wire
        self._is_closed = False

    @property
    def asking(self) -> int:
        """How many questions are on the wire."""
        return len(self._tasks)

    @property
    def is_full(self) -> bool:
        """Whether no further question may be on the wire for now."""
        return len(self._running) >= self.max_concurrent

    def is_held(self, conversation_id: str) -> bool:
        """Whether questions wait there behind one that got no answer."""
        return self._lines.is_held(conversation_id)

    def is_waiting(self, turn_id: str) -> bool:
        """Whether a question is in line here."""
        return turn_id in self._lines

    def is_ours(self, turn_id: str) -> bool:
        """Whether a question is sent from here, or will be; one that is not is another process's to cancel."""
        return turn_id in self._tasks or turn_id in self._running.values() or turn_id in self._lines

    # the line

    def add(self, conversation_id: str, turn_id: str, *, first: bool = False) -> None:
        """Puts a question at the end of its conversation's line, or at the front of it."""
        self._lines.add(conversation_id, turn_id, first=first)

    def take_out(self, turn_id: str) -> str | None:
        """Takes a question out of its line and returns its conversation; None when it is in none."""
        return self._lines.remove(turn_id)

    def hold(self, conversation_id: str) -> None:
        """Makes a line stand still until it is let go."""
        if self._lines.hold(conversation_id):
            self._tell(LineHeld(conversation_id))

    def let_go(self, conversation_id: str) -> None:
        """Lets a line go on."""
        if self._lines.release(conversation_id):
            self._tell(LineReleased(conversation_id))

    # the wire

    async def pump(self) -> Turn | None:
        """Sends what may be sent now; returns the last turn that was started.

        Raises:
            StoreTrouble: it could not be committed that one is being sent; its line is held.
        """
        started = None
        while not self._is_closed and not self.is_full and (found := self._lines.next(self._running)):
            conversation_id, turn_id = found
            self._running[conversation_id] = turn_id  # before the await: one conversation sends one at a time
            try:
                started = await self._start(turn_id) or started
            except StoreTrouble:
                del self._running[conversation_id]
                self._lines.add(conversation_id, turn_id, first=True)
                self.hold(conversation_id)
                raise
        return started

    def cancel(self, turn_id: str) -> bool:
        """Cancels a question on the wire; returns whether it is there."""
        task = self._tasks.get(turn_id)
        if task is not None:
            self._sender.cancel(turn_id, task)
        return task is not None

    async def sent(self, turn_id: str) -> None:
        """Waits until a question is not on the wire."""
        while task := self._tasks.get(turn_id):
            await asyncio.wait([task])

    async def idle(self) -> None:
        """Waits until nothing is on the wire and nothing is in line that would be sent."""
        while self._tasks:
            await asyncio.wait(list(self._tasks.values()))

    async def close(self) -> None:
        """Ends: questions on the wire become interrupted; what is in line stays queued in the store."""
        self._is_closed = True
        self._lines.clear()
        while self._running:
            await self._store(lambda _history: None)  # behind a question whose start is being committed
            tasks = dict(self._tasks)
            for turn_id, task in tasks.items():
                self._sender.interrupt(turn_id, task)
            await asyncio.gather(*tasks.values())

    async def _start(self, turn_id: str) -> Turn | None:
        """Sends a question; None where another process has sent it, or taken it away, meanwhile."""
        turn = await self._store(lambda history: self._begun(history, turn_id))
        if turn is None:
            self._running = {home: running for home, running in self._running.items() if running != turn_id}
            return None
        task = self._tasks[turn_id] = asyncio.create_task(self._send(turn), name=f"ask {turn_id}")
        await asyncio.sleep(0)  # a task that is cancelled before its first step would never clean up
        if self._is_closed:
            self._sender.interrupt(turn_id, task)
        self._tell(TurnChanged(turn))
        return turn

    def _begun(self, history: History, turn_id: str) -> Turn | None:
        turn = history.turn(turn_id)
        if turn is None or turn.state in {TurnState.SENDING, TurnState.ANSWERED}:
            return None
        return history.start_turn(turn_id, at=self._now())

    async def _send(self, turn: Turn) -> None:
        answered = await self._sender.send(turn)
        del self._tasks[turn.id]
        del self._running[turn.conversation_id]
        if not answered:
            self.hold(turn.conversation_id)
        with suppress(StoreTrouble):  # the line is held then, and says so
            await self.pump()

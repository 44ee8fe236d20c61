"""Going to the refuge and coming back, and which of the two stores a conversation is in meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from copilot_tui.domain.errors import StoreTrouble, StoreUnwritable
from copilot_tui.domain.listing import ListQuery
from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.refuge import MOST, Refuge, carry, folder_of_refuge, ids_in

if TYPE_CHECKING:
    import tempfile

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.listing import Summary

T = TypeVar("T")
Method = TypeVar("Method", bound=Callable[..., Any])
_BUSY_SECONDS: Final = 1.0
"""How long to wait for another's write before a question goes to the refuge: the person waits meanwhile."""
_AGAIN_BUSY_SECONDS: Final = 0.05
"""The same each time that the way back is tried."""


class ShelteredHistory(SqliteHistory):
    """A store with a refuge beside it, which is there only while something is in it.

    Args:
        data_dir: the folder. Where no store can be opened there, this one itself is in a folder like a refuge's, until
            one can.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._refuge: Refuge | None = None
        self._instead: tempfile.TemporaryDirectory[str] | None = None
        self._why: StoreTrouble | None = None
        try:
            super().__init__(data_dir)
            self._database.busy_seconds = _BUSY_SECONDS
        except StoreTrouble as error:
            self._instead = folder_of_refuge()
            super().__init__(Path(self._instead.name))
            self._why = error

    @property
    def notice(self) -> str:
        """What the person should know about how it was opened."""
        if self._instead is not None and self._why is not None:
            return f"{self._why.message} Until it can be opened, what you ask is kept in memory."
        return super().notice

    def retry(self) -> tuple[int, str]:
        """See `copilot_tui.service.ports.History`."""
        if self._refuge is None and self._instead is None:
            return 0, ""
        away = self._away()
        try:
            if self._instead is not None:
                self._open_at_last(self._instead)
            elif self._refuge is not None:
                self._bring_back(self._refuge)
        except StoreTrouble as error:
            return len(away), error.message
        return 0, ""

    def close(self) -> None:
        """Closes both; what is in the refuge then goes to the store if it can, and is lost if it cannot."""
        self.retry()
        super().close()
        if self._refuge is not None:
            self._refuge.close()
        if self._instead is not None:
            self._instead.cleanup()

    def _away(self) -> list[Summary]:
        """What is not where it belongs."""
        if self._instead is not None:
            return self.page(ListQuery(), limit=MOST)
        return [] if self._refuge is None else self._refuge.page(ListQuery(), limit=MOST)

    def _open_at_last(self, instead: tempfile.TemporaryDirectory[str]) -> None:
        real = SqliteHistory(self._data_dir)
        carry(self, real, {})
        self._presence.close()
        self._database.close()
        self._database, self._presence = real._database, real._presence  # noqa: SLF001 — the same class
        self._database.busy_seconds = _BUSY_SECONDS
        self._instead, self._why = None, None
        instead.cleanup()

    def _bring_back(self, refuge: Refuge) -> None:
        self.reopen()
        self._database.busy_seconds = _AGAIN_BUSY_SECONDS
        try:
            refuge.give_back(self)
        finally:
            self._database.busy_seconds = _BUSY_SECONDS
        self._refuge = None
        refuge.close()

    def _flee(self, conversation_id: str | None) -> Refuge:
        """The refuge, with a conversation in it as it is in the store."""
        if self._refuge is None:
            self._refuge = Refuge()
        if conversation_id is not None:
            conversation = SqliteHistory.conversation(self, conversation_id)
            if conversation is not None:
                self._refuge.take_in(conversation, SqliteHistory.turns(self, conversation_id))
        return self._refuge

    def _ids_away(self) -> set[str]:
        """The conversations of which the refuge has the newer state, those in its bin as well."""
        return set(ids_in(self._refuge)) if self._refuge is not None else set()

    def _store_of(self, conversation_id: str | None) -> SqliteHistory:
        refuge = self._refuge
        return refuge if refuge is not None and conversation_id in self._ids_away() else self

    def turn(self, turn_id: str) -> Turn | None:
        """See `copilot_tui.service.ports.History`."""
        there = self._refuge.turn(turn_id) if self._refuge is not None else None
        return there or super().turn(turn_id)

    def _home_of(self, turn_id: str) -> str | None:
        turn = self.turn(turn_id)
        return None if turn is None else turn.conversation_id

    def _write(self, conversation_id: str | None, call: Callable[[SqliteHistory], T]) -> T:
        """Calls on the store that a conversation is in; where that cannot be written, on the refuge."""
        store = self._store_of(conversation_id)
        try:
            return call(store)
        except StoreUnwritable:
            if store is not self:
                raise
            return call(self._flee(conversation_id))


# Methods of `SqliteHistory` as a sheltered one has them. Each has the signature of the one that it is made of.


def where_it_is(method: Method) -> Method:
    """About a conversation: in the store that it is in."""

    @wraps(method)
    def call(self: ShelteredHistory, conversation_id: str, *others: object, **facts: object) -> object:
        return method(self._store_of(conversation_id), conversation_id, *others, **facts)

    return cast("Method", call)


def whatever_comes(method: Method) -> Method:
    """About a conversation: written in the refuge where it cannot be in the store."""

    @wraps(method)
    def call(self: ShelteredHistory, conversation_id: str, *others: object, **facts: object) -> object:
        return self._write(conversation_id, lambda store: method(store, conversation_id, *others, **facts))

    return cast("Method", call)


def whatever_comes_of_turn(method: Method) -> Method:
    """The same about a turn."""

    @wraps(method)
    def call(self: ShelteredHistory, turn_id: str, *others: object, **facts: object) -> object:
        return self._write(self._home_of(turn_id), lambda store: method(store, turn_id, *others, **facts))

    return cast("Method", call)

"""A history that takes questions even while its file does not.

What cannot be written (a full disk, a read-only folder, a lock that is not let go of, a file that was removed) goes to
a refuge: a store outside of the data folder, in memory where the system has a place for that. A conversation that is in
the refuge is read and written there. As soon as the file can be written again, everything goes where it belongs.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from copilot_tui.domain.errors import StoreTrouble, StoreUnwritable
from copilot_tui.domain.listing import Cursor, ListQuery, SearchPage
from copilot_tui.store.conversations import NEW_TITLE
from copilot_tui.store.history import SqliteHistory

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.conversation import Conversation, Turn, TurnPage
    from copilot_tui.domain.errors import Failure
    from copilot_tui.domain.exchange import Exchange
    from copilot_tui.domain.finding import Place, Sought
    from copilot_tui.domain.listing import Outline, SearchCursor, Summary
    from copilot_tui.domain.program import Program
    from copilot_tui.domain.question import Answer
    from copilot_tui.domain.search_query import SearchQuery

T = TypeVar("T")
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 — a folder of its own is made there, for its owner only
_MOST: Final = 1000
_BUSY_SECONDS: Final = 1.0
"""How long to wait for another's write before a question goes to the refuge: the person waits meanwhile."""
_AGAIN_BUSY_SECONDS: Final = 0.05
"""The same each time that the way back is tried."""


class KeptHistory(SqliteHistory):
    """The store at its place, with a refuge for what it does not take.

    Args:
        data_dir: the folder. Where no store can be opened there, everything is kept in the refuge until one can.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._refuge: SqliteHistory | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._why: StoreTrouble | None = None
        self._unopened = False
        self._fled: dict[str, tuple[Conversation, Sequence[Turn]]] = {}
        try:
            super().__init__(data_dir)
            self._database.busy_seconds = _BUSY_SECONDS
        except StoreTrouble as error:
            super().__init__(self._make_folder())
            self._why, self._unopened = error, True

    @property
    def notice(self) -> str:
        """What the person should know about how it was opened."""
        if self._unopened and self._why is not None:
            return f"{self._why.message} Until it can be opened, what you ask is kept in memory."
        return super().notice

    # going away, and coming back

    def retry(self) -> tuple[int, str]:
        """See `copilot_tui.service.ports.History`."""
        away = self.page(ListQuery(), limit=_MOST) if self._unopened else self._away()
        if not away and self._refuge is None and not self._unopened:
            return 0, ""
        try:
            if self._unopened:
                self._open_at_last()
            elif self._refuge is not None:
                self._bring_back(self._refuge)
        except StoreTrouble as error:
            return len(away), error.message
        return 0, ""

    def close(self) -> None:
        """Closes both; what is in the refuge then goes to the store if it can, and is lost if it cannot."""
        self.retry()
        super().close()
        self._leave_refuge()

    def _make_folder(self) -> Path:
        place = str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None
        self._folder = tempfile.TemporaryDirectory(prefix="copilot-tui-", dir=place)
        return Path(self._folder.name)

    def _leave_refuge(self) -> None:
        if self._refuge is not None:
            self._refuge.close()
            self._refuge = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _open_at_last(self) -> None:
        real = SqliteHistory(self._data_dir)
        _carry(self, real, {})
        self._presence.close()
        self._database.close()
        self._database, self._presence = real._database, real._presence  # noqa: SLF001 — the same class
        self._database.busy_seconds = _BUSY_SECONDS
        self._unopened, self._why = False, None
        self._leave_refuge()

    def _bring_back(self, refuge: SqliteHistory) -> None:
        self.reopen()
        self._database.busy_seconds = _AGAIN_BUSY_SECONDS
        try:
            _carry(refuge, self, self._fled)
        finally:
            self._database.busy_seconds = _BUSY_SECONDS
        self._fled.clear()
        self._leave_refuge()

    def _flee(self, conversation_id: str | None, why: StoreTrouble) -> SqliteHistory:
        """The refuge, with a conversation in it as it is in the store."""
        if self._refuge is None:
            self._refuge = SqliteHistory(self._make_folder())
        self._why = why
        if conversation_id is not None:
            conversation = SqliteHistory.conversation(self, conversation_id)
            if conversation is not None:
                turns = SqliteHistory.turns(self, conversation_id)
                self._refuge.take_over(conversation, turns, before=None)
                self._fled[conversation_id] = conversation, turns
        return self._refuge

    def _store_of(self, conversation_id: str | None) -> SqliteHistory:
        refuge = self._refuge
        return refuge if refuge is not None and conversation_id in self._ids_away() else self

    def _home_of(self, turn_id: str) -> str | None:
        turn = self.turn(turn_id)
        return None if turn is None else turn.conversation_id

    def _write(self, conversation_id: str | None, call: Callable[[SqliteHistory], T]) -> T:
        store = self._store_of(conversation_id)
        try:
            return call(store)
        except StoreUnwritable as error:
            if store is not self:
                raise
            return call(self._flee(conversation_id, error))

    def _ids_away(self) -> set[str]:
        """The conversations of which the refuge has the newer state, those in its bin as well."""
        return set(_ids(self._refuge)) if self._refuge is not None else set()

    def _away(self) -> list[Summary]:
        return [] if self._refuge is None else self._refuge.page(ListQuery(), limit=_MOST)

    # what the life of a question writes: each of the base's own, here or in the refuge

    def create(self, context: CloudContext, *, at: datetime, title: str = NEW_TITLE) -> Conversation:
        """See `copilot_tui.service.ports.History`."""
        return self._write(None, lambda store: SqliteHistory.create(store, context, at=at, title=title))

    def set_draft(self, conversation_id: str, draft: str) -> None:
        """See `copilot_tui.service.ports.History`."""
        self._write(conversation_id, lambda store: SqliteHistory.set_draft(store, conversation_id, draft))

    def set_unread(self, conversation_id: str, *, unread: bool) -> None:
        """See `copilot_tui.service.ports.History`."""
        self._write(conversation_id, lambda store: SqliteHistory.set_unread(store, conversation_id, unread=unread))

    def add_turn(
        self, conversation_id: str, query: str, context: CloudContext, *, at: datetime, send: bool = True
    ) -> Turn:
        """See `copilot_tui.service.ports.History`."""
        return self._write(
            conversation_id,
            lambda store: SqliteHistory.add_turn(store, conversation_id, query, context, at=at, send=send),
        )

    def start_turn(self, turn_id: str, *, at: datetime) -> Turn:
        """See `copilot_tui.service.ports.History`."""
        return self._write(self._home_of(turn_id), lambda store: SqliteHistory.start_turn(store, turn_id, at=at))

    def finish_answered(self, turn_id: str, answer: Answer, *, at: datetime, unread: bool) -> list[Turn]:
        """See `copilot_tui.service.ports.History`."""
        return self._write(
            self._home_of(turn_id),
            lambda store: SqliteHistory.finish_answered(store, turn_id, answer, at=at, unread=unread),
        )

    def finish_failed(self, turn_id: str, failure: Failure, *, at: datetime, exchange: Exchange | None = None) -> Turn:
        """See `copilot_tui.service.ports.History`."""
        return self._write(
            self._home_of(turn_id),
            lambda store: SqliteHistory.finish_failed(store, turn_id, failure, at=at, exchange=exchange),
        )

    def remove_queued(self, turn_id: str) -> str | None:
        """See `copilot_tui.service.ports.History`."""
        return self._write(self._home_of(turn_id), lambda store: SqliteHistory.remove_queued(store, turn_id))

    # what is done to a conversation that is in the refuge is done there; to another one, not while it cannot be written

    def rename(self, conversation_id: str, title: str) -> None:
        """See `copilot_tui.service.ports.History`."""
        SqliteHistory.rename(self._store_of(conversation_id), conversation_id, title)

    def set_pinned(self, conversation_id: str, *, pinned: bool) -> None:
        """See `copilot_tui.service.ports.History`."""
        SqliteHistory.set_pinned(self._store_of(conversation_id), conversation_id, pinned=pinned)

    def set_archived(self, conversation_id: str, *, archived: bool) -> None:
        """See `copilot_tui.service.ports.History`."""
        SqliteHistory.set_archived(self._store_of(conversation_id), conversation_id, archived=archived)

    def set_context(self, conversation_id: str, context: CloudContext) -> None:
        """See `copilot_tui.service.ports.History`."""
        SqliteHistory.set_context(self._store_of(conversation_id), conversation_id, context)

    def delete(self, conversation_id: str, *, at: datetime) -> None:
        """See `copilot_tui.service.ports.History`."""
        SqliteHistory.delete(self._store_of(conversation_id), conversation_id, at=at)

    def undelete(self, conversation_id: str) -> None:
        """See `copilot_tui.service.ports.History`."""
        SqliteHistory.undelete(self._store_of(conversation_id), conversation_id)

    # what is read of one conversation

    def conversation(self, conversation_id: str) -> Conversation | None:
        """See `copilot_tui.service.ports.History`."""
        refuge = self._refuge
        there = refuge.conversation(conversation_id) if refuge is not None else None
        if there is None and conversation_id in self._ids_away():  # in the bin
            return None
        return there or super().conversation(conversation_id)

    def summary(self, conversation_id: str) -> Summary | None:
        """See `copilot_tui.service.ports.History`."""
        return SqliteHistory.summary(self._store_of(conversation_id), conversation_id)

    def turns(self, conversation_id: str) -> list[Turn]:
        """See `copilot_tui.service.ports.History`."""
        return SqliteHistory.turns(self._store_of(conversation_id), conversation_id)

    def turn_page(
        self,
        conversation_id: str,
        *,
        before: int | None = None,
        after: int | None = None,
        limit: int = 50,
        characters: int = 1_000_000,
    ) -> TurnPage:
        """See `copilot_tui.service.ports.History`."""
        store = self._store_of(conversation_id)
        return SqliteHistory.turn_page(
            store, conversation_id, before=before, after=after, limit=limit, characters=characters
        )

    def find_in_turns(self, conversation_id: str, sought: Sought) -> dict[Place, int]:
        """See `copilot_tui.service.ports.History`."""
        return SqliteHistory.find_in_turns(self._store_of(conversation_id), conversation_id, sought)

    def turn(self, turn_id: str) -> Turn | None:
        """See `copilot_tui.service.ports.History`."""
        there = self._refuge.turn(turn_id) if self._refuge is not None else None
        return there or super().turn(turn_id)

    def programs(self, *, conversation_id: str | None = None, limit: int = 500) -> list[Program]:
        """See `copilot_tui.service.ports.History`; of all conversations, those in the refuge come first."""
        if conversation_id is not None or self._refuge is None:
            store = self._store_of(conversation_id)
            return SqliteHistory.programs(store, conversation_id=conversation_id, limit=limit)
        return [*self._refuge.programs(limit=limit), *super().programs(limit=limit)][:limit]

    def program_at(self, turn_id: str, message_index: int) -> Program | None:
        """See `copilot_tui.service.ports.History`."""
        there = self._refuge.program_at(turn_id, message_index) if self._refuge is not None else None
        return there or super().program_at(turn_id, message_index)

    # lists

    def page(
        self,
        query: ListQuery,
        *,
        after: Cursor | None = None,
        skip: int = 0,
        from_end: bool = False,
        limit: int = 100,
    ) -> list[Summary]:
        """See `copilot_tui.service.ports.History`; what is in the refuge stands where it belongs."""
        if self._refuge is None or from_end:
            return super().page(query, after=after, skip=skip, from_end=from_end, limit=limit)
        away = self._refuge.page(query, after=after, limit=_MOST)
        first = max(0, skip - len(away))
        known = self._ids_away()
        rows = super().page(query, after=after, skip=first, limit=limit + len(known))
        merged = [*away, *(row for row in rows if row.id not in known)]
        merged.sort(key=lambda row: (row.pinned, row.updated_at, row.id), reverse=True)
        return merged[skip - first : skip - first + limit]

    def outline(self, query: ListQuery, since: Sequence[datetime]) -> Outline:
        """See `copilot_tui.service.ports.History`; what is in the refuge is of today."""
        outline = super().outline(query, since)
        new = self._new_ones(query)
        first, *others = outline.periods
        return replace(outline, periods=(first + new, *others))

    def count(self, query: ListQuery) -> int:
        """See `copilot_tui.service.ports.History`."""
        return super().count(query) + self._new_ones(query)

    def search(
        self,
        query: SearchQuery | str,
        *,
        limit: int = 50,
        ranked: bool = False,
        per_conversation: int | None = None,
        after: SearchCursor | None = None,
    ) -> SearchPage:
        """See `copilot_tui.service.ports.History`; hits in the refuge come first."""
        page = super().search(query, limit=limit, ranked=ranked, per_conversation=per_conversation, after=after)
        if self._refuge is None or after is not None:
            return page
        there = self._refuge.search(query, limit=limit, ranked=ranked, per_conversation=per_conversation)
        known = self._ids_away()
        return replace(page, hits=(*there, *(hit for hit in page if hit.conversation_id not in known)))

    def _new_ones(self, query: ListQuery) -> int:
        """How many more conversations a list has with those in the refuge than without."""
        if self._refuge is None:
            return 0
        return self._refuge.count(query) - super().count_among(query, sorted(self._ids_away()))


def _ids(store: SqliteHistory) -> dict[str, datetime | None]:
    """All conversations, those without a turn as well, with when each went to the bin."""
    ids: dict[str, datetime | None] = dict.fromkeys(SqliteHistory.find_ids(store, "", limit=_MOST))
    ids |= {row.id: row.deleted_at for row in SqliteHistory.page(store, ListQuery(deleted=True), limit=_MOST)}
    return ids


def _carry(
    source: SqliteHistory, target: SqliteHistory, fled: Mapping[str, tuple[Conversation, Sequence[Turn]]]
) -> None:
    """Takes all conversations from one store into another, where an older state of them may be.

    Args:
        source: where they are.
        target: where they go.
        fled: what those that came from there were then.
    """
    for home, deleted_at in _ids(source).items():
        if deleted_at is not None:
            SqliteHistory.undelete(source, home)  # one in the bin cannot be read
        try:
            conversation = SqliteHistory.conversation(source, home)
            if conversation is not None:
                target.take_over(conversation, SqliteHistory.turns(source, home), before=fled.get(home))
        finally:
            if deleted_at is not None:
                SqliteHistory.delete(source, home, at=deleted_at)
        if deleted_at is not None:
            SqliteHistory.delete(target, home, at=deleted_at)

"""A history that takes questions even while its file does not.

What cannot be written (a full disk, a read-only folder, a lock that is not let go of, a file that was removed) goes to
a refuge: a store outside of the data folder, in memory where the system has a place for that. A conversation that is in
the refuge is read and written there. As soon as the file can be written again, everything goes where it belongs.
"""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import TYPE_CHECKING

from copilot_tui.domain.listing import Cursor
from copilot_tui.store.conversations import NEW_TITLE
from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.refuge import MOST
from copilot_tui.store.sheltered import ShelteredHistory, whatever_comes, whatever_comes_of_turn, where_it_is

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.conversation import Conversation
    from copilot_tui.domain.listing import ListQuery, Outline, SearchCursor, SearchPage, Summary
    from copilot_tui.domain.program import Program
    from copilot_tui.domain.search_query import SearchQuery


class KeptHistory(ShelteredHistory):
    """The store at its place, with a refuge for what it does not take.

    Args:
        data_dir: the folder. Where no store can be opened there, everything is kept in the refuge until one can.
    """

    # what the life of a question writes

    def create(self, context: CloudContext, *, at: datetime, title: str = NEW_TITLE) -> Conversation:
        """See `copilot_tui.service.ports.History`."""
        return self._write(None, lambda store: SqliteHistory.create(store, context, at=at, title=title))

    set_draft = whatever_comes(SqliteHistory.set_draft)
    set_unread = whatever_comes(SqliteHistory.set_unread)
    add_turn = whatever_comes(SqliteHistory.add_turn)
    start_turn = whatever_comes_of_turn(SqliteHistory.start_turn)
    finish_answered = whatever_comes_of_turn(SqliteHistory.finish_answered)
    finish_failed = whatever_comes_of_turn(SqliteHistory.finish_failed)
    remove_queued = whatever_comes_of_turn(SqliteHistory.remove_queued)

    # what a person does to a conversation; to one that is not in the refuge, not while the store cannot be written

    rename = where_it_is(SqliteHistory.rename)
    set_pinned = where_it_is(SqliteHistory.set_pinned)
    set_archived = where_it_is(SqliteHistory.set_archived)
    set_context = where_it_is(SqliteHistory.set_context)
    delete = where_it_is(SqliteHistory.delete)
    undelete = where_it_is(SqliteHistory.undelete)

    # what is read of one conversation

    summary = where_it_is(SqliteHistory.summary)
    turns = where_it_is(SqliteHistory.turns)
    turn_page = where_it_is(SqliteHistory.turn_page)
    find_in_turns = where_it_is(SqliteHistory.find_in_turns)

    def conversation(self, conversation_id: str) -> Conversation | None:
        """See `copilot_tui.service.ports.History`."""
        refuge = self._refuge
        there = refuge.conversation(conversation_id) if refuge is not None else None
        if there is None and conversation_id in self._ids_away():  # in the bin
            return None
        return there or super().conversation(conversation_id)

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
        away = self._refuge.page(query, after=after, limit=MOST)
        first = max(0, skip - len(away))
        known = self._ids_away()
        rows = super().page(query, after=after, skip=first, limit=limit + len(known))
        merged = [*away, *(row for row in rows if row.id not in known)]
        merged.sort(key=lambda row: astuple(Cursor.of(row)), reverse=True)
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
        patience: float | None = None,
    ) -> SearchPage:
        """See `copilot_tui.service.ports.History`; hits in the refuge come first."""
        page = super().search(
            query, limit=limit, ranked=ranked, per_conversation=per_conversation, after=after, patience=patience
        )
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

"""Taking in conversations that were exported, here or on another machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.errors import INTERRUPTED
from copilot_tui.domain.message import well_formed
from copilot_tui.domain.state import TurnState
from copilot_tui.store.conversations import set_title
from copilot_tui.store.index import add_text, next_seq
from copilot_tui.store.part import Part, refresh_counts
from copilot_tui.store.placing import number_versions, place
from copilot_tui.store.reading import StoredTurn
from copilot_tui.store.rows import to_json, to_micros
from copilot_tui.store.turns import keep_exchange

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.domain.conversation import Conversation, Turn


class Importing(Part):
    """Writes whole conversations."""

    def import_conversation(self, conversation: Conversation, turns: Sequence[Turn]) -> bool:
        """See `copilot_tui.service.ports.History`.

        All of it or nothing. A conversation in the bin is there already. A question that was queued or on its way
        becomes interrupted: no one is sending it here, and none is sent that nobody asked for here.
        """
        with self._database.writing() as connection:
            known = connection.execute("SELECT 1 FROM conversations WHERE id = ?", (conversation.id,)).fetchone()
            if known is not None:
                return False
            seq = _insert_conversation(connection, conversation)
            for position, turn in enumerate(turns):
                _insert_turn(connection, seq, position, turn)
            number_versions(connection, conversation.id)
            refresh_counts(connection, seq)
            return True


def _insert_conversation(connection: sqlite3.Connection, conversation: Conversation) -> int:
    cursor = connection.execute(
        """INSERT INTO conversations (id, service_id, title, title_key, org, url, created_at, updated_at, pinned,
            archived, unread, draft)
        VALUES (?, ?, '', '', ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            *(conversation.id, well_formed(conversation.service_id) if conversation.service_id else None),
            *(conversation.context.org, conversation.context.url),
            *(to_micros(conversation.created_at), to_micros(conversation.updated_at)),
            *(int(conversation.pinned), int(conversation.archived), int(conversation.unread)),
            well_formed(conversation.draft),
        ),
    )
    seq = cursor.lastrowid or 0
    set_title(connection, seq, conversation.title)
    return seq


def _insert_turn(connection: sqlite3.Connection, conversation: int, position: int, turn: Turn) -> None:
    if turn.state.is_open:
        turn = turn.model_copy(update={"state": TurnState.INTERRUPTED, "failure": INTERRUPTED})
    seq, query = next_seq(connection), well_formed(turn.query)
    connection.execute(
        """INSERT INTO turns (seq, id, conversation, position, state, org, url, asked_at, sent_at, finished_at,
            failure, notice, query)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            *(seq, turn.id, conversation, position, turn.state, turn.context.org, turn.context.url),
            *(to_micros(turn.asked_at), _maybe_micros(turn.sent_at), _maybe_micros(turn.finished_at)),
            *(to_json(turn.failure) if turn.failure else None, well_formed(turn.notice), query),
        ),
    )
    add_text(connection, seq, query, "question")
    if turn.exchange is not None:
        keep_exchange(connection, seq, turn.exchange)
    empty = StoredTurn(seq, conversation, turn.model_copy(update={"messages": ()}), ())
    place(connection, empty, turn.messages, at=turn.finished_at or turn.asked_at)


def _maybe_micros(at: datetime | None) -> int | None:
    return None if at is None else to_micros(at)

"""Carrying a conversation from one store of this process into another, whatever it is in the middle of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.state import TurnState
from copilot_tui.store.conversations import set_title
from copilot_tui.store.importing import insert_conversation, insert_turn, put_in_order
from copilot_tui.store.message_rows import number_versions, store_messages
from copilot_tui.store.part import Part, refresh_counts
from copilot_tui.store.reading import StoredTurn, conversation_turns
from copilot_tui.store.rows import maybe_micros, to_json, to_micros
from copilot_tui.store.turns import keep_exchange, remove_queued

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from copilot_tui.domain.conversation import Conversation, Turn


class Transfer(Part):
    """Takes conversations over."""

    def take_over(
        self, conversation: Conversation, turns: Sequence[Turn], *, before: tuple[Conversation, Sequence[Turn]] | None
    ) -> None:
        """Makes a conversation here what it is in another store of this process.

        Unlike an import, what is on its way stays on its way, as this process's, and what was done to the conversation
        there is done here: an outcome, another title, a question taken out of the line. What another process has done
        here meanwhile stays.

        Args:
            conversation: as it is there.
            turns: all its turns.
            before: the same as it went from here; None where it began there.
        """
        owner = self._owner() if any(turn.state.is_open for turn in turns) else None
        with self._database.writing() as connection:
            row = connection.execute("SELECT seq FROM conversations WHERE id = ?", (conversation.id,)).fetchone()
            seq: int = insert_conversation(connection, conversation) if row is None else row["seq"]
            kept = {turn.id for turn in turns}
            for turn in before[1] if before else ():
                if turn.id not in kept and turn.state is TurnState.QUEUED:
                    remove_queued(connection, turn.id)
            held = {stored.turn.id: stored for stored in conversation_turns(connection, conversation.id)}
            for number, turn in enumerate(turns):
                if (stored := held.get(turn.id)) is None:
                    insert_turn(connection, seq, len(held) + number, turn, owner=owner)
                elif stored.turn != turn:
                    _change(connection, stored, turn, owner)
            put_in_order(connection, seq)
            _change_row(connection, seq, conversation, before[0] if before else None)
            number_versions(connection, seq)
            refresh_counts(connection, seq)


def _change(connection: sqlite3.Connection, stored: StoredTurn, turn: Turn, owner: str | None) -> None:
    store_messages(connection, stored, turn.messages, at=turn.finished_at or turn.asked_at)
    connection.execute(
        """UPDATE turns SET state = ?, owner = ?, sent_at = ?, finished_at = ?, failure = ?, notice = ?
        WHERE seq = ?""",
        (
            *(turn.state, owner, maybe_micros(turn.sent_at), maybe_micros(turn.finished_at)),
            *(to_json(turn.failure) if turn.failure else None, turn.notice, stored.seq),
        ),
    )
    if turn.exchange is not None:
        keep_exchange(connection, stored.seq, turn.exchange)


def _change_row(
    connection: sqlite3.Connection, seq: int, conversation: Conversation, before: Conversation | None
) -> None:
    """Changes what was changed there; another process may have changed the rest here."""
    connection.execute(
        """UPDATE conversations SET updated_at = max(updated_at, ?), service_id = coalesce(?, service_id), draft = ?,
            unread = ? WHERE seq = ?""",
        (
            *(to_micros(conversation.updated_at), conversation.service_id or None),
            *(conversation.draft, int(conversation.unread), seq),
        ),
    )
    if before is None:
        return
    if conversation.title != before.title:
        set_title(connection, seq, conversation.title)
    if conversation.context != before.context:
        connection.execute(
            "UPDATE conversations SET org = ?, url = ? WHERE seq = ?",
            (conversation.context.org, conversation.context.url, seq),
        )
    if (conversation.pinned, conversation.archived) != (before.pinned, before.archived):
        connection.execute(
            "UPDATE conversations SET pinned = ?, archived = ? WHERE seq = ?",
            (int(conversation.pinned), int(conversation.archived), seq),
        )

"""Taking in conversations that were exported, here or on another machine."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.errors import INTERRUPTED
from copilot_tui.domain.import_gain import ImportGain
from copilot_tui.domain.message import well_formed
from copilot_tui.domain.state import TurnState
from copilot_tui.store.conversations import set_title
from copilot_tui.store.index import add_text, next_seq
from copilot_tui.store.message_rows import number_versions, store_messages
from copilot_tui.store.part import Part, refresh_counts
from copilot_tui.store.reading import StoredTurn, conversation_turns
from copilot_tui.store.rows import maybe_micros, maybe_text, to_json, to_micros
from copilot_tui.store.turns import keep_exchange

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from copilot_tui.domain.conversation import Conversation, Turn

_LONGEST_WAIT_SECONDS: Final = 3600
"""The longest time-out that there can be; see `copilot_tui.config.settings`."""


class Importing(Part):
    """Writes whole conversations."""

    def import_conversation(self, conversation: Conversation, turns: Sequence[Turn]) -> ImportGain:
        """See `copilot_tui.service.ports.History`."""
        with self._database.writing() as connection:
            return _take_in(connection, conversation, turns)

    def import_conversations(self, conversations: Iterable[tuple[Conversation, Sequence[Turn]]]) -> Counter[ImportGain]:
        """See `copilot_tui.service.ports.History`."""
        with self._database.writing() as connection:
            return Counter(_take_in(connection, conversation, turns) for conversation, turns in conversations)


def _take_in(connection: sqlite3.Connection, conversation: Conversation, turns: Sequence[Turn]) -> ImportGain:
    """Takes in what is not there yet.

    What is there stays as it is: title, pin, archive. A conversation in the bin is there already. A question that was
    queued or on its way becomes interrupted: no one is sending it here, and none is sent that nobody asked for here.
    """
    known = connection.execute("SELECT seq, deleted_at FROM conversations WHERE id = ?", (conversation.id,)).fetchone()
    if known is None:
        seq = insert_conversation(connection, conversation)
        for position, turn in enumerate(turns):
            insert_turn(connection, seq, position, turn)
        gain = ImportGain.NEW
    elif known["deleted_at"] is None and _merge(connection, known["seq"], conversation, turns):
        seq, gain = known["seq"], ImportGain.MORE
    else:
        return ImportGain.NOTHING
    number_versions(connection, seq)
    refresh_counts(connection, seq)
    return gain


def _merge(connection: sqlite3.Connection, seq: int, conversation: Conversation, turns: Sequence[Turn]) -> bool:
    """Adds turns that a conversation lacks, and answers that its turns lack; returns whether there were any."""
    held = {stored.turn.id: stored for stored in conversation_turns(connection, conversation.id)}
    added = [turn for turn in turns if turn.id not in held]
    answered = [
        (held[turn.id], turn)
        for turn in turns
        if turn.state is TurnState.ANSWERED
        and turn.id in held
        and not (held[turn.id].turn.state.is_open or held[turn.id].turn.state is TurnState.ANSWERED)
    ]
    for number, turn in enumerate(added):
        insert_turn(connection, seq, len(held) + number, turn)
    for stored, turn in answered:
        _answer(connection, stored, turn)
    if added:
        put_in_order(connection, seq)
    if added or answered:
        connection.execute(
            "UPDATE conversations SET updated_at = max(updated_at, ?), service_id = coalesce(service_id, ?) "
            "WHERE seq = ?",
            (to_micros(conversation.updated_at), maybe_text(conversation.service_id), seq),
        )
    return bool(added or answered)


def _answer(connection: sqlite3.Connection, stored: StoredTurn, turn: Turn) -> None:
    store_messages(connection, stored, turn.messages, at=turn.finished_at or turn.asked_at)
    connection.execute(
        "UPDATE turns SET state = ?, failure = NULL, notice = ?, finished_at = ? WHERE seq = ?",
        (TurnState.ANSWERED, well_formed(turn.notice), maybe_micros(turn.finished_at), stored.seq),
    )
    if turn.exchange is not None:
        keep_exchange(connection, stored.seq, turn.exchange)


def put_in_order(connection: sqlite3.Connection, conversation: int) -> None:
    """Numbers a conversation's turns by when they were asked."""
    rows = connection.execute(
        "SELECT seq, position FROM turns WHERE conversation = ? ORDER BY asked_at, position", (conversation,)
    ).fetchall()
    moved = [(at, row["seq"]) for at, row in enumerate(rows) if row["position"] != at]
    # Out of the way first: no two may have the same position even for a moment.
    connection.executemany("UPDATE turns SET position = -1 - ? WHERE seq = ?", moved)
    connection.executemany("UPDATE turns SET position = ? WHERE seq = ?", moved)


def insert_conversation(connection: sqlite3.Connection, conversation: Conversation) -> int:
    """Writes a conversation's row; returns its number."""
    cursor = connection.execute(
        """INSERT INTO conversations (id, service_id, title, title_key, org, url, created_at, updated_at, pinned,
            archived, unread, draft)
        VALUES (?, ?, '', '', ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            *(conversation.id, maybe_text(conversation.service_id)),
            *(conversation.context.org, conversation.context.url),
            *(to_micros(conversation.created_at), to_micros(conversation.updated_at)),
            *(int(conversation.pinned), int(conversation.archived), int(conversation.unread)),
            well_formed(conversation.draft),
        ),
    )
    seq = cursor.lastrowid or 0
    set_title(connection, seq, conversation.title)
    return seq


def insert_turn(
    connection: sqlite3.Connection, conversation: int, position: int, turn: Turn, *, owner: str | None = None
) -> None:
    """Writes a turn with all that belongs to it.

    Args:
        connection: within a transaction.
        conversation: the number of its conversation.
        position: its place there.
        turn: the turn.
        owner: the process that sends it, if it is on its way; without one it becomes interrupted.
    """
    if turn.state.is_open and owner is None:
        turn = turn.model_copy(update={"state": TurnState.INTERRUPTED, "failure": INTERRUPTED})
    seq, query = next_seq(connection), well_formed(turn.query)
    connection.execute(
        """INSERT INTO turns (seq, id, conversation, position, state, owner, org, url, asked_at, sent_at,
            finished_at, took, failure, notice, query)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            *(seq, turn.id, conversation, position, turn.state, owner, turn.context.org, turn.context.url),
            *(to_micros(turn.asked_at), maybe_micros(turn.sent_at), maybe_micros(turn.finished_at)),
            *(_took(turn), to_json(turn.failure) if turn.failure else None, well_formed(turn.notice), query),
        ),
    )
    add_text(connection, seq, query, "question")
    if turn.exchange is not None:
        keep_exchange(connection, seq, turn.exchange)
    empty = StoredTurn(seq, conversation, turn.model_copy(update={"messages": ()}), ())
    store_messages(connection, empty, turn.messages, at=turn.finished_at or turn.asked_at)


def _took(turn: Turn) -> int | None:
    """How long the answer took, in microseconds; None where it was none or came so late that nobody awaited it."""
    seconds = turn.duration_seconds if turn.state is TurnState.ANSWERED else None
    return int(seconds * 1e6) if seconds is not None and 0 <= seconds <= _LONGEST_WAIT_SECONDS else None

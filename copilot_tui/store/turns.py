"""The life of a question, all but its answer: `copilot_tui.store.answers`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.conversation import Turn, title_of
from copilot_tui.domain.errors import INTERRUPTED, ErrorKind, Failure, StoreTrouble
from copilot_tui.domain.identity import new_id
from copilot_tui.domain.message import well_formed
from copilot_tui.domain.state import TurnState
from copilot_tui.store.conversations import NEW_TITLE, set_title
from copilot_tui.store.index import add_text, next_seq, remove_text
from copilot_tui.store.part import Part, refresh_counts
from copilot_tui.store.reading import StoredTurn, stored_turn
from copilot_tui.store.rows import to_json, to_micros

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.exchange import Exchange

_STATE_OF_FAILURE = {
    ErrorKind.CANCELLED: TurnState.CANCELLED,
    ErrorKind.INTERRUPTED: TurnState.INTERRUPTED,
}

_IN_LINE = """SELECT turns.id, turns.owner FROM turns
    WHERE turns.conversation = (SELECT seq FROM conversations WHERE id = ?) AND turns.state = 'queued'
    ORDER BY turns.position"""


class Turns(Part):
    """Writes turns."""

    def add_turn(
        self, conversation_id: str, query: str, context: CloudContext, *, at: datetime, send: bool = True
    ) -> Turn:
        """See `copilot_tui.service.ports.History`."""
        owner, now, query = self._owner(), to_micros(at), well_formed(query)
        with self._database.writing() as connection:
            conversation = _clear_for_question(connection, conversation_id, context, now)
            seq, turn_id = next_seq(connection), new_id()
            connection.execute(
                """INSERT INTO turns (seq, id, conversation, position, state, owner, org, url, asked_at, sent_at, query)
                VALUES (?, ?, ?, (SELECT coalesce(max(position) + 1, 0) FROM turns WHERE conversation = ?),
                    ?, ?, ?, ?, ?, ?, ?)""",
                (
                    *(seq, turn_id, conversation["seq"], conversation["seq"]),
                    *(TurnState.SENDING if send else TurnState.QUEUED, owner),
                    *(context.org, context.url, now, now if send else None, query),
                ),
            )
            add_text(connection, seq, query, "question")
            if conversation["turns"] == 0 and conversation["title"] == NEW_TITLE:
                set_title(connection, conversation["seq"], title_of(query))
            refresh_counts(connection, conversation["seq"])
            return expect_turn(connection, turn_id).turn

    def start_turn(self, turn_id: str, *, at: datetime) -> Turn:
        """See `copilot_tui.service.ports.History`.

        Raises:
            StoreTrouble: it is on its way or answered already, e.g. since another process has started it.
        """
        owner = self._owner()
        with self._database.writing() as connection:
            stored = expect_turn(connection, turn_id)
            if stored.turn.state in {TurnState.SENDING, TurnState.ANSWERED}:
                raise StoreTrouble(
                    f"This question cannot be sent: it is {stored.turn.state} already.", hint="Nothing was changed."
                )
            connection.execute(
                """UPDATE turns SET state = 'sending', owner = ?, sent_at = ?, finished_at = NULL, failure = NULL,
                    notice = '' WHERE seq = ?""",
                (owner, to_micros(at), stored.seq),
            )
            connection.execute("DELETE FROM exchanges WHERE turn = ?", (stored.seq,))
            touch(connection, stored.conversation, at)
            return expect_turn(connection, turn_id).turn

    def remove_queued(self, turn_id: str) -> str | None:
        """See `copilot_tui.service.ports.History`."""
        with self._database.writing() as connection:
            return remove_queued(connection, turn_id)

    def adopt_queued(self, conversation_id: str) -> list[Turn]:
        """See `copilot_tui.service.ports.History`; in a store that can only be read, nothing is adopted."""
        if self._database.read_only or not self._left_in_line(conversation_id):
            return []
        owner = self._owner()
        with self._database.writing() as connection:
            # Looked at once more: another process may have adopted them meanwhile.
            found = connection.execute(_IN_LINE, (conversation_id,)).fetchall()
            left = [row["id"] for row in found if not self._presence.lives(row["owner"])]
            for turn_id in left:
                connection.execute("UPDATE turns SET owner = ? WHERE id = ?", (owner, turn_id))
            return [expect_turn(connection, turn_id).turn for turn_id in left]

    def _left_in_line(self, conversation_id: str) -> bool:
        """Whether there are questions in line whose process has ended; read only, since there seldom are."""
        with self._database.reading() as connection:
            rows = connection.execute(_IN_LINE, (conversation_id,)).fetchall()
        return any(not self._presence.lives(row["owner"]) for row in rows)

    def finish_failed(self, turn_id: str, failure: Failure, *, at: datetime, exchange: Exchange | None = None) -> Turn:
        """See `copilot_tui.service.ports.History`; a turn that was answered meanwhile stays answered."""
        with self._database.writing() as connection:
            stored = expect_turn(connection, turn_id)
            if stored.turn.state is TurnState.ANSWERED:
                return stored.turn
            _end(connection, stored, failure, at)
            if exchange is not None:
                keep_exchange(connection, stored.seq, exchange)
            touch(connection, stored.conversation, at)
            return expect_turn(connection, turn_id).turn

    def interrupt_abandoned(self, *, at: datetime) -> list[Turn]:
        """See `copilot_tui.service.ports.History`; in a store that can only be read, every turn stays what it is."""
        if self._database.read_only:
            return []
        with self._database.reading() as connection:
            if not self._abandoned(connection):  # nearly always: then nobody waits for a write
                return []
        with self._database.writing() as connection:
            abandoned = self._abandoned(connection)
            for turn_id in abandoned:
                stored = expect_turn(connection, turn_id)
                _end(connection, stored, INTERRUPTED, at)
                refresh_counts(connection, stored.conversation)
            return [expect_turn(connection, turn_id).turn for turn_id in abandoned]

    def _abandoned(self, connection: sqlite3.Connection) -> list[str]:
        """The questions on their way that no living process is sending."""
        rows = connection.execute("SELECT id, owner FROM turns WHERE state = 'sending'").fetchall()
        alive = {owner: self._presence.lives(owner) for owner in {row["owner"] for row in rows}}
        return [row["id"] for row in rows if not alive[row["owner"]]]


def expect_turn(connection: sqlite3.Connection, turn_id: str) -> StoredTurn:
    """A turn that must be there.

    Raises:
        StoreTrouble: it is gone.
    """
    stored = stored_turn(connection, turn_id)
    if stored is None:
        raise StoreTrouble(f"There is no turn {turn_id}.", hint="Nothing was changed.")
    return stored


def remove_queued(connection: sqlite3.Connection, turn_id: str) -> str | None:
    """Takes a queued question away and returns its text; None when it is no longer queued."""
    row = connection.execute(
        "SELECT seq, conversation, position, query FROM turns WHERE id = ? AND state = ?",
        (turn_id, TurnState.QUEUED),
    ).fetchone()
    if row is None:
        return None
    remove_text(connection, row["seq"], row["query"], "question")
    connection.execute("DELETE FROM turns WHERE seq = ?", (row["seq"],))
    later = connection.execute(
        "SELECT seq FROM turns WHERE conversation = ? AND position > ? ORDER BY position",
        (row["conversation"], row["position"]),
    ).fetchall()
    for turn in later:  # one by one in order: no two may have the same position even for a moment
        connection.execute("UPDATE turns SET position = position - 1 WHERE seq = ?", (turn["seq"],))
    refresh_counts(connection, row["conversation"])
    query: str = row["query"]
    return query


def keep_exchange(connection: sqlite3.Connection, turn: int, exchange: Exchange) -> None:
    """Stores what went over the wire for a turn, instead of what was stored before."""
    connection.execute("INSERT OR REPLACE INTO exchanges (turn, json) VALUES (?, ?)", (turn, to_json(exchange)))


def touch(connection: sqlite3.Connection, conversation: int, at: datetime) -> None:
    """Moves a conversation up in the list, and brings its row in line with its turns."""
    connection.execute(
        "UPDATE conversations SET updated_at = max(updated_at, ?) WHERE seq = ?", (to_micros(at), conversation)
    )
    refresh_counts(connection, conversation)


def _clear_for_question(
    connection: sqlite3.Connection, conversation_id: str, context: CloudContext, now: int
) -> sqlite3.Row:
    """Takes the draft away that becomes a question; returns the conversation's row."""
    cursor = connection.execute(
        """UPDATE conversations SET draft = '', org = ?, url = ?, updated_at = max(updated_at, ?)
        WHERE id = ? AND deleted_at IS NULL""",
        (context.org, context.url, now, conversation_id),
    )
    if cursor.rowcount != 1:
        raise StoreTrouble(
            "This conversation was deleted.", hint="The question was not sent. Restore the conversation, or ask anew."
        )
    row: sqlite3.Row = connection.execute(
        "SELECT seq, title, turns FROM conversations WHERE id = ?", (conversation_id,)
    ).fetchone()
    return row


def _end(connection: sqlite3.Connection, stored: StoredTurn, failure: Failure, at: datetime) -> None:
    connection.execute(
        "UPDATE turns SET state = ?, failure = ?, finished_at = ? WHERE seq = ?",
        (
            _STATE_OF_FAILURE.get(failure.kind, TurnState.FAILED),
            to_json(failure),
            to_micros(at),
            stored.seq,
        ),
    )

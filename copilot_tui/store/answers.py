"""An answer finds its turn, and what it brings for other turns finds theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.conversation import Turn, TurnState
from copilot_tui.domain.identity import new_id
from copilot_tui.domain.language import canonical_language
from copilot_tui.domain.message import ImprovedProgramMessage, Message, ProgramMessage, key, well_formed
from copilot_tui.domain.program import version_numbers
from copilot_tui.domain.reconcile import HeldTurn, reconcile
from copilot_tui.store.index import add_message, next_seq
from copilot_tui.store.part import Part
from copilot_tui.store.reading import StoredTurn, conversation_turns
from copilot_tui.store.rows import raw_json, to_micros
from copilot_tui.store.turns import expect_turn, keep_exchange, touch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.domain.question import Answer


class Answers(Part):
    """Writes answers."""

    def finish_answered(self, turn_id: str, answer: Answer, *, at: datetime, unread: bool) -> list[Turn]:
        """See `copilot_tui.service.ports.History`."""
        with self._database.writing() as connection:
            asked = expect_turn(connection, turn_id)
            held = conversation_turns(connection, asked.turn.conversation_id)
            gained = reconcile(
                [HeldTurn(stored.turn.id, stored.turn.query, stored.turn.messages) for stored in held],
                turn_id,
                answer.messages,
            )
            for stored in held:
                if stored.turn.id in gained:
                    _place(connection, stored, gained[stored.turn.id], at)
                    _answer_lost(connection, stored, at)
            _answer(connection, asked, answer, at)
            _number_versions(connection, asked.turn.conversation_id)
            connection.execute(
                "UPDATE conversations SET service_id = coalesce(?, service_id), unread = ? WHERE seq = ?",
                (_maybe(answer.service_id), int(unread), asked.conversation),
            )
            touch(connection, asked.conversation, at)
            changed = [stored.turn.id for stored in held if stored.turn.id in gained or stored.turn.id == turn_id]
            return [expect_turn(connection, changed_id).turn for changed_id in changed]


def _answer(connection: sqlite3.Connection, asked: StoredTurn, answer: Answer, at: datetime) -> None:
    """Makes the turn answered that was asked, whatever it was before: its answer may come after it was cancelled."""
    now = to_micros(at)
    connection.execute(
        """UPDATE turns SET finished_at = ?, failure = NULL, notice = ?, state = 'answered',
            took = CASE WHEN state = 'sending' THEN ? - sent_at ELSE took END
        WHERE seq = ?""",
        (now, well_formed("\n".join(filter(None, (answer.notice, answer.warning)))), now, asked.seq),
    )
    keep_exchange(connection, asked.seq, answer.exchange)


def _answer_lost(connection: sqlite3.Connection, stored: StoredTurn, at: datetime) -> None:
    """Makes a turn answered whose reply was lost on the way; one that is still on its way waits for its own."""
    if not stored.turn.state.is_open and stored.turn.state is not TurnState.ANSWERED:
        connection.execute(
            "UPDATE turns SET state = ?, failure = NULL, finished_at = ? WHERE seq = ?",
            (TurnState.ANSWERED, to_micros(at), stored.seq),
        )


def _place(connection: sqlite3.Connection, stored: StoredTurn, messages: Sequence[Message], at: datetime) -> None:
    """Stores the messages that a turn gained among those it has, which keep their order."""
    old = list(zip(stored.message_seqs, map(key, stored.turn.messages), strict=True))
    for position, message in enumerate(messages):
        if old and old[0][1] == key(message):
            connection.execute(
                "UPDATE messages SET position = ? WHERE seq = ? AND position <> ?", (position, old.pop(0)[0], position)
            )
            continue
        seq = next_seq(connection)
        connection.execute(
            "INSERT INTO messages (seq, turn, position, role, kind, raw) VALUES (?, ?, ?, ?, ?, ?)",
            (seq, stored.seq, position, message.role, message.kind, raw_json(message)),
        )
        add_message(connection, seq, message)
        if isinstance(message, ProgramMessage | ImprovedProgramMessage):
            connection.execute(
                """INSERT INTO programs (id, conversation, turn, message, language, version, created_at)
                VALUES (?, ?, ?, ?, ?, 0, ?)""",
                (
                    *(new_id(), stored.conversation, stored.seq, seq),
                    *(canonical_language(message.content.language), to_micros(at)),
                ),
            )


def _number_versions(connection: sqlite3.Connection, conversation_id: str) -> None:
    """Numbers a conversation's programs where some are new: a lost one that came late moves the later ones up."""
    unnumbered = connection.execute(
        """SELECT 1 FROM programs WHERE version = 0
        AND conversation = (SELECT seq FROM conversations WHERE id = ?) LIMIT 1""",
        (conversation_id,),
    ).fetchone()
    if unnumbered is None:
        return
    turns = conversation_turns(connection, conversation_id)
    seqs = [seq for stored in turns for seq in stored.message_seqs]
    numbers = version_numbers(message for stored in turns for message in stored.turn.messages)
    connection.executemany(
        "UPDATE programs SET version = ? WHERE message = ? AND version <> ?",
        [(number, seq, number) for seq, number in zip(seqs, numbers, strict=True) if number is not None],
    )


def _maybe(text: str | None) -> str | None:
    return well_formed(text) if text else None

"""An answer finds its turn, and what it brings for other turns finds theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.domain.message import well_formed
from copilot_tui.domain.reconcile import HeldTurn, is_enough, reconcile
from copilot_tui.domain.state import TurnState
from copilot_tui.store.message_rows import number_versions, store_messages
from copilot_tui.store.part import Part
from copilot_tui.store.reading import StoredTurn, turns_between
from copilot_tui.store.rows import maybe_text, to_micros
from copilot_tui.store.turns import expect_turn, keep_exchange, touch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.message import Message
    from copilot_tui.domain.question import Answer

_LEAST_READ: Final = 16
"""Turns that are read before the one asked, to look whether a response tells of them; twice as many at each step."""


class Answers(Part):
    """Writes answers."""

    def finish_answered(self, turn_id: str, answer: Answer, *, at: datetime, unread: bool) -> list[Turn]:
        """See `copilot_tui.service.ports.History`."""
        with self._database.writing() as connection:
            asked = expect_turn(connection, turn_id)
            held = _concerned(connection, asked, answer.messages)
            gained = reconcile(list(map(_as_held, held)), turn_id, answer.messages)
            for stored in held:
                if stored.turn.id in gained:
                    store_messages(connection, stored, gained[stored.turn.id], at=at)
                    _answer_lost(connection, stored, at)
            _answer(connection, asked, answer, at)
            number_versions(connection, asked.conversation)
            connection.execute(
                "UPDATE conversations SET service_id = coalesce(?, service_id), unread = ? WHERE seq = ?",
                (maybe_text(answer.service_id), int(unread), asked.conversation),
            )
            touch(connection, asked.conversation, at)
            changed = [stored.turn.id for stored in held if stored.turn.id in gained or stored.turn.id == turn_id]
            return [expect_turn(connection, changed_id).turn for changed_id in changed]


def _concerned(connection: sqlite3.Connection, asked: StoredTurn, received: Sequence[Message]) -> list[StoredTurn]:
    """The turn that was asked, and those before it of which a response may tell; in order.

    Of a conversation of 50,000 messages, reading all costs two seconds.
    """
    held, first, step = [asked], asked.turn.position, _LEAST_READ
    while first > 0 and not is_enough(list(map(_as_held, held)), received):
        end, first = first, max(0, first - step)
        held = [*turns_between(connection, asked.conversation, first, end), *held]
        step *= 2
    return held


def _as_held(stored: StoredTurn) -> HeldTurn:
    return HeldTurn(stored.turn.id, stored.turn.query, stored.turn.messages)


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

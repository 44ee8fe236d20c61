"""Reading turns, with what came for them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING

from copilot_tui.store.part import Part
from copilot_tui.store.rows import to_message, to_micros, to_moment, to_turn

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.message import Message

_TURN = """SELECT turns.*, conversations.id AS conversation_id, exchanges.json AS exchange FROM turns
    JOIN conversations ON conversations.seq = turns.conversation
    LEFT JOIN exchanges ON exchanges.turn = turns.seq WHERE"""
_MESSAGES = """SELECT messages.turn, messages.seq, messages.raw FROM turns
    JOIN messages ON messages.turn = turns.seq WHERE"""
_MESSAGES_IN_ORDER = "ORDER BY turns.position, messages.position"
_OF_CONVERSATION = "turns.conversation = (SELECT seq FROM conversations WHERE id = ?)"

_LATEST_ANSWERS = 21
_ENOUGH_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A turn and its numbers within the store."""

    seq: int
    conversation: int
    turn: Turn
    message_seqs: tuple[int, ...]
    """Of the turn's messages, in their order."""


class Reading(Part):
    """Reads turns."""

    def turns(self, conversation_id: str) -> list[Turn]:
        """See `copilot_tui.service.ports.History`."""
        with self._database.reading() as connection:
            return [stored.turn for stored in conversation_turns(connection, conversation_id)]

    def turn(self, turn_id: str) -> Turn | None:
        """See `copilot_tui.service.ports.History`."""
        with self._database.reading() as connection:
            stored = stored_turn(connection, turn_id)
            return None if stored is None else stored.turn

    def usual_seconds(self) -> tuple[float, float] | None:
        """See `copilot_tui.service.ports.History`."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT took FROM turns WHERE took IS NOT NULL ORDER BY finished_at DESC LIMIT ?", (_LATEST_ANSWERS,)
            ).fetchall()
        if len(rows) < _ENOUGH_ANSWERS:
            return None
        lower, _, upper = quantiles((row["took"] for row in rows), n=4, method="inclusive")
        return lower / 1_000_000, upper / 1_000_000

    def recent_queries(self, *, before: datetime | None = None, limit: int = 200) -> list[tuple[datetime, str]]:
        """See `copilot_tui.service.ports.History`; each text once among those that one call returns."""
        newest: dict[str, datetime] = {}
        with self._database.reading() as connection:
            rows = connection.execute(
                """SELECT turns.asked_at, turns.query FROM turns
                CROSS JOIN conversations ON conversations.seq = turns.conversation
                WHERE turns.asked_at < ? AND conversations.deleted_at IS NULL
                ORDER BY turns.asked_at DESC LIMIT ?""",
                # The same question asked over and over must not make this a walk through everything.
                (2**62 if before is None else to_micros(before), 20 * limit),
            )
            for row in rows:
                if len(newest) == limit:
                    break
                newest.setdefault(row["query"], to_moment(row["asked_at"]))
        return [(asked_at, query) for query, asked_at in newest.items()]


def stored_turn(connection: sqlite3.Connection, turn_id: str) -> StoredTurn | None:
    """One turn; None when it is gone."""
    turns = connection.execute(" ".join((_TURN, "turns.id = ?")), (turn_id,))
    messages = connection.execute(" ".join((_MESSAGES, "turns.id = ?", _MESSAGES_IN_ORDER)), (turn_id,))
    return next(iter(_joined(turns, messages)), None)


def conversation_turns(connection: sqlite3.Connection, conversation_id: str) -> list[StoredTurn]:
    """All turns of a conversation, in order."""
    turns = connection.execute(" ".join((_TURN, _OF_CONVERSATION, "ORDER BY turns.position")), (conversation_id,))
    messages = connection.execute(" ".join((_MESSAGES, _OF_CONVERSATION, _MESSAGES_IN_ORDER)), (conversation_id,))
    return _joined(turns, messages)


def _joined(turns: Iterable[sqlite3.Row], messages: Iterable[sqlite3.Row]) -> list[StoredTurn]:
    came: defaultdict[int, list[tuple[int, Message]]] = defaultdict(list)
    for row in messages:
        came[row["turn"]].append((row["seq"], to_message(row["raw"])))
    return [
        StoredTurn(
            seq=row["seq"],
            conversation=row["conversation"],
            turn=to_turn(row, [message for _, message in came[row["seq"]]]),
            message_seqs=tuple(seq for seq, _ in came[row["seq"]]),
        )
        for row in turns
    ]

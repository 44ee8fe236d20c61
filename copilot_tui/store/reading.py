"""Reading turns, with what came for them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.conversation import TurnPage
from copilot_tui.store.part import Part
from copilot_tui.store.rows import to_message, to_micros, to_moment, to_turn

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from copilot_tui.domain.conversation import Turn

_TURN = """SELECT turns.*, conversations.id AS conversation_id, exchanges.json AS exchange FROM turns
    JOIN conversations ON conversations.seq = turns.conversation
    LEFT JOIN exchanges ON exchanges.turn = turns.seq WHERE"""
_MESSAGES = """SELECT messages.turn, messages.seq, messages.raw, programs.version FROM turns
    JOIN messages ON messages.turn = turns.seq LEFT JOIN programs ON programs.message = messages.seq WHERE"""
_MESSAGES_IN_ORDER = "ORDER BY turns.position, messages.position"
_AROUND = """SELECT EXISTS (SELECT 1 FROM turns WHERE conversation = ? AND position < ?),
    EXISTS (SELECT 1 FROM turns WHERE conversation = ? AND position > ?)"""
OF_CONVERSATION: Final = "turns.conversation = (SELECT seq FROM conversations WHERE id = ?)"
"""A condition for turns, with one value: the conversation's id."""

_LEAST_OF_A_PAGE = 3
"""Turns that a page holds however large they are, so that there is always one to go on to."""
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
        with self._database.reading() as connection:
            home = connection.execute(
                "SELECT seq, turns FROM conversations WHERE id = ?", (conversation_id,)
            ).fetchone()
            if home is None:
                return TurnPage()
            turns = _page(connection, home["seq"], before, after, (limit, characters))
            if not turns:
                return TurnPage(total=home["turns"], earlier=after is not None, later=before is not None)
            ends = (home["seq"], turns[0].position, home["seq"], turns[-1].position)
            earlier, later = connection.execute(_AROUND, ends).fetchone()
            return TurnPage(tuple(turns), bool(earlier), bool(later), home["turns"])

    def usual_seconds(self) -> tuple[float, float] | None:
        """See `copilot_tui.service.ports.History`."""
        from statistics import quantiles  # here: commands that list start without it

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


def _page(
    connection: sqlite3.Connection, home: int, before: int | None, after: int | None, most: tuple[int, int]
) -> list[Turn]:
    """The turns after a position, else those that end before one, else the newest; in order."""
    where, order = ("position > ?", "ASC") if after is not None else ("position < ?", "DESC")
    bound = after if after is not None else 2**62 if before is None else before
    limit, characters = most
    rows = connection.execute(
        " ".join((_TURN, "turns.conversation = ? AND turns." + where, "ORDER BY turns.position", order, "LIMIT ?")),
        (home, bound, limit),
    )
    turns: list[Turn] = []
    for row in rows:
        came = connection.execute(" ".join((_MESSAGES, "turns.seq = ?", _MESSAGES_IN_ORDER)), (row["seq"],)).fetchall()
        turns.append(_stored(row, came).turn)
        characters -= len(row["query"]) + sum(len(one["raw"]) for one in came)
        if characters <= 0 and len(turns) >= _LEAST_OF_A_PAGE:
            break
    return turns if after is not None else turns[::-1]


def conversation_turns(connection: sqlite3.Connection, conversation_id: str) -> list[StoredTurn]:
    """All turns of a conversation, in order."""
    turns = connection.execute(" ".join((_TURN, OF_CONVERSATION, "ORDER BY turns.position")), (conversation_id,))
    messages = connection.execute(" ".join((_MESSAGES, OF_CONVERSATION, _MESSAGES_IN_ORDER)), (conversation_id,))
    return _joined(turns, messages)


def turns_between(connection: sqlite3.Connection, conversation: int, first: int, end: int) -> list[StoredTurn]:
    """The turns of a conversation from a position on, up to another one (exclusive), in order."""
    where, values = "turns.conversation = ? AND turns.position >= ? AND turns.position < ?", (conversation, first, end)
    turns = connection.execute(" ".join((_TURN, where, "ORDER BY turns.position")), values)
    messages = connection.execute(" ".join((_MESSAGES, where, _MESSAGES_IN_ORDER)), values)
    return _joined(turns, messages)


def _joined(turns: Iterable[sqlite3.Row], messages: Iterable[sqlite3.Row]) -> list[StoredTurn]:
    came: defaultdict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in messages:
        came[row["turn"]].append(row)
    return [_stored(row, came[row["seq"]]) for row in turns]


def _stored(row: sqlite3.Row, came: Sequence[sqlite3.Row]) -> StoredTurn:
    return StoredTurn(
        seq=row["seq"],
        conversation=row["conversation"],
        turn=to_turn(row, [to_message(one["raw"]) for one in came], [one["version"] for one in came]),
        message_seqs=tuple(one["seq"] for one in came),
    )

"""Searching titles, questions, answers and programs."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.listing import SearchCursor, SearchHit, SearchPage
from copilot_tui.domain.message import searchable_text
from copilot_tui.domain.search_query import SearchQuery, parse_search
from copilot_tui.store.matching import condition, match_expression, shown_words
from copilot_tui.store.part import Part
from copilot_tui.store.rows import to_message, to_moment
from copilot_tui.store.snippet import snippet
from copilot_tui.store.stretch import Criteria, Place, look_through

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

_TEXT: Final = """SELECT messages.kind, messages.raw, messages.position AS message_index, turns.id AS turn_id,
        turns.position, turns.query, conversations.id AS conversation_id, conversations.title,
        conversations.updated_at
    FROM (SELECT ? AS seq) AS found
    LEFT JOIN messages ON messages.seq = found.seq
    LEFT JOIN turns ON turns.seq = coalesce(messages.turn, found.seq)
    CROSS JOIN conversations ON conversations.seq = ?"""
_LEVELS: Final = (4.0, 1.5, 1.0)
"""How much more a hit in a title or a question counts than one in an answer."""


class Search(Part):
    """Searches."""

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
        """See `copilot_tui.service.ports.History`; conversations in the archive are found, those in the bin are not."""
        if isinstance(query, str):
            query = parse_search(query, datetime.now().astimezone())
        start = after or SearchCursor()
        if query.is_empty:
            return SearchPage()
        words = shown_words(query)
        with self._database.searching() as connection:
            expression = match_expression(query, self._database.vocabulary.words_beginning)
            criteria = Criteria(expression, condition(query), words if ranked else ())
            found = look_through(connection, criteria, start, wanted=4 * limit, patience=patience)
            if criteria.best:
                found.places.sort(key=lambda place: place.score * _LEVELS[place.level], reverse=True)
            grouped, others = _grouped(found.places, per_conversation)
            chosen = grouped[start.passed : start.passed + limit]
            hits = [_hit(connection, place, words, others) for place in chosen]
        further = None if found.end is None else SearchCursor(found.end)
        if start.passed + limit < len(grouped):
            further = SearchCursor(start.below, start.passed + limit, found.rows)
        return SearchPage(tuple(hits), further)


def _grouped(places: Iterable[Place], most: int | None) -> tuple[list[Place], Counter[int]]:
    """The places with those of one conversation side by side, at most so many of each; how many were passed over."""
    homes: dict[int, list[Place]] = {}
    others: Counter[int] = Counter()
    for place in places:
        home = homes.setdefault(place.conversation, [])
        if most is not None and len(home) >= most:
            others[home[0].seq] += 1
        else:
            home.append(place)
    return [place for home in homes.values() for place in home], others


def _hit(connection: sqlite3.Connection, place: Place, words: Sequence[str], others: Counter[int]) -> SearchHit:
    row = connection.execute(_TEXT, (place.seq, place.conversation)).fetchone()
    if row["kind"] is not None:
        kind, text = row["kind"], searchable_text(to_message(row["raw"]))
    elif row["turn_id"] is not None:
        kind, text = "question", row["query"]
    else:
        kind, text = "title", row["title"]
    return SearchHit(
        conversation_id=row["conversation_id"],
        title=row["title"],
        turn_id=row["turn_id"] or "",
        turn_position=row["position"] or 0,
        kind=kind,
        snippet=snippet(text, words),
        updated_at=to_moment(row["updated_at"]),
        message_index=row["message_index"],
        others=others[place.seq],
    )

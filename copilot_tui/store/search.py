"""Searching titles, questions, answers and programs.

Newest first is the index's own order: a page stops at its limit, however common the words. Ranked, the newest
`RANKED` hits are put in order; to rank more would take longer than a person waits. What the index knows nothing of
(organization, state, time) is looked at hit by hit, `STRETCH` of them a page, so that no page takes long.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from copilot_tui.domain.listing import SearchCursor, SearchHit, SearchPage
from copilot_tui.domain.message import searchable_text
from copilot_tui.domain.search_query import SearchQuery, parse_search
from copilot_tui.store.matching import ALWAYS, Condition, condition, match_expression, shown_words
from copilot_tui.store.part import Part
from copilot_tui.store.ranking import score
from copilot_tui.store.rows import to_message, to_moment
from copilot_tui.store.snippet import snippet
from copilot_tui.store.vocabulary import words_beginning

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

RANKED: Final = 1000
STRETCH: Final = 10_000

# A row of the index is a message, a turn (its question) or a conversation's title. `at` is when it was asked.
_FOUND: Final = "SELECT rowid AS seq FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
# All rows in one: whoever fetches row by row takes the interpreter a thousand times from whoever draws meanwhile.
_PLACES: Final = """SELECT
        json_group_array(json_array({score}, seq, conversation, level, deleted_at IS NULL AND {fits}))
    FROM (
        SELECT found.seq, conversations.seq AS conversation, coalesce(messages.raw, turns.query, title) AS body,
            conversations.deleted_at, conversations.pinned, conversations.archived, conversations.unread,
            coalesce(turns.org, conversations.org) AS org, coalesce(turns.url, conversations.url) AS url,
            coalesce(turns.state, conversations.state) AS state, programs.language,
            coalesce(turns.asked_at, conversations.updated_at) AS at,
            CASE WHEN messages.seq IS NOT NULL THEN 2 WHEN turns.seq IS NOT NULL THEN 1 ELSE 0 END AS level
        FROM ({found}) AS found
        LEFT JOIN messages ON messages.seq = found.seq
        LEFT JOIN programs ON programs.message = messages.seq
        LEFT JOIN turns ON turns.seq = coalesce(messages.turn, found.seq)
        CROSS JOIN conversations ON conversations.seq = coalesce(
            turns.conversation, (SELECT seq FROM conversations WHERE title_seq = found.seq)
        )
    )"""
_TEXT: Final = """SELECT messages.kind, messages.raw, messages.position AS message_index, turns.id AS turn_id,
        turns.position, turns.query, conversations.id AS conversation_id, conversations.title,
        conversations.updated_at
    FROM (SELECT ? AS seq) AS found
    LEFT JOIN messages ON messages.seq = found.seq
    LEFT JOIN turns ON turns.seq = coalesce(messages.turn, found.seq)
    CROSS JOIN conversations ON conversations.seq = ?"""
_END: Final = 1 << 62
_LEVELS: Final = (4.0, 1.5, 1.0)
"""How much more a hit in a title or a question counts than one in an answer."""


class _Place(NamedTuple):
    """A row of the index that was found."""

    score: float
    seq: int
    conversation: int
    level: int
    """0 a title, 1 a question, 2 a message."""


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
    ) -> SearchPage:
        """See `copilot_tui.service.ports.History`; conversations in the archive are found, those in the bin are not."""
        if isinstance(query, str):
            query = parse_search(query, datetime.now().astimezone())
        start = after or SearchCursor()
        if query.is_empty:
            return SearchPage()
        words = shown_words(query)
        with self._database.searching() as connection:
            expression = match_expression(query, partial(words_beginning, connection))
            places, further = _places(
                connection, expression, condition(query), start, limit, best=words if ranked else ()
            )
            grouped, others = _grouped(places, per_conversation)
            chosen = grouped[start.passed : start.passed + limit]
            hits = [_hit(connection, place, words, others) for place in chosen]
        if start.passed + limit < len(grouped):
            further = SearchCursor(start.below, start.passed + limit)
        return SearchPage(tuple(hits), further)


def _places(
    connection: sqlite3.Connection,
    expression: str,
    also: Condition,
    start: SearchCursor,
    limit: int,
    *,
    best: Sequence[str],
) -> tuple[list[_Place], SearchCursor | None]:
    """The places of one stretch of the index, and where the next one starts.

    They are in the order in which they are to be shown: those that fit the words in `best` best, else the newest first.
    """
    stretch = STRETCH if also.values or also.sql != ALWAYS else RANKED if best else 4 * limit
    below = _END if start.below is None else start.below
    ranking, ranked_by = score("body", best)
    sql = _PLACES.format(found=_FOUND, fits=also.sql, score=ranking)
    found = connection.execute(sql, (*ranked_by, *also.values, expression, below, stretch)).fetchone()[0]
    rows = sorted(((_Place(*place), fits) for *place, fits in json.loads(found)), key=_number, reverse=True)
    places = [place for place, fits in rows if fits]
    if best:
        places.sort(key=lambda place: place.score * _LEVELS[place.level], reverse=True)
    return places, SearchCursor(rows[-1][0].seq) if len(rows) == stretch else None


def _number(row: tuple[_Place, int]) -> int:
    return row[0].seq


def _grouped(places: Iterable[_Place], most: int | None) -> tuple[list[_Place], Counter[int]]:
    """The places with those of one conversation side by side, at most so many of each; how many were passed over."""
    homes: dict[int, list[_Place]] = {}
    others: Counter[int] = Counter()
    for place in places:
        home = homes.setdefault(place.conversation, [])
        if most is not None and len(home) >= most:
            others[home[0].seq] += 1
        else:
            home.append(place)
    return [place for home in homes.values() for place in home], others


def _hit(connection: sqlite3.Connection, place: _Place, words: Sequence[str], others: Counter[int]) -> SearchHit:
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

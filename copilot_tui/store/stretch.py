"""Looking through the index for what fits a search, from a place in it on back in time.

Newest first is the index's own order: a stretch stops at its limit, however common the words. To be ranked, the newest
`RANKED` hits are looked at; more would take longer than a person waits. What the index knows nothing of (organization,
state, time) is looked at row by row, `NARROWED` of them at most.

A row costs a page of the file here and one there. On a disk that has to be asked for each, a thousand rows take ten
times as long as from memory: so a stretch is looked at in steps, and ends when there is enough or time is over.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from copilot_tui.store.matching import ALWAYS
from copilot_tui.store.part import NOT_IN_THE_BIN
from copilot_tui.store.ranking import score

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from copilot_tui.domain.listing import SearchCursor
    from copilot_tui.store.matching import Condition

RANKED: Final = 1000
NARROWED: Final = 10_000
_STEP: Final = 200
"""Rows that are looked at without a look at the clock."""
_END: Final = 1 << 62

# A row of the index is a message, a turn (its question) or a conversation's title. `at` is when it was asked.
_FOUND: Final = "SELECT rowid AS seq FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
# All rows in one: whoever fetches row by row takes the interpreter a thousand times from whoever draws meanwhile.
_PLACES: Final = """SELECT
        json_group_array(json_array(CASE WHEN fits THEN {score} ELSE 0.0 END, seq, conversation, level, fits))
    FROM (
        SELECT *, conversation IS NOT NULL AND {kept} AND {condition} AS fits
        FROM (
            SELECT found.seq,
                coalesce(turns.conversation, (SELECT seq FROM conversations WHERE title_seq = found.seq))
                    AS conversation,
                coalesce(messages.raw, turns.query, (SELECT title FROM conversations WHERE title_seq = found.seq))
                    AS body,
                CASE WHEN messages.seq IS NOT NULL THEN 2 WHEN turns.seq IS NOT NULL THEN 1 ELSE 0 END AS level{facts}
            FROM ({found}) AS found
            LEFT JOIN messages ON messages.seq = found.seq
            LEFT JOIN turns ON turns.seq = coalesce(messages.turn, found.seq){homes}
        )
    )"""
# What conditions are about, only where there are some: each row would cost two more pages of the file.
_FACTS: Final = """, home.pinned, home.archived, home.unread, programs.language,
                coalesce(turns.org, home.org) AS org, coalesce(turns.url, home.url) AS url,
                coalesce(turns.state, home.state) AS state, coalesce(turns.asked_at, home.updated_at) AS at"""
_HOMES: Final = """
            LEFT JOIN programs ON programs.message = messages.seq
            LEFT JOIN conversations AS home ON home.seq = coalesce(
                turns.conversation, (SELECT seq FROM conversations WHERE title_seq = found.seq)
            )"""


class Place(NamedTuple):
    """A row of the index that was found."""

    score: float
    seq: int
    conversation: int
    level: int
    """0 a title, 1 a question, 2 a message."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is looked for."""

    expression: str
    """In FTS5's query language."""
    condition: Condition
    best: Sequence[str]
    """Words by which what fits is scored; none where its order is that of the index."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was found in a part of the index."""

    places: list[Place]
    """What fits, the newest first."""
    rows: int
    """How many rows of the index were looked at."""
    end: int | None
    """The number of the last one; None where there are no further ones."""


def look_through(
    connection: sqlite3.Connection, criteria: Criteria, start: SearchCursor, *, wanted: int, patience: float | None
) -> Stretch:
    """Looks at rows of the index, the newest first.

    Args:
        connection: within a transaction.
        criteria: what is looked for.
        start: where to begin; where it names the length of the stretch, exactly that is looked at once more.
        wanted: how many places are enough where they are not scored.
        patience: seconds after which no further step is made; None for as long as it takes.
    """
    is_narrowed = criteria.condition.sql != ALWAYS
    enough = RANKED if criteria.best else wanted
    most = start.rows or (NARROWED if is_narrowed else enough)
    sql, values = _statement(criteria)
    deadline = None if patience is None or start.rows else time.monotonic() + patience
    below = _END if start.below is None else start.below
    places: list[Place] = []
    rows = 0
    while True:
        step = min(_STEP if is_narrowed or criteria.best else most, most - rows)
        looked_at = json.loads(connection.execute(sql, (*values, criteria.expression, below, step)).fetchone()[0])
        looked_at.sort(key=_seq, reverse=True)
        places += [Place(*place) for *place, fits in looked_at if fits]
        rows += len(looked_at)
        if len(looked_at) < step:
            return Stretch(places, rows, None)
        below = _seq(looked_at[-1])
        if rows >= most or (not start.rows and len(places) >= enough):
            return Stretch(places, rows, below)
        if deadline is not None and time.monotonic() > deadline:
            return Stretch(places, rows, below)


def _statement(criteria: Criteria) -> tuple[str, list[object]]:
    """The statement for one step, and its first values; the expression, the place to begin at and the limit follow."""
    ranking, ranked_by = score("body", criteria.best)
    is_narrowed = criteria.condition.sql != ALWAYS
    sql = _PLACES.format(
        score=ranking,
        kept=NOT_IN_THE_BIN,
        condition=criteria.condition.sql,
        facts=_FACTS if is_narrowed else "",
        homes=_HOMES if is_narrowed else "",
        found=_FOUND,
    )
    return sql, [*ranked_by, *criteria.condition.values]


def _seq(row: Sequence[int]) -> int:
    return row[1]

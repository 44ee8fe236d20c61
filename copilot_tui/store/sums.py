"""The sums of an overview, which SQLite makes along indexes that hold all that they need."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.context import CONSOLE
from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.overview import AskedPlace, Counted, Extent, Lost, Overview, Times, weeks_of
from copilot_tui.domain.state import TurnState
from copilot_tui.store.listing import count_listed
from copilot_tui.store.part import NOT_IN_THE_BIN
from copilot_tui.store.rows import to_micros, to_moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from datetime import datetime

_END: Final = 1 << 62
_SHELVES: Final = (ListQuery(), ListQuery(archived=True), ListQuery(deleted=True))
_MOST_PLACES: Final = 8
_MOST_PAGES: Final = 5_000
_MOST_LOST: Final = 8
_MOST_LANGUAGES: Final = 12

_ASKED: Final = "FROM turns INDEXED BY turns_overview WHERE asked_at >= ? AND asked_at < ? AND " + NOT_IN_THE_BIN
# Counted by tenths of a second, which is as exact as they are shown: to sort them would take three times as long.
_TOOK: Final = (
    "SELECT took / 100000 AS tenths, count(*) AS number " + _ASKED + " AND state = 'answered' AND took IS NOT NULL"
    " GROUP BY tenths"
)
_WRITTEN: Final = " ".join(
    (
        "SELECT language, count(*) AS number FROM programs INDEXED BY programs_overview WHERE created_at >= ? AND",
        NOT_IN_THE_BIN,
        "GROUP BY language ORDER BY number DESC, language LIMIT ?",
    )
)


def overview_of(connection: sqlite3.Connection, days: Sequence[datetime], size: int) -> Overview:
    """The sums of the days, and of the weeks that they make.

    Args:
        connection: one state of the store.
        days: the beginnings of the days, in order.
        size: of the store's files, in bytes.
    """
    since = to_micros(days[0])
    weeks = [_tenths(connection, span) for span in _spans(weeks_of(days))]
    listed, archived, deleted = (count_listed(connection, query) for query in _SHELVES)
    return Overview(
        days=tuple(days),
        questions=tuple(_number(connection, _ASKED, span) for span in _spans(days)),
        weeks=tuple(map(_times, weeks)),
        times=_times(sum(weeks, Counter())),
        outcomes=_outcomes(connection, since),
        languages=_languages(connection, since),
        places=_places(connection, since),
        lost=_lost(connection, since),
        extent=Extent(listed, archived, deleted, size),
    )


def _spans(begins: Sequence[datetime]) -> Iterator[tuple[int, int]]:
    """Each from a beginning to the next one, the last without an end."""
    return pairwise([*map(to_micros, begins), _END])


def _number(connection: sqlite3.Connection, source: str, values: Sequence[object]) -> int:
    number: int = connection.execute("SELECT count(*) " + source, values).fetchone()[0]
    return number


def _tenths(connection: sqlite3.Connection, span: tuple[int, int]) -> Counter[int]:
    """How many answers took how many tenths of a second."""
    return Counter({row["tenths"]: row["number"] for row in connection.execute(_TOOK, span)})


def _times(tenths: Counter[int]) -> Times | None:
    answers = tenths.total()
    if not answers:
        return None
    return Times(answers, _nth(tenths, (answers - 1) // 2) / 10, _nth(tenths, (answers - 1) * 19 // 20) / 10)


def _nth(tenths: Counter[int], rank: int) -> int:
    """The value that so many others stand before."""
    passed = accumulate(tenths[value] for value in sorted(tenths))
    return next(value for value, reached in zip(sorted(tenths), passed, strict=True) if reached > rank)


def _outcomes(connection: sqlite3.Connection, since: int) -> tuple[Counted, ...]:
    rows = connection.execute(
        "SELECT state, count(*) AS number " + _ASKED + " GROUP BY state ORDER BY number DESC", (since, _END)
    )
    return tuple(Counted(row["state"], row["number"]) for row in rows)


def _languages(connection: sqlite3.Connection, since: int) -> tuple[Counted, ...]:
    rows = connection.execute(_WRITTEN, (since, _MOST_LANGUAGES))
    return tuple(Counted(row["language"], row["number"]) for row in rows)


def _places(connection: sqlite3.Connection, since: int) -> tuple[AskedPlace, ...]:
    """Pages of one stack are one place: questions about its updates are questions about it."""
    rows = connection.execute(
        "SELECT org, url, count(*) AS number " + _ASKED + " GROUP BY org, url ORDER BY number DESC LIMIT ?",
        (since, _END, _MOST_PAGES),
    )
    asked: Counter[tuple[str, str]] = Counter()
    for row in rows:
        asked[row["org"], _stack(row["url"])] += row["number"]
    ranked = sorted(asked.items(), key=lambda place: (-place[1], place[0]))
    return tuple(AskedPlace(org, url, number) for (org, url), number in ranked[:_MOST_PLACES])


def _stack(url: str) -> str:
    """A page's address as far as its stack."""
    path = url.partition("?")[0].partition("#")[0]
    return "/".join(path.split("/")[: len(CONSOLE.split("/")) + 3])


def _lost(connection: sqlite3.Connection, since: int) -> tuple[Lost, ...]:
    rows = connection.execute(
        """SELECT turns.id AS turn_id, turns.query, turns.state, turns.asked_at, conversations.id, conversations.title
        FROM turns INDEXED BY turns_lost CROSS JOIN conversations ON conversations.seq = turns.conversation
        WHERE turns.state IN ('failed', 'interrupted') AND turns.asked_at >= ? AND conversations.deleted_at IS NULL
        ORDER BY turns.asked_at DESC LIMIT ?""",
        (since, _MOST_LOST),
    )
    return tuple(
        Lost(
            conversation_id=row["id"],
            turn_id=row["turn_id"],
            title=row["title"],
            query=row["query"],
            state=TurnState(row["state"]),
            asked_at=to_moment(row["asked_at"]),
        )
        for row in rows
    )

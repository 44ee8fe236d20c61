"""The conversation list: pages by keyset, so that the thousandth costs what the first does."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from copilot_tui.domain.listing import Outline
from copilot_tui.domain.message import well_formed
from copilot_tui.store.folding import filter_key
from copilot_tui.store.part import Part
from copilot_tui.store.rows import to_context, to_conversation, to_micros, to_summary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.conversation import Conversation
    from copilot_tui.domain.listing import Cursor, ListQuery, Summary

_SUMMARY = """SELECT id, service_id, title, org, url, created_at, updated_at, turns, programs, pinned, archived, unread,
    state, language, deleted_at, draft <> '' AS has_draft"""
_FIRST, _LAST = -(1 << 62), 1 << 62
_AFTER_EVERY_TEXT = "\U0010ffff"


class Listing(Part):
    """Reads the list and single conversations."""

    def page(
        self,
        query: ListQuery,
        *,
        after: Cursor | None = None,
        skip: int = 0,
        from_end: bool = False,
        limit: int = 100,
    ) -> list[Summary]:
        """See `copilot_tui.service.ports.History`."""
        source, values = _matching(query)
        parts: list[object] = [*values]
        if after is not None:
            source += f" AND {_place(query)} < (?, ?, ?)"
            parts += _values(after)
        with self._database.reading() as connection:
            order = f"ORDER BY {_order(query, newest_first=not from_end)} LIMIT ? OFFSET ?"
            rows = connection.execute(" ".join((_SUMMARY, source, order)), (*parts, limit, skip)).fetchall()
            return [to_summary(row) for row in (reversed(rows) if from_end else rows)]

    def recent_contexts(self, limit: int = 20) -> list[CloudContext]:
        """See `copilot_tui.service.ports.History`."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT org, url, MAX(updated_at) AS used FROM conversations WHERE shelf IN (0, 1) "
                "GROUP BY org, url ORDER BY used DESC LIMIT ?",
                (limit,),
            ).fetchall()
        return [to_context(row["org"], row["url"]) for row in rows]

    def outline(self, query: ListQuery, since: Sequence[datetime]) -> Outline:
        """See `copilot_tui.service.ports.History`."""
        bounds = [_LAST, *map(to_micros, since), _FIRST]
        with self._database.reading() as connection:
            if query.deleted:
                pinned, within = 0, "AND deleted_at >= ? AND deleted_at < ?"
            else:
                pinned = _count(connection, query, "AND pinned = 1", ())
                within = "AND pinned = 0 AND updated_at >= ? AND updated_at < ?"
            counts = [_count(connection, query, within, (start, end)) for end, start in pairwise(bounds)]
        return Outline(pinned, tuple(counts[:-1]), counts[-1])

    def position(self, query: ListQuery, row: Cursor) -> int:
        """See `copilot_tui.service.ports.History`."""
        with self._database.reading() as connection:
            return _count(connection, query, f"AND {_place(query)} > (?, ?, ?)", _values(row))

    def count(self, query: ListQuery) -> int:
        """See `copilot_tui.service.ports.History`."""
        with self._database.reading() as connection:
            return count_listed(connection, query)

    def count_among(self, query: ListQuery, ids: Sequence[str]) -> int:
        """How many of some conversations the whole list has."""
        with self._database.reading() as connection:
            return _count(connection, query, f"AND id IN ({', '.join('?' * len(ids))})", ids)

    def summary(self, conversation_id: str) -> Summary | None:
        """See `copilot_tui.service.ports.History`."""
        source = "FROM conversations WHERE id = ? AND deleted_at IS NULL"
        with self._database.reading() as connection:
            row = connection.execute(" ".join((_SUMMARY, source)), (conversation_id,)).fetchone()
            return None if row is None else to_summary(row)

    def conversation(self, conversation_id: str) -> Conversation | None:
        """See `copilot_tui.service.ports.History`."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT * FROM conversations WHERE id = ? AND deleted_at IS NULL", (conversation_id,)
            ).fetchone()
            return None if row is None else to_conversation(row)

    def find_ids(self, prefix: str, *, limit: int = 10, deleted: bool = False) -> list[str]:
        """See `copilot_tui.service.ports.History`."""
        first, end = prefix_range(prefix)
        with self._database.reading() as connection:
            rows = connection.execute(
                """SELECT id FROM conversations WHERE id >= ? AND id < ? AND (deleted_at IS NOT NULL) = ?
                ORDER BY id LIMIT ?""",
                (first, end, int(deleted), limit),
            )
            return [row["id"] for row in rows]


def prefix_range(prefix: str) -> tuple[str, str]:
    """The first text that starts with a prefix, and the first after all that do; for use with an index."""
    first = well_formed(prefix)
    return first, first + _AFTER_EVERY_TEXT


def count_listed(connection: sqlite3.Connection, query: ListQuery) -> int:
    """How many conversations a list has."""
    return _count(connection, query, "", ())


def _place(query: ListQuery) -> str:
    """What the order of a list goes by; in the bin nothing is pinned."""
    return "(0, deleted_at, id)" if query.deleted else "(pinned, updated_at, id)"


def _order(query: ListQuery, *, newest_first: bool) -> str:
    columns = ("deleted_at", "id") if query.deleted else ("pinned", "updated_at", "id")
    return ", ".join(f"{column} DESC" if newest_first else column for column in columns)


def _values(cursor: Cursor) -> tuple[object, ...]:
    return int(cursor.pinned), to_micros(cursor.updated_at), cursor.id


def _count(connection: sqlite3.Connection, query: ListQuery, also: str, values: Sequence[object]) -> int:
    source, given = _matching(query)
    number: int = connection.execute(" ".join(("SELECT count(*)", source, also)), (*given, *values)).fetchone()[0]
    return number


def _matching(query: ListQuery) -> tuple[str, list[object]]:
    """FROM and WHERE for a list, and their values; the index is named, since only we know what people filter by."""
    index = "listed"
    where: list[str] = []
    values: list[object] = [2 if query.deleted else int(query.archived)]
    if query.url_prefix:
        index = "at_url"
        page = well_formed(query.url_prefix.rstrip("/"))
        # A page below, not another page whose name starts alike: dev, dev/updates/4, but not dev2.
        where += ["AND url >= ? AND url < ?", "AND (url = ? OR substr(url, ?, 1) IN ('/', '?', '#'))"]
        values += [*prefix_range(page), page, len(page) + 1]
    if query.org:
        index = index if query.url_prefix else "of_org"
        where.append("AND org = ?")
        values.append(well_formed(query.org))
    if query.deleted:  # the bin is small: what is in it is looked at row by row
        index = "deleted"
        where.append("AND deleted_at > 0")
    for word in filter_key(well_formed(query.text)).split()[:16]:
        where.append("AND instr(title_key, ?) > 0")
        values.append(word)
    return " ".join((f"FROM conversations INDEXED BY conversations_{index} WHERE shelf = ?", *where)), values

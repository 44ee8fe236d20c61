"""The conversation list: pages by keyset, so that the thousandth costs what the first does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.message import well_formed
from copilot_tui.store.folding import filter_key
from copilot_tui.store.part import Part
from copilot_tui.store.rows import to_conversation, to_micros, to_summary

if TYPE_CHECKING:
    from copilot_tui.domain.conversation import Conversation
    from copilot_tui.domain.listing import Cursor, ListQuery, Summary

_SUMMARY = """SELECT id, service_id, title, org, url, created_at, updated_at, turns, programs, pinned, archived, unread,
    state, language, draft <> '' AS has_draft"""
_NEWEST_FIRST = "ORDER BY pinned DESC, updated_at DESC, id DESC LIMIT ?"
_AFTER_EVERY_TEXT = "\U0010ffff"


class Listing(Part):
    """Reads the list and single conversations."""

    def page(self, query: ListQuery, *, after: Cursor | None = None, limit: int = 100) -> list[Summary]:
        """See `copilot_tui.service.ports.History`."""
        source, values = _matching(query)
        parts: list[object] = [*values]
        if after is not None:
            source += " AND (pinned, updated_at, id) < (?, ?, ?)"
            parts += [int(after.pinned), to_micros(after.updated_at), after.id]
        with self._database.reading() as connection:
            rows = connection.execute(" ".join((_SUMMARY, source, _NEWEST_FIRST)), (*parts, limit))
            return [to_summary(row) for row in rows]

    def count(self, query: ListQuery) -> int:
        """See `copilot_tui.service.ports.History`."""
        source, values = _matching(query)
        with self._database.reading() as connection:
            number: int = connection.execute(" ".join(("SELECT count(*)", source)), values).fetchone()[0]
            return number

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

    def find_ids(self, prefix: str, *, limit: int = 10) -> list[str]:
        """See `copilot_tui.service.ports.History`."""
        first, end = prefix_range(prefix)
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM conversations WHERE id >= ? AND id < ? AND deleted_at IS NULL ORDER BY id LIMIT ?",
                (first, end, limit),
            )
            return [row["id"] for row in rows]


def prefix_range(prefix: str) -> tuple[str, str]:
    """The first text that starts with a prefix, and the first after all that do; for use with an index."""
    first = well_formed(prefix)
    return first, first + _AFTER_EVERY_TEXT


def _matching(query: ListQuery) -> tuple[str, list[object]]:
    """FROM and WHERE for a list, and their values; the index is named, since only we know what people filter by."""
    values: list[object] = [int(query.archived)]
    if query.url_prefix:
        page = query.url_prefix.rstrip("/")
        # A page below, not another page whose name starts alike: dev, dev/updates/4, but not dev2.
        where = [
            "INDEXED BY conversations_at_url WHERE shelf = ? AND url >= ? AND url < ?",
            "AND (url = ? OR substr(url, ?, 1) IN ('/', '?', '#'))",
        ]
        values += [*prefix_range(page), well_formed(page), len(well_formed(page)) + 1]
        if query.org:
            where.append("AND org = ?")
            values.append(well_formed(query.org))
    elif query.org:
        where = ["INDEXED BY conversations_of_org WHERE shelf = ? AND org = ?"]
        values.append(well_formed(query.org))
    else:
        where = ["INDEXED BY conversations_listed WHERE shelf = ?"]
    for word in filter_key(well_formed(query.text)).split()[:16]:
        where.append("AND instr(title_key, ?) > 0")
        values.append(word)
    return " ".join(("FROM conversations", *where)), values

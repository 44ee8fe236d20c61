"""Searching titles, questions, answers and programs.

Every word of the search must be there, each as the beginning of a word or of a part of an identifier, in any case and
without regard to accents. Newest first is the index's own order: it stops at the limit, however common the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.listing import SearchHit
from copilot_tui.domain.message import searchable_text, well_formed
from copilot_tui.store.folding import humps
from copilot_tui.store.part import Part
from copilot_tui.store.rows import to_message, to_moment
from copilot_tui.store.snippet import snippet

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_MOST_CHARACTERS = 1000
_MOST_WORDS = 32

# The number of a row of the index is that of a message, of a turn (its question), or a conversation's title_seq.
_HITS = """SELECT messages.kind, messages.raw, turns.id AS turn_id, turns.position, turns.query,
        conversations.id AS conversation_id, conversations.title, conversations.updated_at
    FROM search
    LEFT JOIN messages ON messages.seq = search.rowid
    LEFT JOIN turns ON turns.seq = coalesce(messages.turn, search.rowid)
    CROSS JOIN conversations ON conversations.seq = coalesce(
        turns.conversation, (SELECT seq FROM conversations WHERE title_seq = search.rowid)
    )
    WHERE search MATCH ? AND conversations.deleted_at IS NULL
    ORDER BY search.rowid DESC LIMIT ?"""


class Search(Part):
    """Searches."""

    def search(self, text: str, *, limit: int = 50) -> Sequence[SearchHit]:
        """See `copilot_tui.service.ports.History`; conversations in the archive are found, those in the bin are not."""
        words = search_words(text)
        if not words:
            return []
        with self._database.reading() as connection:
            rows = connection.execute(_HITS, (match_expression(words), limit)).fetchall()
        return [_to_hit(row, words) for row in rows]


def search_words(text: str) -> list[str]:
    """The words that a search is for; what has no letter and no digit is none."""
    words = well_formed(text[:_MOST_CHARACTERS]).replace("\x00", " ").split()
    return [word for word in words if any(map(str.isalnum, word))][:_MOST_WORDS]


def match_expression(words: Sequence[str]) -> str:
    """The words in FTS5's query language, quoted, so that none of it is taken for an operator."""
    return " AND ".join(map(_match_word, words))


def _match_word(word: str) -> str:
    whole = _quoted(word)
    parts = humps(word)
    # "policyDocument" is to find bucketPolicyDocument, of which the index has the parts in their order.
    return whole if len(parts) == 1 else f"({whole} OR parts : {_quoted(' '.join(parts))})"


def _quoted(words: str) -> str:
    doubled = words.replace('"', '""')
    return f'"{doubled}"*'


def _to_hit(row: sqlite3.Row, words: Sequence[str]) -> SearchHit:
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
    )

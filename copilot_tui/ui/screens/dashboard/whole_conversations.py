"""Reading many conversations whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.listing import Cursor, ListQuery

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.service.desk import Desk
    from copilot_tui.service.ports import History

    Whole = tuple[Conversation, Sequence[Turn]]

_PAGE: Final = 50
ALL: Final = (ListQuery(), ListQuery(archived=True))
"""Every conversation, the archived ones last."""


async def read_conversations(desk: Desk, queries: Sequence[ListQuery]) -> list[Whole]:
    """All conversations of some lists with their turns, page by page: the store stays free for others in between."""
    found: list[Whole] = []
    for query in queries:
        after: Cursor | None = None
        while True:
            page, after = await desk.session.read(partial(_page, query=query, after=after))
            found.extend(page)
            if after is None:
                break
    return found


async def read_chosen(desk: Desk, ids: Sequence[str]) -> list[Whole]:
    """Some conversations with their turns; those that are gone, or hold nothing, are left out."""
    return await desk.session.read(lambda history: list(_whole(history, ids)))


def _page(history: History, query: ListQuery, after: Cursor | None) -> tuple[list[Whole], Cursor | None]:
    """One page, and where the next one begins; None at the end."""
    rows = history.page(query, after=after, limit=_PAGE)
    whole = list(_whole(history, [row.id for row in rows]))
    return whole, Cursor.of(rows[-1]) if len(rows) == _PAGE else None


def _whole(history: History, ids: Sequence[str]) -> Iterator[Whole]:
    for conversation_id in ids:
        conversation = history.conversation(conversation_id)
        if conversation is not None and (turns := history.turns(conversation_id)):
            yield conversation, turns

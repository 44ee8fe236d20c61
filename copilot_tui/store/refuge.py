"""Where the store keeps what its file does not take, until it does."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.listing import ListQuery
from copilot_tui.store.history import SqliteHistory

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from copilot_tui.domain.conversation import Conversation, Turn

MOST: Final = 1000
"""How many conversations a refuge is asked for: it holds what one session wrote."""
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 — a folder of its own is made there, for its owner only


def folder_of_refuge() -> tempfile.TemporaryDirectory[str]:
    """A new folder outside of the data folder, in memory where the system has a place for that."""
    place = str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix="copilot-tui-", dir=place)


class Refuge(SqliteHistory):
    """A store that is gone when it is closed, and knows how the conversations in it were when they came."""

    def __init__(self) -> None:
        self._folder = folder_of_refuge()
        super().__init__(Path(self._folder.name))
        self._taken_in: dict[str, tuple[Conversation, Sequence[Turn]]] = {}

    def take_in(self, conversation: Conversation, turns: Sequence[Turn]) -> None:
        """Takes a conversation in, as it is in the store.

        Raises:
            StoreTrouble: the refuge cannot be written either.
        """
        self.take_over(conversation, turns, before=None)
        self._taken_in[conversation.id] = conversation, turns

    def give_back(self, store: SqliteHistory) -> None:
        """Takes all that is here to the store, where somebody else may have gone on meanwhile.

        Raises:
            StoreTrouble: it still cannot be written; what was taken there before stays there, and here.
        """
        carry(self, store, self._taken_in)

    def close(self) -> None:
        """Closes the store and removes it."""
        super().close()
        self._folder.cleanup()


def ids_in(store: SqliteHistory) -> dict[str, datetime | None]:
    """All conversations, those without a turn as well, with when each went to the bin."""
    ids: dict[str, datetime | None] = dict.fromkeys(SqliteHistory.find_ids(store, "", limit=MOST))
    ids |= {row.id: row.deleted_at for row in SqliteHistory.page(store, ListQuery(deleted=True), limit=MOST)}
    return ids


def carry(
    source: SqliteHistory, target: SqliteHistory, before: Mapping[str, tuple[Conversation, Sequence[Turn]]]
) -> None:
    """Takes all conversations from one store into another, where an older state of them may be.

    Args:
        source: where they are; each call goes to the store itself, not to what a subclass makes of it.
        target: where they go.
        before: what those that came from there were then.

    Raises:
        StoreTrouble: one of the stores cannot be written.
    """
    for home, deleted_at in ids_in(source).items():
        if deleted_at is not None:
            SqliteHistory.undelete(source, home)  # one in the bin cannot be read
        try:
            conversation = SqliteHistory.conversation(source, home)
            if conversation is not None:
                target.take_over(conversation, SqliteHistory.turns(source, home), before=before.get(home))
        finally:
            if deleted_at is not None:
                SqliteHistory.delete(source, home, at=deleted_at)
        if deleted_at is not None:
            SqliteHistory.delete(target, home, at=deleted_at)

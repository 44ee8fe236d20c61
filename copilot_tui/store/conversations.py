"""Making and changing conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.errors import StoreTrouble
from copilot_tui.domain.identity import new_id
from copilot_tui.domain.message import well_formed
from copilot_tui.store.folding import filter_key
from copilot_tui.store.index import add_text, next_seq, remove_text
from copilot_tui.store.part import Part
from copilot_tui.store.rows import to_conversation, to_micros

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.conversation import Conversation

NEW_TITLE = "New conversation"
"""The title of a conversation that nothing was asked in yet; no search finds it."""


class Conversations(Part):
    """Writes conversations, all but their turns."""

    def create(self, context: CloudContext, *, at: datetime, title: str = NEW_TITLE) -> Conversation:
        """See `copilot_tui.service.ports.History`."""
        now = to_micros(at)
        with self._database.writing() as connection:
            cursor = connection.execute(
                """INSERT INTO conversations (id, title, title_key, org, url, created_at, updated_at)
                VALUES (?, '', '', ?, ?, ?, ?)""",
                (new_id(), context.org, context.url, now, now),
            )
            set_title(connection, cursor.lastrowid or 0, title)
            row = connection.execute("SELECT * FROM conversations WHERE seq = ?", (cursor.lastrowid,)).fetchone()
            return to_conversation(row)

    def rename(self, conversation_id: str, title: str) -> None:
        """See `copilot_tui.service.ports.History`."""
        with self._database.writing() as connection:
            row = connection.execute("SELECT seq FROM conversations WHERE id = ?", (conversation_id,)).fetchone()
            _expect(conversation_id, found=row is not None)
            set_title(connection, row["seq"], title)

    def set_pinned(self, conversation_id: str, *, pinned: bool) -> None:
        """See `copilot_tui.service.ports.History`."""
        self._change("UPDATE conversations SET pinned = ? WHERE id = ?", int(pinned), conversation_id)

    def set_archived(self, conversation_id: str, *, archived: bool) -> None:
        """See `copilot_tui.service.ports.History`."""
        self._change("UPDATE conversations SET archived = ? WHERE id = ?", int(archived), conversation_id)

    def set_unread(self, conversation_id: str, *, unread: bool) -> None:
        """See `copilot_tui.service.ports.History`."""
        self._change("UPDATE conversations SET unread = ? WHERE id = ?", int(unread), conversation_id)

    def set_context(self, conversation_id: str, context: CloudContext) -> None:
        """See `copilot_tui.service.ports.History`."""
        statement = "UPDATE conversations SET org = ?, url = ? WHERE id = ?"
        self._change(statement, context.org, context.url, conversation_id)

    def set_draft(self, conversation_id: str, draft: str) -> None:
        """See `copilot_tui.service.ports.History`."""
        self._change("UPDATE conversations SET draft = ? WHERE id = ?", well_formed(draft), conversation_id)

    def delete(self, conversation_id: str, *, at: datetime) -> None:
        """See `copilot_tui.service.ports.History`."""
        statement = "UPDATE conversations SET deleted_at = coalesce(deleted_at, ?) WHERE id = ?"
        self._change(statement, to_micros(at), conversation_id)

    def undelete(self, conversation_id: str) -> None:
        """See `copilot_tui.service.ports.History`."""
        self._change("UPDATE conversations SET deleted_at = NULL WHERE id = ?", conversation_id)

    def last_open(self) -> str | None:
        """See `copilot_tui.service.ports.History`."""
        with self._database.reading() as connection:
            row = connection.execute(
                """SELECT id FROM conversations
                WHERE id = (SELECT value FROM meta WHERE key = 'last_open') AND deleted_at IS NULL
                AND (draft <> '' OR state IN ('interrupted', 'queued'))"""
            ).fetchone()
            return None if row is None else row["id"]

    def set_last_open(self, conversation_id: str | None) -> None:
        """See `copilot_tui.service.ports.History`."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO meta (key, value) VALUES ('last_open', ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (conversation_id,),
            )

    def _change(self, statement: str, *values: object) -> None:
        """Runs one UPDATE of one conversation, whose id is the last value."""
        with self._database.writing() as connection:
            _expect(str(values[-1]), found=connection.execute(statement, values).rowcount == 1)


def set_title(connection: sqlite3.Connection, conversation: int, title: str) -> None:
    """Gives a conversation its title, index included.

    Args:
        connection: within a transaction.
        conversation: its number.
        title: as a person wrote it; an empty one stands for `NEW_TITLE`.
    """
    title = well_formed(title).strip() or NEW_TITLE
    old = connection.execute("SELECT title, title_seq FROM conversations WHERE seq = ?", (conversation,)).fetchone()
    if old["title_seq"] is not None:
        remove_text(connection, old["title_seq"], old["title"], "title")
    title_seq = None if title == NEW_TITLE else next_seq(connection)
    if title_seq is not None:
        add_text(connection, title_seq, title, "title")
    connection.execute(
        "UPDATE conversations SET title = ?, title_key = ?, title_seq = ? WHERE seq = ?",
        (title, filter_key(title), title_seq, conversation),
    )


def _expect(conversation_id: str, *, found: bool) -> None:
    if not found:
        raise StoreTrouble(f"There is no conversation {conversation_id}.", hint="Nothing was changed.")

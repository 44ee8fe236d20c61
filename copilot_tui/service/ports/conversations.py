"""Conversations without their turns, and the bin that they are deleted into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.conversation import Conversation


class Conversations(Protocol):
    """One conversation at a time."""

    def conversation(self, conversation_id: str) -> Conversation | None:
        """One conversation without its turns; None when it is gone (or in the bin)."""
        ...

    def create(self, context: CloudContext, *, at: datetime, title: str = "New conversation") -> Conversation:
        """A new conversation without turns; it is listed once it has a draft or a turn."""
        ...

    def rename(self, conversation_id: str, title: str) -> None:
        """Gives it another title."""
        ...

    def set_pinned(self, conversation_id: str, *, pinned: bool) -> None:
        """Keeps it at the top of the list, or no longer."""
        ...

    def set_archived(self, conversation_id: str, *, archived: bool) -> None:
        """Takes it out of the list without deleting it, or back."""
        ...

    def set_unread(self, conversation_id: str, *, unread: bool) -> None:
        """Marks whether an answer waits to be looked at."""
        ...

    def set_context(self, conversation_id: str, context: CloudContext) -> None:
        """Sets the context of its next question."""
        ...

    def set_draft(self, conversation_id: str, draft: str) -> None:
        """Keeps what is typed and not yet sent."""
        ...


class Bin(Protocol):
    """What is deleted, and can be taken back for a while."""

    def delete(self, conversation_id: str, *, at: datetime) -> None:
        """Puts it into the bin."""
        ...

    def undelete(self, conversation_id: str) -> None:
        """Takes it out of the bin."""
        ...

    def purge(self, *, deleted_before: datetime, limit: int = 100) -> int:
        """Removes for good what has been in the bin since before a moment; returns how many, `limit` at most."""
        ...

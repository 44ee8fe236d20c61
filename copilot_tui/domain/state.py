"""The states of a turn; without pydantic, since lists need them before anything else is imported."""

from __future__ import annotations

from enum import StrEnum


class TurnState(StrEnum):
    """Where a question is in its life: ``queued → sending → answered | failed | cancelled | interrupted``.

    A later answer whose history holds the missing reply turns failed, cancelled and interrupted into answered.
    """

    QUEUED = "queued"
    """Waits for the question before it in the same conversation."""
    SENDING = "sending"
    ANSWERED = "answered"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    """The program ended before the outcome was known."""

    @property
    def is_open(self) -> bool:
        """Whether an outcome is still to come."""
        return self in {TurnState.QUEUED, TurnState.SENDING}

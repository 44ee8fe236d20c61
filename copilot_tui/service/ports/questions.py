"""The life of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.errors import Failure
    from copilot_tui.domain.exchange import Exchange
    from copilot_tui.domain.question import Answer


class Questions(Protocol):
    """From asking to the outcome; each step is committed before the next one is taken."""

    def add_turn(
        self, conversation_id: str, query: str, context: CloudContext, *, at: datetime, send: bool = True
    ) -> Turn:
        """Commits a question, clears the draft, sets the conversation's context, and its title if this is the first.

        Args:
            conversation_id: where it is asked.
            query: exactly as typed.
            context: what goes with it.
            at: now, UTC.
            send: the state to begin with: sending, or else queued.
        """
        ...

    def start_turn(self, turn_id: str, *, at: datetime) -> Turn:
        """Queued → sending; failed, cancelled or interrupted → sending once more, its failure forgotten."""
        ...

    def remove_queued(self, turn_id: str) -> str | None:
        """Takes a queued question away and returns its text; None when it is no longer queued."""
        ...

    def finish_answered(self, turn_id: str, answer: Answer, *, at: datetime, unread: bool) -> list[Turn]:
        """Reconciles and commits an answer; returns every turn that changed, the answered one among them.

        An answer with nothing new for its turn still makes it answered. Turns that gained a lost reply become answered.
        """
        ...

    def finish_failed(self, turn_id: str, failure: Failure, *, at: datetime, exchange: Exchange | None = None) -> Turn:
        """Failed, or cancelled where the failure's kind says so."""
        ...

    def interrupt_abandoned(self, *, at: datetime) -> list[Turn]:
        """Makes turns interrupted that no living process is sending any more; returns them."""
        ...

    def adopt_queued(self, conversation_id: str) -> list[Turn]:
        """Makes this process the owner of questions in line that an ended process left; returns them in order."""
        ...

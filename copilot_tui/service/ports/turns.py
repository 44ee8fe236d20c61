"""Turns as they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from copilot_tui.domain.conversation import Turn, TurnPage
    from copilot_tui.domain.finding import Place, Sought


class Turns(Protocol):
    """Questions with what came for them."""

    def turns(self, conversation_id: str) -> list[Turn]:
        """All turns in order, messages included."""
        ...

    def turn_page(
        self,
        conversation_id: str,
        *,
        before: int | None = None,
        after: int | None = None,
        limit: int = 50,
        characters: int = 1_000_000,
    ) -> TurnPage:
        """Some turns of a conversation, messages included; as quick in a long one as in a short one.

        Args:
            conversation_id: which; one that is gone has none.
            before: the last turns before this position; without it and `after`, the newest.
            after: the first turns after this position.
            limit: how many at most.
            characters: about how much text at most; three turns come however large they are.
        """
        ...

    def find_in_turns(self, conversation_id: str, sought: Sought) -> dict[Place, int]:
        """How often words stand in each part of a conversation's turns, where they do. May run beside other calls."""
        ...

    def turn(self, turn_id: str) -> Turn | None:
        """One turn; None when it is gone."""
        ...

    def usual_seconds(self) -> tuple[float, float] | None:
        """How long the last answers took: from the lower to the upper quartile; None before there are five."""
        ...

    def recent_queries(self, *, before: datetime | None = None, limit: int = 200) -> list[tuple[datetime, str]]:
        """Earlier questions of all conversations, newest first, each text once."""
        ...

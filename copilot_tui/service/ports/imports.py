"""Conversations that come from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.domain.import_gain import ImportGain


class Imports(Protocol):
    """Takes in what was exported, here or on another machine."""

    def import_conversation(self, conversation: Conversation, turns: Sequence[Turn]) -> ImportGain:
        """Takes in a conversation with its own ids, or of one that is there already what it lacks."""
        ...

    def import_conversations(self, conversations: Iterable[tuple[Conversation, Sequence[Turn]]]) -> Counter[ImportGain]:
        """Takes in several, all of them or, if that or getting at them raises, nothing."""
        ...

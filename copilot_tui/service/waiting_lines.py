"""The questions that wait: a line for each conversation, which stands still behind a question that got no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class WaitingLines:
    """Turn ids by conversation, in the order in which they are to be sent."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}
        self._held: set[str] = set()

    def __contains__(self, turn_id: str) -> bool:
        return any(turn_id in line for line in self._lines.values())

    def is_held(self, conversation_id: str) -> bool:
        """Whether a conversation's line stands still until the person says so."""
        return conversation_id in self._held

    def add(self, conversation_id: str, turn_id: str, *, first: bool = False) -> None:
        """Puts a question at the end of its line, or at the front of it."""
        line = self._lines.setdefault(conversation_id, [])
        line.insert(0 if first else len(line), turn_id)

    def remove(self, turn_id: str) -> str | None:
        """Takes a question out and returns its conversation; None when it is in no line."""
        for conversation_id, line in self._lines.items():
            if turn_id in line:
                line.remove(turn_id)
                self._forget_if_empty(conversation_id)
                return conversation_id
        return None

    def next(self, busy: Collection[str]) -> tuple[str, str] | None:
        """Takes out the question that is to be sent now.

        Args:
            busy: the conversations that send one already.

        Returns:
            Its conversation and its id; None where none may be sent.
        """
        for conversation_id, line in self._lines.items():
            if conversation_id not in busy and conversation_id not in self._held:
                turn_id = line.pop(0)
                self._forget_if_empty(conversation_id)
                return conversation_id, turn_id
        return None

    def hold(self, conversation_id: str) -> bool:
        """Makes a line stand still; returns whether there is one."""
        if conversation_id in self._lines:
            self._held.add(conversation_id)
        return conversation_id in self._held

    def release(self, conversation_id: str) -> bool:
        """Lets a line go on; returns whether it stood still."""
        held = conversation_id in self._held
        self._held.discard(conversation_id)
        return held

    def clear(self) -> None:
        """Forgets all of them."""
        self._lines.clear()
        self._held.clear()

    def _forget_if_empty(self, conversation_id: str) -> None:
        """A line without questions is none, so that the next question does not stand behind nothing."""
        if not self._lines[conversation_id]:
            del self._lines[conversation_id]
            self._held.discard(conversation_id)

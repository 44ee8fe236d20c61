"""The programs among the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from copilot_tui.domain.program import Program


class Programs(Protocol):
    """Each program has a local id of its own."""

    def programs(self, *, conversation_id: str | None = None, limit: int = 500) -> list[Program]:
        """Programs, newest first; of one conversation or of all."""
        ...

    def program(self, program_id: str) -> Program | None:
        """A program by its local id."""
        ...

    def program_at(self, turn_id: str, message_index: int) -> Program | None:
        """The program that a message of a turn is; None where it is none, or gone."""
        ...

    def find_program_ids(self, prefix: str, *, limit: int = 10) -> list[str]:
        """Local ids of programs that start with a prefix."""
        ...

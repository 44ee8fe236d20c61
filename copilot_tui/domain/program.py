"""Programs: the generated code in its place, and its versions within a conversation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.language import canonical_language, find_language
from copilot_tui.domain.message import ImprovedProgramMessage, ProgramContent, ProgramMessage
from copilot_tui.domain.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, kw_only=True, slots=True)
class Program(Value):
    """A program of one conversation."""

    id: str
    """Local id, unique over all programs."""
    conversation_id: str
    turn_id: str
    content: ProgramContent
    version: int
    """1, 2, … among the programs of its conversation in its language."""
    created_at: datetime
    """UTC: when its turn was answered."""
    query: str = ""
    """The question that it answers."""
    conversation_title: str = ""
    context: CloudContext | None = None
    """Where its question was asked; None where that is not known."""

    @property
    def language(self) -> str:
        """Canonical name; "" where the service did not say."""
        return canonical_language(self.content.language)

    @property
    def file_name(self) -> str:
        """The file it would conventionally live in; "program.txt" for a language we do not know."""
        language = find_language(self.content.language)
        return language.file_name if language else "program.txt"

    @property
    def lines(self) -> int:
        """How many lines of code."""
        return count_lines(self.content.code)


def count_lines(code: str) -> int:
    """How many lines a person would count: a last newline starts no further line."""
    return code.count("\n") + (not code.endswith("\n")) if code else 0


def version_numbers(messages: Iterable[object]) -> list[int | None]:
    """The version of each message among the programs of its language; None for what is no program.

    Args:
        messages: one conversation's messages in order.
    """
    seen: Counter[str] = Counter()
    numbers: list[int | None] = []
    for message in messages:
        if isinstance(message, ProgramMessage | ImprovedProgramMessage):
            language = canonical_language(message.content.language)
            seen[language] += 1
            numbers.append(seen[language])
        else:
            numbers.append(None)
    return numbers

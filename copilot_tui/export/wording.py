"""What documents of a conversation call things: one word for one thing in Markdown and HTML."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from copilot_tui.domain.language import find_language
from copilot_tui.domain.message import ASSISTANT, USER
from copilot_tui.domain.program import count_lines, version_numbers
from copilot_tui.domain.state import TurnState
from copilot_tui.domain.text import line
from copilot_tui.export.languages import find_export_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.message import ProgramContent

_STATES = {
    TurnState.QUEUED: "Not sent yet.",
    TurnState.SENDING: "Not answered yet.",
    TurnState.FAILED: "Failed.",
    TurnState.CANCELLED: "Cancelled.",
    TurnState.INTERRUPTED: "Interrupted.",
}
_SPEAKERS = {ASSISTANT: "Copilot", USER: "You"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands over a program."""

    language: str
    """As people write it, or as the service did."""
    info: str
    """The language as code blocks and classes name it."""
    file_name: str
    version: int
    lines: int

    @property
    def label(self) -> str:
        """In one line: "program · TypeScript · v2 · 28 lines · index.ts"."""
        count = f"{self.lines} line{'' if self.lines == 1 else 's'}"
        return " · ".join(filter(None, ("program", self.language, f"v{self.version}", count, self.file_name)))


def program_facts(content: ProgramContent, version: int) -> Facts:
    """The facts of a program."""
    language, row = find_language(content.language), find_export_language(content.language)
    return Facts(
        language=row.title if row else line(content.language, 40),
        info=language.lexer if language else "",
        file_name=language.file_name if language else "",
        version=version,
        lines=count_lines(content.code),
    )


def versions(turns: Sequence[Turn]) -> list[list[int]]:
    """The version of each message of each turn; 0 for what is no program."""
    numbers = iter(version_numbers(chain.from_iterable(turn.messages for turn in turns)))
    return [[next(numbers) or 0 for _ in turn.messages] for turn in turns]


def speaker(role: str) -> str:
    """Who a role is: "Copilot", "You", or the role as it came."""
    return _SPEAKERS.get(role, line(role, 40) or _SPEAKERS[ASSISTANT])


def outcome(turn: Turn) -> str:
    """What became of a question that was not answered, with its reason and hint; "" for one that was."""
    if turn.state is TurnState.ANSWERED:
        return line(turn.notice)
    parts: Iterable[str] = (_STATES[turn.state],)
    if turn.failure is not None:
        parts = (*parts, turn.failure.message, turn.failure.hint)
    return " ".join(_sentence(line(part)) for part in (*parts, turn.notice) if part)


def _sentence(words: str) -> str:
    """Words of the service, which may end anywhere, as a sentence."""
    return words if words.endswith((".", "!", "?", ":", "…")) else f"{words}."


def moment(at: datetime) -> str:
    """A time to read: "2026-10-20 14:02 UTC"."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def pretty_json(content: object) -> str:
    """A content of unknown shape as JSON to read."""
    try:
        return json.dumps(content, ensure_ascii=False, indent=2)
    except (RecursionError, ValueError):
        return "(nested too deeply to show; the JSON export has it whole)"

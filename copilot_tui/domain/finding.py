"""Finding words within one conversation: what is looked for, in which texts, how often it stands there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from copilot_tui.domain.message import ProgramContent, UnknownMessage, searchable_text
from copilot_tui.domain.state import TurnState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.message import Message

QUESTION: Final = -1
"""The part of a turn that is its question; a message's part is its position."""
OUTCOME: Final = 1 << 20
"""The part that says why there is no answer."""
NOTICE: Final = OUTCOME + 1
"""The part that is what the service said beside its answer."""

_LOST: Final = {TurnState.FAILED, TurnState.CANCELLED, TurnState.INTERRUPTED}
_RUN: Final = re.compile("[a-z0-9]+", re.IGNORECASE)


class Place(NamedTuple):
    """A part of a turn; places sort as they are read."""

    position: int
    """The turn's, within its conversation."""
    part: int
    """`QUESTION`, a message's position, `OUTCOME` or `NOTICE`."""


@dataclass(frozen=True)
class Sought:
    """What is looked for. Capital letters count only where there are some; white space stands for any.

    Args:
        words: each a hit by itself; several are looked for in any case.
    """

    words: tuple[str, ...]

    @classmethod
    def typed(cls, words: str) -> Sought | None:
        """What a person typed, side by side; None for nothing."""
        return cls((" ".join(words.split()),)) if words.strip() else None

    @classmethod
    def any_of(cls, words: tuple[str, ...]) -> Sought | None:
        """Any of several, in any case; None for none."""
        folded = tuple(dict.fromkeys(" ".join(word.lower().split()) for word in words if word.strip()))
        return cls(folded) if folded else None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """For text that is drawn; the longest words first."""
        parts = (r"\s+".join(map(re.escape, word.split())) for word in sorted(self.words, key=len, reverse=True))
        cased = any(word != word.lower() for word in self.words)
        return re.compile("|".join(parts), re.NOFLAG if cased else re.IGNORECASE)

    @cached_property
    def runs(self) -> tuple[str, ...]:
        """Of each of the words its longest run of plain letters and digits, which every hit holds; "" for none."""
        return tuple(max(_RUN.findall(word), key=len, default="") for word in self.words)

    def count(self, source: str) -> int:
        """How often it stands in a text as it came, marks of emphasis and line ends left out."""
        return sum(_count(source, word) for word in self.words)


def findable_texts(turn: Turn) -> Iterator[tuple[int, str]]:
    """The texts of a turn's parts, in order."""
    yield QUESTION, turn.query
    for index, message in enumerate(turn.messages):
        yield index, message_text(message)
    if turn.failure is not None and turn.state in _LOST:
        yield OUTCOME, failure_text(turn)
    if turn.notice:
        yield NOTICE, turn.notice


def message_text(message: Message) -> str:
    """All the text that a message shows: code and what came with it, Markdown as it is written, JSON indented."""
    content = message.content
    if isinstance(content, ProgramContent):
        texts = (content.code, content.instructions, " ".join(content.search_terms), content.template_url)
        return "\n".join(text for text in texts if text)
    if isinstance(message, UnknownMessage):
        return json.dumps(content, indent=2, ensure_ascii=False)
    return searchable_text(message)


def failure_text(turn: Turn) -> str:
    """Why a turn has no answer and what can be done; "" where that is not known."""
    return f"{turn.failure.message}\n{turn.failure.hint}".strip() if turn.failure else ""


def find_in_turn(turn: Turn, sought: Sought) -> dict[Place, int]:
    """How often it stands in each part of a turn, where it does."""
    return {Place(turn.position, part): count for part, text in findable_texts(turn) if (count := sought.count(text))}


def _count(source: str, words: str) -> int:
    if words == words.lower():
        source = source.lower()
    if " " in words and "\n" in source:
        source = source.replace("\n", " ")
    for mark in "*`":
        if mark in source and mark not in words:
            source = source.replace(mark, "")
    return source.count(words)

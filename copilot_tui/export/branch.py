"""What was said so far as the beginning of another conversation: the service knows of it only what is quoted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.language import canonical_language
from copilot_tui.domain.message import USER, ImprovedProgramMessage, ProgramMessage, ResponseMessage
from copilot_tui.domain.text import line
from copilot_tui.export.fences import closed, fenced, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.message import Message

MOST_CHARACTERS: Final = 16_000
"""Of what is quoted. The newest turns are taken; a question of megabytes would be refused, or its end unread."""


@dataclass(frozen=True, slots=True)
class Branch:
    """The beginning of another conversation."""

    text: str
    """Below two empty lines, for the question: a line that says what it is, and the quoted turns."""
    turns: int
    """How many turns are quoted."""
    left_out: bool
    """Whether earlier ones are not."""


def branch(title: str, turns: Sequence[Turn], *, earlier: bool = False) -> Branch:
    """Quotes questions, answers and programs; what Copilot did on the way to them is left out.

    Args:
        title: of the conversation that they are from.
        turns: those to quote, in order; the last ones of them if they are too long.
        earlier: whether the conversation has turns before them.
    """
    kept: list[str] = []
    room = MOST_CHARACTERS
    for turn in reversed(turns):
        text = quoted(_said(turn))
        if kept and len(text) > room:
            break
        kept.insert(0, text[:MOST_CHARACTERS] + ("…" if len(text) > MOST_CHARACTERS else ""))
        room -= len(text)
    head = f"For context, from another conversation (“{line(title, 100)}”):"
    text = "\n".join(("", "", head, "", "\n>\n".join(kept)))
    return Branch(text, len(kept), earlier or len(kept) < len(turns))


def _said(turn: Turn) -> str:
    parts = ["**Question:**", turn.query.strip(), *(part for message in turn.messages for part in _part(message))]
    return "\n\n".join(parts)


def _part(message: Message) -> Iterator[str]:
    if isinstance(message, ResponseMessage):
        yield f"**{'Question' if message.role == USER else 'Copilot'}:**"
        yield closed(message.content.strip())
    elif isinstance(message, ProgramMessage | ImprovedProgramMessage):
        yield "**Copilot’s program:**"
        yield fenced(message.content.code, canonical_language(message.content.language))

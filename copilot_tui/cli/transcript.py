"""A whole conversation as text to read in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.cli.answers import answer, statuses
from copilot_tui.domain.state import TurnState
from copilot_tui.domain.text import line
from copilot_tui.ui.words import count, duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from copilot_tui.cli.output import Manner
    from copilot_tui.cli.rendering import Rendering
    from copilot_tui.domain.conversation import Conversation, Turn

_STATES = {
    TurnState.QUEUED: "… waiting in line",
    TurnState.SENDING: "◐ being asked",
    TurnState.FAILED: "✗ failed",
    TurnState.CANCELLED: "✗ cancelled",
    TurnState.INTERRUPTED: "◌ interrupted",
}


def transcript(conversation: Conversation, turns: Sequence[Turn], manner: Manner, rendering: Rendering) -> str:
    """A conversation from its title to its last turn.

    Args:
        conversation: which.
        turns: all its turns, in order.
        manner: how foreign text is printed.
        rendering: how answers are drawn.
    """
    context = conversation.context
    facts = (conversation.id, line(context.org), line(context.page.label), count(len(turns), "question"))
    title = rendering.head(line(conversation.title))
    head = f"{title}\n{rendering.quiet(' · '.join(filter(None, facts)))}"
    parts = [head, *(part for turn in turns for part in _turn(turn, manner, rendering))]
    if conversation.draft.strip():
        parts.append(f"{rendering.head('draft')}\n{manner.prose(conversation.draft.rstrip())}")
    return "\n\n".join(parts)


def outcome(turn: Turn) -> str:
    """What became of a question that was not answered, with its reason; "" for one that was."""
    if turn.state is TurnState.ANSWERED:
        return ""
    failure = turn.failure
    reasons = (line(failure.message), line(failure.hint)) if failure else ()
    return ": ".join(part for part in (_STATES[turn.state], " ".join(filter(None, reasons))) if part)


def _turn(turn: Turn, manner: Manner, rendering: Rendering) -> Iterator[str]:
    asked = f"{rendering.head('you')}{rendering.quiet(f' · {_moment(turn.asked_at)}')}"
    yield f"{asked}\n{manner.prose(turn.query.rstrip())}"
    took = turn.duration_seconds
    head = rendering.head("copilot") + ("" if took is None else rendering.quiet(f" · {duration(took)}"))
    done = "".join(f"\n{rendering.quiet(f'· {status}')}" for status in statuses(turn.messages))
    if turn.messages or turn.state is TurnState.ANSWERED:
        yield f"{head}{done}"
    yield from filter(None, (rendering.markdown(answer(turn.messages, manner)), line(turn.notice), outcome(turn)))


def _moment(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")

"""A store with conversations of ten, five thousand and fifty thousand messages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.conversation import Conversation, Turn
from copilot_tui.domain.message import parse_message
from copilot_tui.domain.state import TurnState
from copilot_tui.store.history import SqliteHistory
from tests.store.samples import ACME
from tests.ui.transcript.conversation import ANSWER, PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from copilot_tui.domain.message import Message

LENGTHS: Final = (10, 5_000, 50_000)
"""Messages, two to a turn."""
_LARGE_EVERY: Final = 500
_LARGE: Final = ANSWER * 115  # about 100 kB


def title(messages: int) -> str:
    """The title of the conversation of so many messages."""
    return f"{messages:,} said"


def last_words(messages: int) -> str:
    """What stands at its very end, and nowhere else."""
    return f"The-end-of-{messages:,}."


def build(folder: Path) -> None:
    """Makes the store."""
    history = SqliteHistory(folder)
    now = datetime.now(UTC)
    for messages in LENGTHS:
        conversation = Conversation(
            id=f"talk{messages}", title=title(messages), context=ACME, created_at=now, updated_at=now
        )
        history.import_conversation(conversation, list(_turns(messages, conversation.id, now)))
    history.close()


def _turns(messages: int, home: str, now: datetime) -> Iterator[Turn]:
    for position in range(messages // 2):
        asked = now - timedelta(minutes=messages - position)
        last = position + 1 == messages // 2
        came = [
            _answer(position),
            _program(position) if position % 5 == 0 else _says(f"And {position}. {ANSWER[:560]}"),
        ]
        if last:
            came[-1] = _says(last_words(messages))
        yield Turn(
            id=f"{home}turn{position}",
            conversation_id=home,
            position=position,
            query=f"Question {position}?",
            context=ACME,
            state=TurnState.ANSWERED,
            asked_at=asked,
            sent_at=asked,
            finished_at=asked + timedelta(seconds=9),
            messages=tuple(came),
        )


def _answer(position: int) -> Message:
    return _says(_LARGE if position % _LARGE_EVERY == _LARGE_EVERY - 60 else f"Answer {position}. {ANSWER[:580]}")


def _says(text: str) -> Message:
    return parse_message({"role": "assistant", "kind": "response", "content": text})


def _program(position: int) -> Message:
    content = {"code": PROGRAM[:600], "language": "typescript", "programId": f"p{position}"}
    return parse_message({"role": "assistant", "kind": "program", "content": content})

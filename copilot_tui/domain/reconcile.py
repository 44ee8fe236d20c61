"""What a response adds to what is held.

The API reference says that ``messages`` holds the conversation's history; the public clients read it as the new turn
only, with the query echoed first. This is right under both, and under a history that starts late or misses a turn
that never reached the service.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.domain.message import (
    USER,
    Message,
    ResponseMessage,
    StatusMessage,
    TraceMessage,
    UnknownMessage,
    key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class HeldTurn:
    """What is held of one turn."""

    id: str
    query: str
    messages: tuple[Message, ...] = ()
    """In order, the echo of the query left out."""


def reconcile(held: Sequence[HeldTurn], current: str, received: Sequence[Message]) -> dict[str, tuple[Message, ...]]:
    """Places the messages of a response.

    Args:
        held: the conversation's turns in order, `current` among them; its last ones do where they are enough, see
            `is_enough`.
        current: id of the turn whose question this response answers.
        received: the response's messages in order: the whole history, its end, or the new turn only; with or without
            an echo of the query.

    Returns:
        The messages of every turn that gained some: turn id → all its messages now, in order. Nothing held is lost or
        moved, nothing already held is added again, the order of the response is kept, and applying the same response
        to the result returns an empty dict.

    Raises:
        KeyError: `current` is not among `held`.
    """
    turns = {turn.id: turn for turn in held}
    asked = turns[current]
    earlier = held[: held.index(asked)]
    index = _Index(earlier)
    history, answer = _split(index, asked, received)
    if _was_applied([*earlier, asked], received, answer):
        return {}
    placed: dict[str, list[Message]] = {}
    for turn, messages in _place(index, asked, history):
        placed.setdefault(turn, []).extend(messages)
    placed.setdefault(current, []).extend(answer)
    merged = {turn: _merge(turns[turn].messages, messages) for turn, messages in placed.items()}
    return {turn: messages for turn, messages in merged.items() if messages != turns[turn].messages}


def is_enough(held: Sequence[HeldTurn], received: Sequence[Message]) -> bool:
    """Whether a conversation's last turns are enough to place a response, so that the others need not be read.

    They are where those before the current one hold more than came, and every question that came is known: a history
    of so few messages does not reach beyond them. Status lines and traces do not count: a history may leave them out.

    Args:
        held: turns that follow each other, the last one that whose question the response answers.
        received: the response's messages.
    """
    *earlier, asked = held
    telling = (not isinstance(message, StatusMessage | TraceMessage) for turn in earlier for message in turn.messages)
    if sum(telling) <= len(received):
        return False
    index = _Index(earlier)
    texts = {_user_text(message) for message in received} - {None, _normal(asked.query)}
    return all(map(index.knows, texts))


def _was_applied(turns: Sequence[HeldTurn], received: Sequence[Message], answer: Sequence[Message]) -> bool:
    """Whether a response came before: the last turn holds its answer, and everything is held as often as it came."""
    asked = Counter(map(key, turns[-1].messages))
    held = Counter(key(message) for turn in turns for message in turn.messages)
    queries = {_normal(turn.query) for turn in turns}
    needed = Counter(key(message) for message in received if _user_text(message) not in queries)
    return bool(asked) and Counter(map(key, answer)) <= asked and needed <= held


def _split(index: _Index, asked: HeldTurn, received: Sequence[Message]) -> tuple[Sequence[Message], Sequence[Message]]:
    """Cuts a response into the history before the current question and what answers it (its echo dropped)."""
    echo = max(
        (at for at, message in enumerate(received) if _user_text(message) == _normal(asked.query)),
        default=None,
    )
    if echo is not None:
        return received[:echo], received[echo + 1 :]
    cut = _history_length(index, received)
    return received[:cut], received[cut:]


def _history_length(index: _Index, received: Sequence[Message]) -> int:
    """How much of a response is history where the query is not echoed: what is already held.

    After the last question that is known, its turn's messages are history as far as they are held, in their order: a
    status line that two turns share must not be taken from the second. A response without any known question is taken
    for a history only if it starts with everything that is held.
    """
    known = (at for at, message in enumerate(received) if index.knows(_user_text(message)))
    last = max(known, default=None)
    if last is None:
        everything = [key(message) for turn in index.turns for message in turn.messages]
        length = len(everything)
        is_history = 0 < length < len(received) and [key(message) for message in received[:length]] == everything
        return length if is_history else 0
    found = index.find(_user_text(received[last]) or "", 0, received[last + 1 :])
    held = [key(message) for message in index.turns[found[0]].messages] if found else []
    cut, position = last + 1, 0
    for at, message in enumerate(received[last:], last):
        if key(message) in held[position:]:
            cut, position = at + 1, held.index(key(message), position) + 1
    return cut


def _place(index: _Index, asked: HeldTurn, history: Sequence[Message]) -> Iterable[tuple[str, Sequence[Message]]]:
    """Finds the turn of every piece of a history; what belongs to none goes, whole and in order, before the answer."""
    start = 0
    for question, messages in _segments(history):
        if question is None:  # a history that starts within a turn: what is held of it is dropped, the rest kept
            yield asked.id, [message for message in messages if key(message) not in index.keys]
            continue
        found = index.find(_user_text(question) or "", start, messages)
        if found is None:
            yield asked.id, [question, *messages]
            continue
        at, is_query = found
        # A question that was asked elsewhere is held among a turn's messages, before the answer to the turn's own.
        start = at + 1 if is_query else at
        yield index.turns[at].id, messages if is_query else [question, *messages]


class _Index:
    """Where which question stands among the turns that are held."""

    def __init__(self, turns: Sequence[HeldTurn]) -> None:
        self.turns = turns
        self._keys = [{key(message) for message in turn.messages} for turn in turns]
        self.keys = set().union(*self._keys)
        self._places: dict[str, list[tuple[int, bool]]] = {}
        for at, turn in enumerate(turns):
            for text in filter(None, (_user_text(message) for message in turn.messages)):
                self._places.setdefault(text, []).append((at, False))
            self._places.setdefault(_normal(turn.query), []).append((at, True))

    def knows(self, text: str | None) -> bool:
        """Whether a text was asked in any of the turns."""
        return text in self._places

    def find(self, text: str, start: int, replies: Sequence[Message]) -> tuple[int, bool] | None:
        """The turn, from `start` on, where `text` was asked, and whether it is the turn's own query.

        The same words may have been asked twice: the turn that holds a part of the reply is meant, else the first
        without any (its reply was lost on the way), else the first. Status lines and traces are alike in many turns
        and tell nothing, unless the reply has nothing else.
        """
        candidates = [place for place in self._places.get(text, ()) if place[0] >= start]
        telling = [message for message in replies if not isinstance(message, StatusMessage | TraceMessage)]
        keys = {key(message) for message in telling or replies}
        held = (place for place in candidates if not keys.isdisjoint(self._keys[place[0]]))
        lost = (place for place in candidates if not self._keys[place[0]])
        return next(held, None) or next(lost, None) or (candidates[0] if candidates else None)


def _segments(history: Sequence[Message]) -> Iterable[tuple[Message | None, list[Message]]]:
    """Cuts a history before each user's message."""
    question: Message | None = None
    messages: list[Message] = []
    for message in history:
        if _user_text(message) is None:
            messages.append(message)
            continue
        if question is not None or messages:
            yield question, messages
        question, messages = message, []
    if question is not None or messages:
        yield question, messages


def _merge(held: Sequence[Message], incoming: Iterable[Message]) -> tuple[Message, ...]:
    """Both sequences in one, each in its order, what they share once."""
    merged = list(held)
    keys = [key(message) for message in held]
    known = set(keys)
    position = 0
    for message in incoming:
        wanted = key(message)
        # Not `index`, whose exception would write down a key of megabytes.
        found = (at for at in range(position, len(keys)) if keys[at] == wanted)
        if wanted in known and (at := next(found, None)) is not None:
            position = at + 1
            continue
        merged.insert(position, message)
        keys.insert(position, wanted)
        position += 1
    return tuple(merged)


def _user_text(message: Message | None) -> str | None:
    """The words of a user's message; None for any other."""
    if isinstance(message, ResponseMessage | UnknownMessage) and message.role == USER:
        return _normal(message.content) if isinstance(message.content, str) else None
    return None


def _normal(text: str) -> str:
    """White space at the ends and the kind of line ends do not make another question."""
    return text.replace("\r\n", "\n").strip()

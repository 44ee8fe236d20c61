"""What a response adds to what is held.

The API reference says that ``messages`` holds the conversation's history; the public clients read it as the new turn
only, with the query echoed first. This is right under both, and under a history that starts late or misses a turn
that never reached the service.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.domain.message import USER, Message, ResponseMessage, UnknownMessage, key

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
        held: the conversation's turns in order, `current` among them.
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
    history, answer = _split(earlier, asked, received)
    placed: dict[str, list[Message]] = {}
    for turn, messages in _place(earlier, asked, history):
        placed.setdefault(turn, []).extend(messages)
    placed.setdefault(current, []).extend(answer)
    merged = {turn: _merge(turns[turn].messages, messages) for turn, messages in placed.items()}
    return {turn: messages for turn, messages in merged.items() if messages != turns[turn].messages}


def _split(
    earlier: Sequence[HeldTurn], asked: HeldTurn, received: Sequence[Message]
) -> tuple[Sequence[Message], Sequence[Message]]:
    """Cuts a response into the history before the current question and what answers it (its echo dropped)."""
    echo = max(
        (at for at, message in enumerate(received) if _user_text(message) == _normal(asked.query)),
        default=None,
    )
    if echo is not None:
        return received[:echo], received[echo + 1 :]
    return _split_without_echo(earlier, received)


def _split_without_echo(
    earlier: Sequence[HeldTurn], received: Sequence[Message]
) -> tuple[Sequence[Message], Sequence[Message]]:
    """The same where the query is not echoed: the history is what is already held.

    A response without any user's message is taken for a history only if it starts with everything that is held:
    a single status line that two turns share must not be dropped from the second.
    """
    queries = {_normal(turn.query) for turn in earlier}
    keys = {key(message) for turn in earlier for message in turn.messages}
    if any(_user_text(message) in queries for message in received):
        last = max(at for at, m in enumerate(received) if key(m) in keys or _user_text(m) in queries)
        return received[: last + 1], received[last + 1 :]
    everything = [key(message) for turn in earlier for message in turn.messages]
    length = len(everything)
    if length and length < len(received) and [key(message) for message in received[:length]] == everything:
        return received[:length], received[length:]
    return (), received


def _place(
    earlier: Sequence[HeldTurn], asked: HeldTurn, history: Sequence[Message]
) -> Iterable[tuple[str, Sequence[Message]]]:
    """Finds the turn of every piece of a history; what belongs to none goes, whole and in order, before the answer."""
    index = _Index(earlier)
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
        yield earlier[at].id, messages if is_query else [question, *messages]


class _Index:
    """Where which question stands among the turns that are held."""

    def __init__(self, turns: Sequence[HeldTurn]) -> None:
        self._keys = [{key(message) for message in turn.messages} for turn in turns]
        self.keys = set().union(*self._keys)
        self._places: dict[str, list[tuple[int, bool]]] = {}
        for at, turn in enumerate(turns):
            for text in filter(None, (_user_text(message) for message in turn.messages)):
                self._places.setdefault(text, []).append((at, False))
            self._places.setdefault(_normal(turn.query), []).append((at, True))

    def find(self, text: str, start: int, replies: Sequence[Message]) -> tuple[int, bool] | None:
        """The turn, from `start` on, where `text` was asked, and whether it is the turn's own query.

        The same words may have been asked twice: the turn that holds a part of the reply is meant, else the first
        without any (its reply was lost on the way), else the first.
        """
        candidates = [place for place in self._places.get(text, ()) if place[0] >= start]
        keys = {key(message) for message in replies}
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
    position = 0
    for message in incoming:
        try:
            position = keys.index(key(message), position) + 1
        except ValueError:
            merged.insert(position, message)
            keys.insert(position, key(message))
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

"""What a response adds: right for whole histories, for the new turn only, for late histories and for lost replies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot_tui.domain.message import Message, key, parse_message
from copilot_tui.domain.reconcile import HeldTurn, is_enough, reconcile

if TYPE_CHECKING:
    from collections.abc import Sequence


def user(text: str) -> Message:
    return parse_message({"role": "user", "kind": "response", "content": text})


def says(text: str) -> Message:
    return parse_message({"role": "assistant", "kind": "response", "content": text})


def does(text: str = "Executing skill") -> Message:
    return parse_message({"role": "assistant", "kind": "status", "content": text})


def writes(code: str) -> Message:
    return parse_message({"role": "assistant", "kind": "program", "content": {"code": code, "language": "go"}})


def held(*turns: tuple[str, list[Message]]) -> list[HeldTurn]:
    """Turns t1, t2, …; the last one is the current one."""
    return [HeldTurn(f"t{number}", query, tuple(messages)) for number, (query, messages) in enumerate(turns, 1)]


A, B, C = says("A"), says("B"), says("C")

CASES: list[tuple[str, list[HeldTurn], list[Message], dict[str, list[Message]]]] = [
    ("first answer", held(("q", [])), [user("q"), does(), A], {"t1": [does(), A]}),
    ("no echo", held(("q", [])), [does(), A], {"t1": [does(), A]}),
    ("nothing", held(("q", [])), [], {}),
    ("echo only", held(("q", [])), [user("q")], {}),
    ("echo with other white space", held(("q\nr", [])), [user(" q\r\nr\n"), A], {"t1": [A]}),
    ("trace before the echo stays before", held(("q", [])), [does("t"), user("q"), A], {"t1": [does("t"), A]}),
    ("new turn only", held(("p", [A]), ("q", [])), [user("q"), B], {"t2": [B]}),
    ("new turn only, no echo", held(("p", [A]), ("q", [])), [B], {"t2": [B]}),
    ("the same answer again", held(("p", [A]), ("q", [])), [user("q"), A], {"t2": [A]}),
    ("the same status again, no echo", held(("p", [does(), A]), ("q", [])), [does(), B], {"t2": [does(), B]}),
    ("whole history", held(("p", [A]), ("q", [])), [user("p"), A, user("q"), B], {"t2": [B]}),
    ("whole history without echoes", held(("p", [A]), ("q", [])), [A, B], {"t2": [B]}),
    ("whole history, current not echoed", held(("p", [A]), ("q", [])), [user("p"), A, B], {"t2": [B]}),
    ("late history", held(("p", [A, B]), ("q", [])), [B, user("q"), C], {"t2": [C]}),
    ("lost reply", held(("p", []), ("q", [])), [user("p"), does(), A, user("q"), B], {"t1": [does(), A], "t2": [B]}),
    ("lost reply in the middle", held(("o", [A]), ("p", []), ("q", [])),
     [user("o"), A, user("p"), B, user("q"), C], {"t2": [B], "t3": [C]}),
    ("lost part of a reply", held(("p", [does()]), ("q", [])),
     [user("p"), does(), A, user("q"), B], {"t1": [does(), A], "t2": [B]}),
    ("history without traces", held(("p", [does("t"), A]), ("q", [])), [user("p"), A, user("q"), B], {"t2": [B]}),
    ("a turn that never reached the service", held(("o", [A]), ("p", []), ("q", [])),
     [user("o"), A, user("q"), B], {"t3": [B]}),
    ("asked twice, second answer", held(("q", [A]), ("q", [])), [user("q"), A, user("q"), B], {"t2": [B]}),
    ("asked twice, first reply lost", held(("q", []), ("q", [])),
     [user("q"), A, user("q"), B], {"t1": [A], "t2": [B]}),
    ("asked again after a failure", held(("q", []), ("q", [A]), ("r", [])),
     [user("q"), A, user("r"), B], {"t3": [B]}),
    ("asked twice, late history, second reply lost", held(("q", [does(), A]), ("q", []), ("r", [])),
     [user("q"), does(), B, user("r"), C], {"t2": [does(), B], "t3": [C]}),
    ("a question from elsewhere", held(("p", [A]), ("q", [])),
     [user("p"), A, user("x"), B, user("q"), C], {"t2": [user("x"), B, C]}),
    ("a question from elsewhere, again", held(("p", [A]), ("q", [user("x"), B, C]), ("r", [])),
     [user("p"), A, user("x"), B, user("q"), C, user("r"), A], {"t3": [A]}),
    ("later turns are not touched", [*held(("p", []), ("q", [B]))], [user("p"), A], {"t1": [A]}),
    ("programs are compared by content", held(("p", [writes("x")]), ("q", [])),
     [user("p"), writes("x"), user("q"), writes("y")], {"t2": [writes("y")]}),
]  # fmt: skip

CURRENT = {"later turns are not touched": "t1"}


@pytest.mark.parametrize(("name", "turns", "received", "gained"), CASES, ids=[case[0] for case in CASES])
def test_every_message_goes_to_its_turn(
    name: str, turns: list[HeldTurn], received: list[Message], gained: dict[str, list[Message]]
) -> None:
    current = CURRENT.get(name, turns[-1].id)
    placed = reconcile(turns, current, received)
    assert {turn: list(messages) for turn, messages in placed.items()} == gained
    assert reconcile(_with(turns, placed), current, received) == {}


def test_an_unknown_turn_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        reconcile(held(("q", [])), "t9", [A])


@pytest.mark.parametrize(
    ("turns", "received", "enough"),
    [
        (held(("p", [A, B, C]), ("q", [])), [user("q"), A], True),
        (held(("p", [A, B, C]), ("q", [])), [user("p"), user("q")], True),
        (held(("p", [A, B, C]), ("q", [A, B, C])), [A, user("q")], True),
        (held(("p", [A]), ("q", [])), [user("q"), B], False),  # what came may reach further back
        (held(("p", [A, B, C]), ("q", [])), [user("o"), user("q")], False),  # asked earlier, or elsewhere
        (held(("p", [does(), does(), does()]), ("q", [])), [A, B], False),  # a history without status lines
        (held(("q", [A, B, C])), [A, user("q")], False),  # its own messages are no history
    ],
)
def test_the_last_turns_are_enough_where_a_history_cannot_reach_beyond_them(
    turns: list[HeldTurn], received: list[Message], *, enough: bool
) -> None:
    assert is_enough(turns, received) is enough


# properties


def _with(turns: Sequence[HeldTurn], placed: dict[str, tuple[Message, ...]]) -> list[HeldTurn]:
    return [replace(turn, messages=placed.get(turn.id, turn.messages)) for turn in turns]


def _is_within(part: Sequence[Message], whole: Sequence[Message]) -> bool:
    """Whether one is the other with some left out, in the same order."""
    rest = iter(whole)
    return all(any(message == other for other in rest) for message in part)


MESSAGES = st.sampled_from([does(), does("t"), A, B, C, writes("x"), user("p"), user("q"), user("x")])
TURNS = st.lists(
    st.tuples(st.sampled_from(["p", "q", "r"]), st.lists(MESSAGES, max_size=4)), min_size=1, max_size=4
).map(lambda turns: held(*turns))


@given(TURNS, st.lists(MESSAGES, max_size=10), st.data())
@settings(max_examples=400)
def test_nothing_held_is_ever_lost_or_moved_and_twice_is_once(
    turns: list[HeldTurn], received: list[Message], data: st.DataObject
) -> None:
    current = data.draw(st.sampled_from([turn.id for turn in turns]))
    placed = reconcile(turns, current, received)
    after = _with(turns, placed)
    for before, now in zip(turns, after, strict=True):
        assert _is_within(before.messages, now.messages)
    assert reconcile(after, current, received) == {}


@given(TURNS, st.lists(MESSAGES, max_size=10))
def test_no_message_of_an_answer_vanishes(turns: list[HeldTurn], received: list[Message]) -> None:
    after = _with(turns, reconcile(turns, turns[-1].id, received))
    known = {message.model_dump_json() for turn in after for message in turn.messages}
    known |= {user(turn.query).model_dump_json() for turn in turns}
    assert {message.model_dump_json() for message in received} <= known


@given(TURNS, TURNS, st.lists(MESSAGES, max_size=4), st.lists(MESSAGES, max_size=4))
def test_turns_before_those_that_are_enough_change_nothing(
    before: list[HeldTurn], last: list[HeldTurn], history: list[Message], came: list[Message]
) -> None:
    """Asked once each: where the same words were asked twice, the later of them is meant."""
    before = [replace(turn, id=f"b{turn.id}", query=f"b{number}") for number, turn in enumerate(before)]
    last = [replace(turn, query=f"l{number}") for number, turn in enumerate(last)]
    received = [*history, user(last[-1].query), *came]
    other = {key(message) for turn in before for message in turn.messages}
    if is_enough(last, received) and other.isdisjoint(map(key, received)):
        assert reconcile([*before, *last], last[-1].id, received) == reconcile(last, last[-1].id, received)


@dataclass
class Service:
    """A service with a memory of its own, and a client whose replies may be lost on the way."""

    memory: list[tuple[str, list[Message]]] = field(default_factory=list)
    turns: list[HeldTurn] = field(default_factory=list)
    replies: dict[str, list[Message]] = field(default_factory=dict)

    def ask(self, query: str, messages: list[Message], *, reached: bool) -> str:
        turn = HeldTurn(f"t{len(self.turns) + 1}", query)
        self.turns.append(turn)
        if reached:
            self.memory.append((query, messages))
            self.replies[turn.id] = messages
        return turn.id

    def answer(self, *, since: int, echo: bool) -> list[Message]:
        """The history from one of its turns on; `since` counts from the end, 0 is the new turn only."""
        history = self.memory[max(0, len(self.memory) - 1 - since) :]
        told = [message for query, messages in history for message in (user(query), *messages)]
        if not echo:
            del told[-len(history[-1][1]) - 1]
        return told

    def receive(self, turn: str, received: list[Message]) -> None:
        self.turns = _with(self.turns, reconcile(self.turns, turn, received))


ASKED = st.tuples(
    st.sampled_from(["answered", "answered", "lost", "never sent"]),
    st.integers(0, 5),  # how far back the answer's history reaches
    st.integers(0, 2),  # status lines that look all alike
)


@given(asked=st.lists(ASKED, min_size=1, max_size=6), echo=st.booleans())
@settings(max_examples=300)
def test_a_client_ends_with_what_the_service_said(asked: list[tuple[str, int, int]], *, echo: bool) -> None:
    service = Service()
    for number, (outcome, since, lines) in enumerate(asked):
        messages = [*[does()] * lines, says(f"answer {number}")]
        turn = service.ask(f"question {number}", messages, reached=outcome != "never sent")
        if outcome == "answered":
            # Without an echo, nothing tells where a reply that was lost ends and the new one begins.
            lost = any(outcome == "lost" for outcome, *_ in asked[:number])
            service.receive(turn, service.answer(since=since, echo=echo or lost))
            assert list(service.turns[-1].messages) == messages
    final = service.ask("last", [says("the end")], reached=True)
    service.receive(final, service.answer(since=len(asked), echo=True))
    for held_turn in service.turns:
        assert list(held_turn.messages) == service.replies.get(held_turn.id, [])


@given(st.lists(st.tuples(st.sampled_from(["p", "q"]), st.lists(MESSAGES.filter(lambda m: m.role != "user"),
       max_size=3), st.booleans()), min_size=1, max_size=5))  # fmt: skip
@settings(max_examples=300)
def test_whole_histories_double_nothing_even_where_questions_repeat(
    asked: list[tuple[str, list[Message], bool]],
) -> None:
    service = Service()
    for query, messages, arrives in asked:
        turn = service.ask(query, messages, reached=True)
        if arrives:
            service.receive(turn, service.answer(since=99, echo=True))
    final = service.ask("last", [says("the end")], reached=True)
    service.receive(final, service.answer(since=99, echo=True))
    here = Counter(message.model_dump_json() for turn in service.turns for message in turn.messages)
    there = Counter(message.model_dump_json() for _, messages in service.memory for message in messages)
    assert here == there

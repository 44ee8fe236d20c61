from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_tui.domain.errors import Cancelled, TimedOut
from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.message import Message, ProgramContent, ProgramMessage, ResponseMessage, key, parse_message
from copilot_tui.domain.reconcile import HeldTurn, reconcile
from copilot_tui.domain.state import TurnState
from copilot_tui.store import reading
from copilot_tui.store.rows import to_message
from tests.store.samples import ACME, NOON, answer, converse, minute, says, trace, user, writes

if TYPE_CHECKING:
    from copilot_tui.domain.conversation import Turn
    from copilot_tui.store.history import SqliteHistory


def contents(turn: Turn) -> list[object]:
    return [message.content for message in turn.messages]


def test_an_answer_is_kept_whole(history: SqliteHistory) -> None:
    conversation = history.create(ACME, at=NOON)
    turn = history.add_turn(conversation.id, "Write a bucket", ACME, at=NOON)
    came = answer(
        *(user("Write a bucket"), trace("t"), says("Here:"), writes("new Bucket()")),
        service_id="c-9",
        notice="beside",
        warning="old client",
    )
    (answered,) = history.finish_answered(turn.id, came, at=NOON + timedelta(seconds=11.4), unread=True)
    assert history.turns(conversation.id) == [answered]
    assert answered.messages == came.messages[1:]
    assert [message.raw for message in answered.messages] == [message.raw for message in came.messages[1:]]
    assert (answered.state, answered.notice, answered.duration_seconds) == (
        *(TurnState.ANSWERED, "beside\nold client"),
        11.4,
    )
    assert answered.exchange == came.exchange
    (row,) = history.page(ListQuery())
    assert (row.service_id, row.unread, row.state) == ("c-9", True, TurnState.ANSWERED)
    assert (row.turns, row.programs, row.language) == (1, 1, "typescript")
    assert row.updated_at == NOON + timedelta(seconds=11.4)


def test_an_answer_without_anything_new_still_answers(history: SqliteHistory) -> None:
    turn = converse(history, "Why?", user("Why?"))
    assert (turn.state, turn.messages) == (TurnState.ANSWERED, ())


def test_the_service_id_stays_where_an_answer_has_none(history: SqliteHistory) -> None:
    turn = converse(history, "Why?", says("So."))
    more = history.add_turn(turn.conversation_id, "More?", ACME, at=minute(1))
    history.finish_answered(more.id, answer(says("No."), service_id=None), at=minute(2), unread=False)
    (row,) = history.page(ListQuery())
    assert row.service_id == "c-1"


def test_a_lost_reply_finds_its_own_turn(history: SqliteHistory) -> None:
    first = converse(history, "First?", says("One."))
    lost = history.add_turn(first.conversation_id, "Second?", ACME, at=minute(1))
    history.finish_failed(lost.id, TimedOut("No answer.").as_failure(), at=minute(2))
    third = history.add_turn(first.conversation_id, "Third?", ACME, at=minute(3))
    everything = answer(
        *(user("First?"), says("One.")),
        *(user("Second?"), says("Two."), writes("second()", "go")),
        *(user("Third?"), says("Three."), writes("third()", "go")),
    )
    changed = history.finish_answered(third.id, everything, at=minute(4), unread=False)
    assert [turn.id for turn in changed] == [lost.id, third.id]
    assert [turn.state for turn in history.turns(first.conversation_id)] == [TurnState.ANSWERED] * 3
    found = history.turn(lost.id)
    assert found is not None
    assert (found.failure, found.finished_at, contents(found)[0]) == (None, minute(4), "Two.")
    versions = {program.content.code: program.version for program in history.programs()}
    assert versions == {"second()": 1, "third()": 2}
    assert [hit.turn_id for hit in history.search("two")] == [lost.id]


def test_a_program_that_was_lost_moves_the_later_versions_up(history: SqliteHistory) -> None:
    first = converse(history, "First?", writes("a", "ts"))
    lost = history.add_turn(first.conversation_id, "Lost?", ACME, at=minute(1))
    history.finish_failed(lost.id, TimedOut("No answer.").as_failure(), at=minute(2))
    third = history.add_turn(first.conversation_id, "Third?", ACME, at=minute(3))
    new_turn_only = answer(user("Third?"), writes("c", "TypeScript"))
    history.finish_answered(third.id, new_turn_only, at=minute(4), unread=False)
    before = {program.content.code: program.id for program in history.programs()}
    fourth = history.add_turn(first.conversation_id, "Fourth?", ACME, at=minute(5))
    everything = answer(
        *(user("First?"), writes("a", "ts"), user("Lost?"), writes("b", "typescript")),
        *(user("Third?"), writes("c", "TypeScript"), user("Fourth?"), writes("d", "python")),
    )
    history.finish_answered(fourth.id, everything, at=minute(6), unread=False)
    programs = {program.content.code: program for program in history.programs()}
    assert {code: program.version for code, program in programs.items()} == {"a": 1, "b": 2, "c": 3, "d": 1}
    assert {code: programs[code].id for code in before} == before
    (row,) = history.page(ListQuery())
    assert (row.programs, row.language) == (4, "python")


def _ask(history: SqliteHistory, home: str, number: int) -> Turn:
    return history.add_turn(home, f"Question {number}?", ACME, at=minute(number))


def test_only_the_last_turns_are_read_for_an_answer(history: SqliteHistory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = history.create(ACME, at=NOON).id
    for number in range(100):
        turn = _ask(history, home, number)
        history.finish_answered(turn.id, answer(says("One"), says("Two")), at=minute(number), unread=False)
    asked, read = _ask(history, home, 100), list[str]()

    def counted(raw: str) -> Message:
        read.append(raw)
        return to_message(raw)

    monkeypatch.setattr(reading, "to_message", counted)
    history.finish_answered(asked.id, answer(says("So.")), at=minute(100), unread=False)
    assert len(read) <= 40


def test_a_lost_reply_of_long_ago_finds_its_turn_by_the_whole_history(history: SqliteHistory) -> None:
    home = history.create(ACME, at=NOON).id
    lost = _ask(history, home, 0)
    history.finish_failed(lost.id, TimedOut("No answer.").as_failure(), at=minute(0))
    everything = [user("Question 0?"), says("Lost")]
    for number in range(1, 50):
        turn = _ask(history, home, number)
        came = [user(turn.query), says(f"Answer {number}")]
        history.finish_answered(turn.id, answer(*came), at=minute(number), unread=False)
        everything += came
    last = _ask(history, home, 50)
    whole = answer(*everything, user(last.query), says("Last"))
    changed = history.finish_answered(last.id, whole, at=minute(50), unread=False)
    assert {turn.id: contents(turn) for turn in changed} == {lost.id: ["Lost"], last.id: ["Last"]}


@pytest.mark.parametrize("cut_off_by", ["cancel", "end of the program"])
def test_a_late_answer_belongs_to_its_turn_whatever_it_had_become(history: SqliteHistory, cut_off_by: str) -> None:
    conversation = history.create(ACME, at=NOON)
    turn = history.add_turn(conversation.id, "Why?", ACME, at=NOON)
    if cut_off_by == "cancel":
        history.finish_failed(turn.id, Cancelled("Cancelled.").as_failure(), at=minute(1))
    else:
        history._presence.close()
        history.interrupt_abandoned(at=minute(1))
    (late,) = history.finish_answered(turn.id, answer(says("So.")), at=minute(2), unread=True)
    assert (late.state, late.failure, contents(late)) == (TurnState.ANSWERED, None, ["So."])


def test_the_same_answer_twice_changes_nothing(history: SqliteHistory) -> None:
    turn = converse(history, "Write", says("Here"), writes("code"), says("Done"))
    programs, hits = history.programs(), list(history.search("here"))
    again = answer(says("Here"), writes("code"), says("Done"))
    history.finish_answered(turn.id, again, at=turn.finished_at or NOON, unread=False)
    assert history.turns(turn.conversation_id) == [turn]
    assert history.programs() == programs
    assert list(history.search("here")) == hits


def test_messages_that_come_later_go_where_they_belong(history: SqliteHistory) -> None:
    turn = converse(history, "Why?", says("One"), says("Three"))
    full = answer(says("One"), says("Two"), says("Three"), says("Four"))
    history.finish_answered(turn.id, full, at=minute(1), unread=False)
    (merged,) = history.turns(turn.conversation_id)
    assert contents(merged) == ["One", "Two", "Three", "Four"]


def test_a_message_that_did_not_come_over_the_wire_is_stored_in_the_references_form(history: SqliteHistory) -> None:
    content = ProgramContent(code="x", language="go", program_id="p", instructions="i", search_terms=("s",))
    made: list[Message] = [
        ResponseMessage(content="Text"),
        ProgramMessage(content=content),
        ProgramMessage(content=content.model_copy(update={"template_url": "t"})),
    ]
    turn = converse(history, "Why?", *made)
    assert [key(message) for message in turn.messages] == [key(message) for message in made]
    assert '"programId": "p"' in turn.messages[1].raw


texts = st.text(max_size=8)
message_values = st.one_of(
    st.builds(
        lambda kind, role, content: {"kind": kind, "role": role, "content": content, "extra": 1},
        st.sampled_from(["response", "status", "trace", "program", "improvedProgram", "later", 3]),
        st.sampled_from(["assistant", "user", None]),
        st.one_of(texts, st.none(), st.dictionaries(st.sampled_from(["code", "language", "plan", "x"]), texts)),
    ),
    st.recursive(st.none() | st.floats(allow_nan=False) | texts, lambda inner: st.lists(inner, max_size=2)),
)
messages = st.lists(message_values.map(parse_message), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(first=messages, second=messages, query=texts)
def test_whatever_comes_is_stored_as_reconciled(
    history: SqliteHistory, first: list[Message], second: list[Message], query: str
) -> None:
    turn = converse(history, query, *first)
    held = [HeldTurn(turn.id, turn.query, turn.messages)]
    more = history.add_turn(turn.conversation_id, query, ACME, at=minute(1))
    held.append(HeldTurn(more.id, more.query))
    expected: dict[str, Any] = {known.id: known.messages for known in held}
    expected |= reconcile(held, more.id, second)
    history.finish_answered(more.id, answer(*second), at=minute(2), unread=False)
    stored = {known.id: known.messages for known in history.turns(turn.conversation_id)}
    assert stored == expected
    programs = history.programs(conversation_id=turn.conversation_id)
    kinds = [
        message.kind for known in stored.values() for message in known if isinstance(message.content, ProgramContent)
    ]
    assert len(programs) == len(kinds)

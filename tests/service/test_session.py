"""The life of a question, as a person would notice it."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING, NoReturn

import pytest

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.errors import ErrorKind, NetworkTrouble, NotSignedIn
from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.state import TurnState
from copilot_tui.service.events import ConnectionChanged, LineHeld, LineReleased, TurnChanged, TurnRemoved
from copilot_tui.service.session import Session
from copilot_tui.store.history import SqliteHistory
from tests.service.conftest import ACME, Stage, answer
from tests.waiting import until

if TYPE_CHECKING:
    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.question import Answer


async def failed_before_another(stage: Stage) -> tuple[Turn, Turn]:
    """A question whose answer does not come, and one that waits for it."""
    first = await stage.session.ask(None, "one", ACME)
    second = await stage.session.ask(first.conversation_id, "two", ACME)
    await until(lambda: len(stage.wire.asked) == 1)
    stage.wire.reply(NetworkTrouble("The connection broke."))
    return first, second


async def test_question_is_in_the_store_before_it_is_on_the_wire(stage: Stage) -> None:
    turn = await stage.session.ask(None, "why?", ACME)
    stored = await stage.session.read(lambda history: history.turn(turn.id))
    assert stored is not None
    assert (stored.query, stored.state) == ("why?", TurnState.SENDING)
    assert stage.wire.asked == [] or stage.wire.asked[0].query == "why?"


async def test_answer_is_committed_and_told(stage: Stage) -> None:
    turn = await stage.session.ask(None, "why?", ACME)
    await until(lambda: len(stage.wire.asked) == 1)
    stage.wire.reply(answer("because"))
    done = await stage.session.settled(turn.id)
    assert done.state is TurnState.ANSWERED
    assert [message.content for message in done.messages] == ["because"]
    last = stage.events[-1]
    assert isinstance(last, TurnChanged)
    assert last.turn == done


async def test_follow_up_carries_the_conversation_of_the_service(stage: Stage) -> None:
    first = await stage.session.ask(None, "why?", ACME)
    await until(lambda: len(stage.wire.asked) == 1)
    stage.wire.reply(answer("because", "opaque id"))
    await stage.session.settled(first.id)
    second = await stage.session.ask(first.conversation_id, "and then?", ACME)
    await until(lambda: len(stage.wire.asked) == 2)
    assert second.conversation_id == first.conversation_id
    assert [question.service_id for question in stage.wire.asked] == [None, "opaque id"]


async def test_another_organization_starts_another_conversation(stage: Stage) -> None:
    first = await stage.session.ask(None, "why?", ACME)
    await until(lambda: len(stage.wire.asked) == 1)
    stage.wire.reply(answer("because"))
    await stage.session.settled(first.id)
    second = await stage.session.ask(first.conversation_id, "and here?", CloudContext(org="other"))
    await until(lambda: len(stage.wire.asked) == 2)
    assert second.conversation_id != first.conversation_id
    assert stage.wire.asked[1].service_id is None


async def test_one_conversation_sends_one_question_at_a_time(stage: Stage) -> None:
    first = await stage.session.ask(None, "one", ACME)
    second = await stage.session.ask(first.conversation_id, "two", ACME)
    await until(lambda: len(stage.wire.asked) == 1)
    assert second.state is TurnState.QUEUED
    stage.wire.reply(answer("first"))
    await until(lambda: len(stage.wire.asked) == 2)
    assert [question.query for question in stage.wire.asked] == ["one", "two"]


async def test_two_conversations_ask_at_once_and_a_third_waits_for_a_place(stage: Stage) -> None:
    turns = [await stage.session.ask(None, name, ACME) for name in ("one", "two", "three")]
    await until(lambda: len(stage.wire.asked) == 2)
    assert [turn.state for turn in turns] == [TurnState.SENDING, TurnState.SENDING, TurnState.QUEUED]
    stage.wire.reply(answer("second", "s2"), to=1)
    await until(lambda: len(stage.wire.asked) == 3)
    assert stage.wire.asked[2].query == "three"


async def test_failure_keeps_the_question_and_holds_the_line(stage: Stage) -> None:
    first, second = await failed_before_another(stage)
    failed = await stage.session.settled(first.id)
    assert failed.state is TurnState.FAILED
    assert failed.failure is not None
    assert failed.failure.message == "The connection broke."
    assert LineHeld(first.conversation_id) in stage.events
    await stage.session.resend(first.id)
    await until(lambda: len(stage.wire.asked) == 2)
    assert stage.wire.asked[1].query == "one"
    stage.wire.reply(answer("at last"))
    await until(lambda: len(stage.wire.asked) == 3)
    assert stage.wire.asked[2].query == second.query


async def test_the_line_goes_on_without_the_question_that_failed(stage: Stage) -> None:
    first, second = await failed_before_another(stage)
    await stage.session.settled(first.id)
    await until(lambda: stage.session.dispatch.is_held(first.conversation_id))
    await stage.session.release(first.conversation_id)
    assert LineReleased(first.conversation_id) in stage.events
    await until(lambda: len(stage.wire.asked) == 2)
    stage.wire.reply(answer("to the second"))
    assert (await stage.session.settled(second.id)).state is TurnState.ANSWERED
    assert (await stage.session.settled(first.id)).state is TurnState.FAILED


async def test_a_line_that_was_taken_away_does_not_hold_the_next_question(stage: Stage) -> None:
    first, second = await failed_before_another(stage)
    await until(lambda: stage.session.dispatch.is_held(first.conversation_id))
    await stage.session.remove_queued(second.id)
    assert not stage.session.dispatch.is_held(first.conversation_id)
    third = await stage.session.ask(first.conversation_id, "three", ACME)
    assert third.state is TurnState.SENDING


async def test_resending_twice_sends_once(stage: Stage) -> None:
    busy = [await stage.session.ask(None, name, ACME) for name in ("one", "two")]
    await until(lambda: len(stage.wire.asked) == 2)
    stage.wire.reply(NetworkTrouble("The connection broke."))
    await stage.session.settled(busy[0].id)
    await stage.session.ask(None, "three", ACME)
    assert await stage.session.resend(busy[0].id) is not None
    assert await stage.session.resend(busy[0].id) is None


async def test_what_another_process_asks_or_keeps_in_line_is_left_to_it(stage: Stage) -> None:
    other = Stage(stage.folder)
    try:
        first = await other.session.ask(None, "one", ACME)
        second = await other.session.ask(first.conversation_id, "two", ACME)
        await until(lambda: len(other.wire.asked) == 1)
        assert await stage.session.recover() == []
        await stage.session.adopt_line(first.conversation_id)
        assert not stage.session.dispatch.is_held(first.conversation_id)
        assert not stage.session.dispatch.is_ours(first.id)
        assert not stage.session.dispatch.is_ours(second.id)
        assert await stage.session.cancel(second.id) is None
        assert await stage.session.resend(first.id) is None
    finally:
        await other.session.close()
    assert [turn.state for turn in await stage.session.recover()] == []  # the other one said so itself
    await stage.session.adopt_line(first.conversation_id)
    assert stage.session.dispatch.is_held(first.conversation_id)
    assert stage.session.dispatch.is_ours(second.id)


async def test_a_question_that_was_taken_away_elsewhere_is_passed_over(stage: Stage) -> None:
    first = await stage.session.ask(None, "one", ACME)
    second = await stage.session.ask(first.conversation_id, "two", ACME)
    third = await stage.session.ask(first.conversation_id, "three", ACME)
    await until(lambda: len(stage.wire.asked) == 1)
    await stage.session.read(lambda history: history.remove_queued(second.id))
    stage.wire.reply(answer("first"))
    await until(lambda: len(stage.wire.asked) == 2)
    assert stage.wire.asked[1].query == third.query


async def test_cancel_closes_the_connection_and_disturbs_no_other(stage: Stage) -> None:
    first = await stage.session.ask(None, "one", ACME)
    other = await stage.session.ask(None, "two", ACME)
    await until(lambda: len(stage.wire.asked) == 2)
    await stage.session.cancel(first.id)
    cancelled = await stage.session.settled(first.id)
    assert cancelled.state is TurnState.CANCELLED
    assert stage.wire.closed_early == 1
    stage.wire.reply(answer("unharmed"), to=1)
    assert (await stage.session.settled(other.id)).state is TurnState.ANSWERED


async def test_queued_question_can_be_taken_back(stage: Stage) -> None:
    first = await stage.session.ask(None, "one", ACME)
    second = await stage.session.ask(first.conversation_id, "two", ACME)
    assert await stage.session.cancel(second.id) == "two"
    assert TurnRemoved(first.conversation_id, second.id) in stage.events
    assert await stage.session.read(lambda history: history.turn(second.id)) is None


async def test_resending_an_older_question_asks_it_anew(stage: Stage) -> None:
    first = await stage.session.ask(None, "one", ACME)
    await until(lambda: len(stage.wire.asked) == 1)
    stage.wire.reply(NetworkTrouble("The connection broke."))
    await stage.session.settled(first.id)
    second = await stage.session.ask(first.conversation_id, "two", ACME)
    await until(lambda: len(stage.wire.asked) == 2)
    stage.wire.reply(answer("yes"))
    await stage.session.settled(second.id)
    again = await stage.session.resend(first.id)
    assert again is not None
    assert (again.query, again.position) == ("one", 2)


async def test_blank_question_is_not_sent(stage: Stage) -> None:
    with pytest.raises(ValueError, match="blank"):
        await stage.session.ask(None, " \n", ACME)
    assert stage.wire.asked == []


async def test_quitting_interrupts_what_is_asked(stage: Stage) -> None:
    turn = await stage.session.ask(None, "why?", ACME)
    waiting = await stage.session.ask(turn.conversation_id, "and?", ACME)
    await until(lambda: len(stage.wire.asked) == 1)
    await stage.session.close()
    history = SqliteHistory(stage.folder)
    states = [turn.state for turn in history.turns(turn.conversation_id)]
    assert states == [TurnState.INTERRUPTED, TurnState.QUEUED]
    stage.session = Session(history, lambda: stage.wire)
    await stage.session.adopt_line(turn.conversation_id)
    assert stage.session.dispatch.is_held(turn.conversation_id)
    await stage.session.resend(turn.id)
    await until(lambda: len(stage.wire.asked) == 2)
    stage.wire.reply(answer("because"), to=-1)
    await until(lambda: len(stage.wire.asked) == 3)
    assert stage.wire.asked[2].query == waiting.query


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(answer("because"), TurnState.ANSWERED), (NetworkTrouble("The connection broke."), TurnState.FAILED)],
)
async def test_an_outcome_that_is_being_committed_is_not_cut_off(
    stage: Stage, outcome: Answer | NetworkTrouble, state: TurnState
) -> None:
    turn = await stage.session.ask(None, "why?", ACME)
    await until(lambda: len(stage.wire.asked) == 1)
    disk = Event()  # a slow one
    slow = asyncio.create_task(stage.session.read(lambda _history: disk.wait()))
    stage.wire.reply(outcome)
    await until(lambda: any(isinstance(event, ConnectionChanged) for event in stage.events))
    await stage.session.cancel(turn.id)
    closing = asyncio.create_task(stage.session.close())
    await asyncio.sleep(0)
    disk.set()
    await asyncio.gather(slow, closing)
    stage.session = Session(SqliteHistory(stage.folder), lambda: stage.wire)
    kept = await stage.session.read(lambda history: history.turn(turn.id))
    assert kept is not None
    assert kept.state is state


async def test_a_question_that_is_being_started_when_the_program_ends_is_interrupted(stage: Stage) -> None:
    first, second = await failed_before_another(stage)
    await stage.session.settled(first.id)
    disk = Event()  # a slow one
    slow = asyncio.create_task(stage.session.read(lambda _history: disk.wait()))
    starting = asyncio.create_task(stage.session.release(first.conversation_id))
    await asyncio.sleep(0)
    closing = asyncio.create_task(stage.session.close())
    await asyncio.sleep(0)
    disk.set()
    await asyncio.gather(slow, starting, closing)
    assert not stage.session.dispatch.asking
    stage.session = Session(SqliteHistory(stage.folder), lambda: stage.wire)
    kept = await stage.session.read(lambda history: history.turn(second.id))
    assert kept is not None
    assert kept.state is TurnState.INTERRUPTED


async def test_without_a_token_the_question_is_kept_as_failed(stage: Stage) -> None:
    def refuse() -> NoReturn:
        raise NotSignedIn("There is no access token.")

    stage.session.reconnect(refuse)
    turn = await stage.session.ask(None, "why?", ACME)
    failed = await stage.session.settled(turn.id)
    assert failed.failure is not None
    assert failed.failure.kind is ErrorKind.NOT_SIGNED_IN


async def test_answer_is_unread_unless_watched(stage: Stage) -> None:
    for watched in (False, True):
        turn = await stage.session.ask(None, "why?", ACME)
        stage.session.watching = turn.conversation_id if watched else None
        await until(lambda: len(stage.wire.asked) > 0)
        stage.wire.asked.clear()
        stage.wire.reply(answer("because"))
        await stage.session.settled(turn.id)
        (row,) = await stage.session.read(lambda history: history.page(ListQuery(), limit=1))
        assert row.id == turn.conversation_id
        assert row.unread is not watched

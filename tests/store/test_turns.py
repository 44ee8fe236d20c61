from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.errors import INTERRUPTED, Cancelled, ErrorKind, RateLimited, StoreTrouble, TimedOut
from copilot_tui.domain.exchange import HIDDEN, Exchange
from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.state import TurnState
from copilot_tui.store.history import SqliteHistory
from tests.store.samples import ACME, NOON, answer, converse, minute, says

if TYPE_CHECKING:
    from pathlib import Path

DEV = CloudContext(org="acme", url="https://app.pulumi.com/acme/shop/dev")


def test_a_question_is_kept_and_the_draft_is_gone_in_one_step(history: SqliteHistory, data_dir: Path) -> None:
    conversation = history.create(ACME, at=NOON)
    history.set_draft(conversation.id, "Why did **update 4** fail? It worked before.")
    other = SqliteHistory(data_dir)  # as another process would see it
    turn = history.add_turn(conversation.id, "Why did **update 4** fail? It worked before.", DEV, at=minute(1))
    seen = other.conversation(conversation.id)
    assert seen is not None
    assert (seen.draft, seen.title, seen.context, seen.updated_at) == ("", "Why did update 4 fail?", DEV, minute(1))
    assert other.turns(conversation.id) == [turn]
    assert (turn.state, turn.position, turn.context) == (TurnState.SENDING, 0, DEV)
    assert (turn.asked_at, turn.sent_at, turn.finished_at) == (minute(1), minute(1), None)
    other.close()


def test_a_draft_survives_a_question_that_could_not_be_stored(history: SqliteHistory) -> None:
    conversation = history.create(ACME, at=NOON)
    history.set_draft(conversation.id, "Typed")
    with history._database.writing() as connection:
        connection.execute("CREATE TRIGGER no BEFORE INSERT ON turns BEGIN SELECT raise(ABORT, 'no'); END")
    with pytest.raises(StoreTrouble):
        history.add_turn(conversation.id, "Typed", ACME, at=NOON)
    kept = history.conversation(conversation.id)
    assert kept is not None
    assert kept.draft == "Typed"


def test_a_title_given_by_hand_stays(history: SqliteHistory) -> None:
    conversation = history.create(ACME, at=NOON)
    history.rename(conversation.id, "Mine")
    history.add_turn(conversation.id, "First?", ACME, at=NOON)
    history.add_turn(conversation.id, "Second?", ACME, at=NOON)
    assert [row.title for row in history.page(ListQuery())] == ["Mine"]


def test_a_question_is_kept_to_the_letter(history: SqliteHistory) -> None:
    query = "  \r\n[/b] \x1b]52;c;x\x07 \x00 Ünïcode 🦄 ' \" ; DROP TABLE turns; --\n"
    conversation = history.create(ACME, at=NOON)
    turn = history.add_turn(conversation.id, query, ACME, at=NOON)
    read = history.turn(turn.id)
    assert read is not None
    assert read.query == query
    assert history.recent_queries() == [(NOON, query)]


def test_questions_wait_in_line_and_start_in_turn(history: SqliteHistory) -> None:
    conversation = history.create(ACME, at=NOON)
    history.add_turn(conversation.id, "First?", ACME, at=NOON)
    second = history.add_turn(conversation.id, "Second?", ACME, at=minute(1), send=False)
    third = history.add_turn(conversation.id, "Third?", ACME, at=minute(2), send=False)
    assert (second.state, second.sent_at) == (TurnState.QUEUED, None)
    assert history.adopt_queued(conversation.id) == []  # they have a process that will send them
    assert history.remove_queued(second.id) == "Second?"
    assert history.remove_queued(second.id) is None
    assert [turn.position for turn in history.turns(conversation.id)] == [0, 1]
    assert [hit.kind for hit in history.search("second")] == []
    started = history.start_turn(third.id, at=minute(3))
    assert (started.state, started.asked_at, started.sent_at) == (TurnState.SENDING, minute(2), minute(3))
    assert history.remove_queued(third.id) is None
    with pytest.raises(StoreTrouble, match="sending already"):
        history.start_turn(third.id, at=minute(4))
    (row,) = history.page(ListQuery())
    assert (row.turns, row.state) == (2, TurnState.SENDING)


def test_a_failure_is_kept_with_what_went_over_the_wire(history: SqliteHistory) -> None:
    conversation = history.create(ACME, at=NOON)
    turn = history.add_turn(conversation.id, "Why?", ACME, at=NOON)
    failure = RateLimited("Too many.", status=429, request_id="r-1", retry_at=minute(2)).as_failure()
    exchange = Exchange(
        url="https://api.pulumi.com", sent_at=NOON, request_headers=(("Authorization", HIDDEN),), status=429
    )
    failed = history.finish_failed(turn.id, failure, at=minute(1), exchange=exchange)
    assert history.turn(turn.id) == failed
    assert (failed.state, failed.failure, failed.exchange) == (TurnState.FAILED, failure, exchange)
    assert failed.duration_seconds == 60
    (row,) = history.page(ListQuery())
    assert (row.state, row.updated_at) == (TurnState.FAILED, minute(1))


def test_a_failed_question_is_sent_once_more_as_if_it_had_not_failed(history: SqliteHistory, data_dir: Path) -> None:
    conversation = history.create(ACME, at=NOON)
    turn = history.add_turn(conversation.id, "Why?", ACME, at=NOON)
    exchange = Exchange(url="https://api.pulumi.com", sent_at=NOON)
    history.finish_failed(turn.id, TimedOut("No answer.").as_failure(), at=minute(1), exchange=exchange)
    other = SqliteHistory(data_dir)
    again = other.start_turn(turn.id, at=minute(2))
    assert again == turn.model_copy(update={"sent_at": minute(2)})
    other.close()
    (interrupted,) = history.interrupt_abandoned(at=minute(3))  # it was the other one's by then
    history.start_turn(interrupted.id, at=minute(4))
    (answered,) = history.finish_answered(turn.id, answer(says("So.")), at=minute(5), unread=False)
    assert (answered.state, answered.duration_seconds) == (TurnState.ANSWERED, 60)
    with pytest.raises(StoreTrouble, match="answered already"):
        history.start_turn(turn.id, at=minute(6))


def test_a_cancelled_question_is_no_failed_one(history: SqliteHistory) -> None:
    conversation = history.create(ACME, at=NOON)
    turn = history.add_turn(conversation.id, "Why?", ACME, at=NOON)
    failure = Cancelled("You cancelled.").as_failure()
    assert history.finish_failed(turn.id, failure, at=NOON).state is TurnState.CANCELLED


def test_a_failure_that_comes_after_the_answer_does_not_take_it_away(history: SqliteHistory) -> None:
    turn = converse(history, "Why?", says("So."))
    assert history.finish_failed(turn.id, TimedOut("Late.").as_failure(), at=minute(9)) == turn


def test_a_question_of_a_process_that_is_gone_is_interrupted(history: SqliteHistory, data_dir: Path) -> None:
    before = SqliteHistory(data_dir)
    conversation = before.create(ACME, at=NOON)
    lost = before.add_turn(conversation.id, "Lost?", ACME, at=NOON)
    waiting = before.add_turn(conversation.id, "Waiting?", ACME, at=NOON, send=False)
    mine = history.add_turn(history.create(ACME, at=NOON).id, "Mine?", ACME, at=NOON)
    assert history.interrupt_abandoned(at=minute(5)) == []  # the other one still lives
    before.set_last_open(conversation.id)
    before.close()
    (interrupted,) = history.interrupt_abandoned(at=minute(6))
    assert (interrupted.id, interrupted.state, interrupted.failure) == (lost.id, TurnState.INTERRUPTED, INTERRUPTED)
    assert interrupted.finished_at == minute(6)
    assert history.adopt_queued(conversation.id) == [waiting]
    assert history.adopt_queued(conversation.id) == []
    assert history.turn(mine.id) == mine
    assert history.interrupt_abandoned(at=minute(7)) == []


def test_an_interrupted_question_is_what_opens_next_until_it_is_resent(history: SqliteHistory, data_dir: Path) -> None:
    before = SqliteHistory(data_dir)
    conversation = before.create(ACME, at=NOON)
    before.add_turn(conversation.id, "Lost?", ACME, at=NOON)
    before.set_last_open(conversation.id)
    before.close()
    assert history.last_open() is None
    history.interrupt_abandoned(at=NOON)
    assert history.last_open() == conversation.id
    again = history.add_turn(conversation.id, "Lost?", ACME, at=minute(1))
    assert history.last_open() is None
    history.finish_answered(again.id, answer(says("Found.")), at=minute(2), unread=False)
    assert history.last_open() is None


def test_a_turn_that_is_not_there_is_said_to_be_missing(history: SqliteHistory) -> None:
    assert history.turn("nothing") is None
    with pytest.raises(StoreTrouble, match="no turn nothing"):
        history.finish_failed("nothing", INTERRUPTED, at=NOON)


def test_earlier_questions_come_newest_first_and_once(history: SqliteHistory) -> None:
    for number, query in enumerate(["A?", "B?", "A?", "C?"]):
        converse(history, query, at=minute(number))
    assert history.recent_queries() == [(minute(3), "C?"), (minute(2), "A?"), (minute(1), "B?")]
    assert history.recent_queries(limit=1) == [(minute(3), "C?")]
    assert history.recent_queries(before=minute(2)) == [(minute(1), "B?"), (minute(0), "A?")]


def test_the_usual_time_is_known_after_five_answers_and_counts_no_failures(history: SqliteHistory) -> None:
    conversation = history.create(ACME, at=NOON)
    for number, seconds in enumerate((5, 9, 7, 100)):
        turn = history.add_turn(conversation.id, f"{number}?", ACME, at=NOON)
        history.finish_answered(turn.id, answer(), at=NOON + timedelta(seconds=seconds), unread=False)
    late = history.add_turn(conversation.id, "Late?", ACME, at=NOON)
    history.finish_failed(late.id, TimedOut("Late.").as_failure(), at=minute(3))
    history.finish_answered(late.id, answer(), at=minute(600), unread=False)
    assert history.usual_seconds() is None
    turn = history.add_turn(conversation.id, "5?", ACME, at=NOON)
    history.finish_answered(turn.id, answer(), at=NOON + timedelta(seconds=8.5), unread=False)
    assert history.usual_seconds() == (7.0, 9.0)


def test_failures_of_every_kind_are_stored(history: SqliteHistory) -> None:
    conversation = history.create(ACME, at=NOON)
    for kind in ErrorKind:
        turn = history.add_turn(conversation.id, kind, ACME, at=NOON)
        failure = INTERRUPTED.model_copy(update={"kind": kind, "message": "lone \ud800"})
        stored = history.finish_failed(turn.id, failure, at=NOON).failure
        assert stored is not None
        assert (stored.kind, stored.message) == (kind, "lone \ufffd")

"""The history from above: what is counted, and what is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.errors import ServerTrouble
from copilot_tui.domain.overview import days_until
from copilot_tui.domain.state import TurnState
from copilot_tui.store.history import SqliteHistory
from tests.store.samples import ACME, answer, converse, says, writes
from tests.store.test_plans import scans, statements

if TYPE_CHECKING:
    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.overview import Overview

NOW = datetime(2026, 8, 19, 15, 0, tzinfo=UTC)  # a Wednesday
ELSEWHERE = CloudContext(org="globex", url="https://app.pulumi.com/globex")


def seen(history: SqliteHistory) -> Overview:
    return history.overview(days_until(NOW))


def answered(history: SqliteHistory, seconds: float, *, days_ago: float = 0) -> Turn:
    at = NOW - timedelta(days=days_ago, hours=1)
    conversation = history.create(ACME, at=at)
    turn = history.add_turn(conversation.id, "Why?", ACME, at=at)
    return history.finish_answered(turn.id, answer(says("So.")), at=at + timedelta(seconds=seconds), unread=False)[-1]


def failed(history: SqliteHistory, *, days_ago: float = 0, query: str = "Why?") -> Turn:
    at = NOW - timedelta(days=days_ago, hours=1)
    conversation = history.create(ELSEWHERE, at=at)
    turn = history.add_turn(conversation.id, query, ELSEWHERE, at=at)
    return history.finish_failed(turn.id, ServerTrouble("No.", status=503).as_failure(), at=at + timedelta(seconds=1))


def test_twelve_weeks_begin_on_a_monday_and_end_today() -> None:
    days = days_until(NOW)
    assert (days[0], days[-1]) == (datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 8, 19, tzinfo=UTC))
    assert len(days) == 11 * 7 + 3


def test_each_question_counts_on_its_day(history: SqliteHistory) -> None:
    for days_ago in (0, 0, 1, 79, 80, 200):
        answered(history, 5, days_ago=days_ago)
    overview = seen(history)
    assert (overview.questions[-1], overview.questions[-2], overview.questions[0]) == (2, 1, 1)
    assert overview.asked == 4


def test_the_sums_are_made_once_until_something_is_written_here_or_elsewhere(history: SqliteHistory) -> None:
    answered(history, 5)
    first = seen(history)
    assert seen(history) is first
    answered(history, 5)
    assert seen(history).asked == 2
    other = SqliteHistory(history.path.parent)
    failed(other)
    other.close()
    assert seen(history).asked == 3


def test_times_are_of_answers_only_by_week_and_in_all(history: SqliteHistory) -> None:
    for seconds in range(1, 21):
        answered(history, seconds)
    answered(history, 99, days_ago=7)
    failed(history)
    overview = seen(history)
    this_week, last_week = overview.weeks[-1], overview.weeks[-2]
    assert this_week is not None
    assert (this_week.answers, this_week.median, this_week.p95) == (20, 10.0, 19.0)
    assert last_week is not None
    assert (last_week.median, last_week.p95) == (99.0, 99.0)
    assert overview.weeks[0] is None
    assert overview.times is not None
    assert (overview.times.answers, overview.times.median, overview.times.p95) == (21, 11.0, 20.0)


def test_outcomes_languages_and_places_come_with_the_most_first(history: SqliteHistory) -> None:
    for _ in range(2):
        converse(history, "A bucket", writes("x"), writes("y", "go"), at=NOW - timedelta(hours=2))
    converse(history, "A bucket", writes("y", "go"), at=NOW - timedelta(hours=2))
    failed(history)
    overview = seen(history)
    assert [(one.name, one.number) for one in overview.outcomes] == [("answered", 3), ("failed", 1)]
    assert [(one.name, one.number) for one in overview.languages] == [("go", 3), ("typescript", 2)]
    assert [(one.url, one.number) for one in overview.places] == [
        ("https://app.pulumi.com/acme/shop/dev", 3),  # of which updates/4 is a page
        (ELSEWHERE.url, 1),
    ]


def test_what_can_be_sent_again_comes_latest_first(history: SqliteHistory) -> None:
    old, new = failed(history, days_ago=3, query="Old?"), failed(history, query="New?")
    answered(history, 5)
    overview = seen(history)
    assert [(lost.turn_id, lost.query, lost.state) for lost in overview.lost] == [
        (new.id, "New?", TurnState.FAILED),
        (old.id, "Old?", TurnState.FAILED),
    ]


def test_the_bin_counts_nowhere_but_as_the_bin(history: SqliteHistory) -> None:
    kept = converse(history, "A bucket", writes("x"), at=NOW - timedelta(hours=2))
    gone = [converse(history, "A bucket", writes("x"), at=NOW - timedelta(hours=2)), failed(history)]
    for turn in gone:
        history.delete(turn.conversation_id, at=NOW)
    overview = seen(history)
    assert overview.asked == 1
    assert [overview.outcomes[0].number, overview.languages[0].number, overview.places[0].number] == [1, 1, 1]
    assert overview.lost == ()
    assert (overview.extent.conversations, overview.extent.archived, overview.extent.deleted) == (1, 0, 2)
    history.set_archived(kept.conversation_id, archived=True)
    assert seen(history).extent.archived == 1


def test_the_size_is_that_of_the_files(history: SqliteHistory) -> None:
    converse(history, "A bucket", says("Here"))
    files = [path for path in history.path.parent.glob("history.db*") if not path.name.endswith("-shm")]
    assert seen(history).extent.bytes == sum(path.stat().st_size for path in files)


def test_an_empty_history_is_empty(history: SqliteHistory) -> None:
    overview = seen(history)
    assert overview.is_empty
    assert (overview.asked, overview.times, overview.lost) == (0, None, ())


def test_every_sum_is_made_along_an_index(history: SqliteHistory) -> None:
    converse(history, "A bucket", writes("x"), at=NOW - timedelta(hours=2))
    with statements(history) as run:
        seen(history)
    assert any("turns_overview" in statement for statement in run)
    assert scans(history, run) == []


def test_how_long_an_answer_took_is_known_of_imported_ones_too(history: SqliteHistory) -> None:
    turn = answered(history, 5)
    conversation = history.conversation(turn.conversation_id)
    assert conversation is not None
    late = turn.model_copy(update={"id": "late", "finished_at": turn.asked_at + timedelta(days=1)})
    other = turn.model_copy(update={"id": "other"})
    moved = conversation.model_copy(update={"id": "moved"})
    history.import_conversation(moved, [one.model_copy(update={"conversation_id": "moved"}) for one in (other, late)])
    times = seen(history).times
    assert times is not None
    assert (times.answers, times.p95) == (2, 5.0)

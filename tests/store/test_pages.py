"""A conversation read page by page, and words found in it without reading it whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.conversation import TurnPage
from copilot_tui.domain.errors import ErrorKind, Failure
from copilot_tui.domain.finding import NOTICE, OUTCOME, QUESTION, Place, Sought, find_in_turn
from copilot_tui.domain.message import parse_message
from tests.store.samples import ACME, answer, minute, says, trace, writes

if TYPE_CHECKING:
    from copilot_tui.store.history import SqliteHistory


def conversation(history: SqliteHistory, turns: int, text: str = "Answer") -> str:
    home = history.create(ACME, at=minute(0)).id
    for number in range(turns):
        turn = history.add_turn(home, f"Question {number}?", ACME, at=minute(number))
        history.finish_answered(turn.id, answer(says(f"{text} {number}.")), at=minute(number), unread=False)
    return home


def queries(page: TurnPage) -> list[str]:
    return [turn.query for turn in page.turns]


def test_pages_go_from_the_end_to_the_beginning_and_back(history: SqliteHistory) -> None:
    home = conversation(history, 7)
    newest = history.turn_page(home, limit=3)
    assert queries(newest) == ["Question 4?", "Question 5?", "Question 6?"]
    assert (newest.earlier, newest.later, newest.total) == (True, False, 7)
    before = history.turn_page(home, before=4, limit=4)
    assert queries(before) == ["Question 0?", "Question 1?", "Question 2?", "Question 3?"]
    assert (before.earlier, before.later) == (False, True)
    after = history.turn_page(home, after=2, limit=2)
    assert queries(after) == ["Question 3?", "Question 4?"]
    assert (after.earlier, after.later) == (True, True)
    assert list(newest.turns) == history.turns(home)[-3:]


def test_pages_beyond_the_ends_are_empty(history: SqliteHistory) -> None:
    home = conversation(history, 2)
    assert history.turn_page(home, before=0) == TurnPage(later=True, total=2)
    assert history.turn_page(home, after=1) == TurnPage(earlier=True, total=2)
    assert history.turn_page("gone") == TurnPage()


def test_a_page_of_large_answers_is_short_but_never_without_a_way_on(history: SqliteHistory) -> None:
    home = conversation(history, 8, "word " * 1000)
    assert len(history.turn_page(home, limit=8, characters=100).turns) == 3
    assert len(history.turn_page(home, limit=8, characters=25_000).turns) == 5


def test_programs_carry_their_versions(history: SqliteHistory) -> None:
    home = history.create(ACME, at=minute(0)).id
    for number, code in enumerate(("a", "b", "c")):
        turn = history.add_turn(home, code, ACME, at=minute(number))
        history.finish_answered(turn.id, answer(says(code), writes(code)), at=minute(number), unread=False)
    (last,) = history.turn_page(home, limit=1).turns
    assert last.versions == (None, 3)
    program = history.program_at(last.id, 1)
    assert program is not None
    assert (program.version, program.content.code) == (3, "c")
    assert history.program_at(last.id, 0) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("needle", {Place(0, QUESTION): 1, Place(0, 0): 1, Place(0, 1): 2, Place(1, 0): 1, Place(1, 1): 1}),
        ("Needle", {Place(0, 1): 1}),
        ("the needle of", {Place(0, 1): 1}),
        ("ünï", {Place(1, 0): 1}),
        ('"quoted"', {Place(1, 0): 1}),
        ("dailycap", {Place(2, OUTCOME): 1}),
        ("september", {Place(1, NOTICE): 1}),
        ("100%", {Place(1, 1): 1}),
        ("user_%", {}),
        ("nowhere", {}),
    ],
)
def test_words_are_found_in_every_part(history: SqliteHistory, words: str, found: dict[Place, int]) -> None:
    home = history.create(ACME, at=minute(0)).id
    first = history.add_turn(home, "A needle?", ACME, at=minute(0))
    came = answer(trace("needle trace"), says("A **Nee**dle, the `needle`\nof all."))
    history.finish_answered(first.id, came, at=minute(0), unread=False)
    second = history.add_turn(home, "And?", ACME, at=minute(1))
    chart = parse_message({"role": "assistant", "kind": "chart", "content": {"title": "needle 100%"}})
    raw = r'{"role": "assistant", "kind": "response", "content": "n\u0065edle \u00fcn\u00ef \"quoted\""}'
    escaped = parse_message(json.loads(raw), raw)
    history.finish_answered(second.id, answer(escaped, chart, notice="In September."), at=minute(1), unread=False)
    third = history.add_turn(home, "More?", ACME, at=minute(2))
    failure = Failure(kind=ErrorKind.USAGE_LIMIT, message="A dailycap.", hint="Wait.")
    history.finish_failed(third.id, failure, at=minute(2))
    other = conversation(history, 1, "needle")
    sought = Sought.typed(words)
    assert sought is not None
    assert history.find_in_turns(home, sought) == found
    by_turns: dict[Place, int] = {}
    for turn in history.turns(home):
        by_turns |= find_in_turn(turn, sought)
    assert by_turns == found
    assert bool(history.find_in_turns(other, sought)) == (words == "needle")


def test_any_of_several_words(history: SqliteHistory) -> None:
    home = conversation(history, 3)
    sought = Sought.any_of(("ANSWER 1", "question 2"))
    assert sought is not None
    assert history.find_in_turns(home, sought) == {Place(1, 0): 1, Place(2, QUESTION): 1}

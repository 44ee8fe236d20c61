from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.errors import INTERRUPTED, StoreTrouble, TimedOut
from copilot_tui.domain.import_gain import ImportGain
from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.state import TurnState
from copilot_tui.store.history import SqliteHistory
from tests.store.samples import ACME, NOON, answer, converse, minute, says, trace, writes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from copilot_tui.domain.conversation import Conversation, Turn


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[SqliteHistory]:
    """The store of another machine."""
    opened = SqliteHistory(tmp_path / "elsewhere")
    yield opened
    opened.close()


def exported(history: SqliteHistory, conversation_id: str) -> tuple[Conversation, list[Turn]]:
    conversation = history.conversation(conversation_id)
    assert conversation is not None
    return conversation, history.turns(conversation_id)


def test_what_is_taken_in_is_what_was_there(history: SqliteHistory, elsewhere: SqliteHistory) -> None:
    turn = converse(elsewhere, "Write a bucket", trace("t"), says("Here"), writes("a"), at=minute(1))
    more = elsewhere.add_turn(turn.conversation_id, "Again", ACME, at=minute(2))
    elsewhere.finish_answered(more.id, answer(writes("b"), warning="old"), at=minute(3), unread=True)
    late = elsewhere.add_turn(turn.conversation_id, "Late", ACME, at=minute(4))
    elsewhere.finish_failed(late.id, TimedOut("Late.").as_failure(), at=minute(5))
    elsewhere.set_draft(turn.conversation_id, "And")
    elsewhere.set_pinned(turn.conversation_id, pinned=True)
    conversation, turns = exported(elsewhere, turn.conversation_id)
    assert history.import_conversation(conversation, turns)
    assert exported(history, conversation.id) == (conversation, turns)
    assert history.page(ListQuery()) == elsewhere.page(ListQuery())
    versions = {program.content.code: program.version for program in history.programs()}
    assert versions == {"a": 1, "b": 2}
    assert sorted(hit.kind for hit in history.search("bucket")) == ["question", "title"]
    assert history.check(thorough=True) == []


def test_a_second_time_changes_nothing(history: SqliteHistory) -> None:
    turn = converse(history, "Why?", says("So."))
    conversation, turns = exported(history, turn.conversation_id)
    history.rename(conversation.id, "Mine")
    assert not history.import_conversation(conversation, turns)
    history.delete(conversation.id, at=minute(1))
    assert not history.import_conversation(conversation, turns)
    history.undelete(conversation.id)
    assert [row.title for row in history.page(ListQuery())] == ["Mine"]
    assert history.turns(conversation.id) == turns


def test_questions_without_an_outcome_are_not_sent_from_here(history: SqliteHistory, elsewhere: SqliteHistory) -> None:
    conversation = elsewhere.create(ACME, at=NOON)
    elsewhere.add_turn(conversation.id, "On its way", ACME, at=NOON)
    elsewhere.add_turn(conversation.id, "Queued", ACME, at=NOON, send=False)
    assert history.import_conversation(*exported(elsewhere, conversation.id))
    turns = history.turns(conversation.id)
    assert {turn.state for turn in turns} == {TurnState.INTERRUPTED}
    assert {turn.failure for turn in turns} == {INTERRUPTED}
    assert history.adopt_queued(conversation.id) == []


def test_all_of_a_conversation_comes_or_nothing(history: SqliteHistory) -> None:
    turn = converse(history, "Why?", says("So."))
    conversation, turns = exported(history, turn.conversation_id)
    other = conversation.model_copy(update={"id": "another"})
    with pytest.raises(StoreTrouble, match="does not fit"):
        history.import_conversation(other, turns)  # its turns are another conversation's
    assert history.conversation("another") is None
    assert history.count(ListQuery()) == 1
    assert len(history.search("why")) == 2


def test_what_was_asked_on_two_machines_comes_together(history: SqliteHistory, elsewhere: SqliteHistory) -> None:
    first = converse(elsewhere, "First", says("a"), at=minute(0))
    home = first.conversation_id
    lost = elsewhere.add_turn(home, "Lost", ACME, at=minute(1))
    elsewhere.finish_failed(lost.id, TimedOut("Late.").as_failure(), at=minute(2))
    assert history.import_conversation(*exported(elsewhere, home)) is ImportGain.NEW
    here = history.add_turn(home, "Here", ACME, at=minute(5))
    history.finish_answered(here.id, answer(writes("here = 1")), at=minute(6), unread=False)
    history.rename(home, "My name for it")
    elsewhere.start_turn(lost.id, at=minute(3))
    elsewhere.finish_answered(lost.id, answer(writes("lost = 1"), service_id="c-9"), at=minute(4), unread=False)
    there = elsewhere.add_turn(home, "There", ACME, at=minute(4.5))
    elsewhere.finish_answered(there.id, answer(says("b")), at=minute(7), unread=False)
    assert history.import_conversation(*exported(elsewhere, home)) is ImportGain.MORE
    assert history.import_conversation(*exported(elsewhere, home)) is ImportGain.NOTHING
    conversation, turns = exported(history, home)
    assert [turn.query for turn in turns] == ["First", "Lost", "There", "Here"]
    assert [turn.position for turn in turns] == [0, 1, 2, 3]
    assert {turn.state for turn in turns} == {TurnState.ANSWERED}
    assert (conversation.title, conversation.updated_at) == ("My name for it", minute(7))
    versions = {program.content.code: program.version for program in history.programs()}
    assert versions == {"lost = 1": 1, "here = 1": 2}
    assert history.check(thorough=True) == []


def test_an_answer_is_never_replaced(history: SqliteHistory) -> None:
    turn = converse(history, "Why?", says("Mine."))
    conversation, (mine,) = exported(history, turn.conversation_id)
    theirs = mine.model_copy(update={"messages": (says("Theirs."),)})
    assert history.import_conversation(conversation, [theirs]) is ImportGain.NOTHING
    assert history.turns(conversation.id) == [mine]


def test_of_several_all_come_or_none(history: SqliteHistory, elsewhere: SqliteHistory) -> None:
    homes = [converse(elsewhere, f"Q{number}", says("a")).conversation_id for number in range(3)]
    whole = [exported(elsewhere, home) for home in homes]

    def cut_off() -> Iterator[tuple[Conversation, list[Turn]]]:
        yield from whole[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        history.import_conversations(cut_off())
    assert history.count(ListQuery()) == 0
    assert history.import_conversations(whole) == {ImportGain.NEW: 3}
    assert history.import_conversations([*whole, *whole]) == {ImportGain.NOTHING: 6}

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.errors import INTERRUPTED, StoreTrouble, TimedOut
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

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.errors import StoreTrouble
from copilot_tui.domain.listing import ListQuery
from tests.store.samples import ACME, NOON, converse, minute, says

if TYPE_CHECKING:
    from copilot_tui.store.history import SqliteHistory


def test_a_new_conversation_is_listed_once_something_is_typed(history: SqliteHistory) -> None:
    conversation = history.create(ACME, at=NOON)
    assert conversation.title == "New conversation"
    assert history.page(ListQuery()) == []
    history.set_draft(conversation.id, "Why did")
    (row,) = history.page(ListQuery())
    assert (row.id, row.has_draft, row.turns, row.state) == (conversation.id, True, 0, None)
    history.set_draft(conversation.id, "")
    assert history.count(ListQuery()) == 0


def test_what_is_set_is_there_when_read_again(history: SqliteHistory) -> None:
    conversation = history.create(ACME, at=NOON, title="VPC module")
    other = CloudContext(org="umbrella", url="https://app.pulumi.com/umbrella")
    history.set_pinned(conversation.id, pinned=True)
    history.set_archived(conversation.id, archived=True)
    history.set_unread(conversation.id, unread=True)
    history.set_context(conversation.id, other)
    history.set_draft(conversation.id, "a\ud800b\x00c\n")
    history.rename(conversation.id, "  Network  ")
    read = history.conversation(conversation.id)
    assert read is not None
    assert (read.pinned, read.archived, read.unread, read.context) == (True, True, True, other)
    assert (read.title, read.draft) == ("Network", "a\ufffdb\x00c\n")
    assert (read.created_at, read.updated_at) == (NOON, NOON)


def test_the_archive_is_a_list_of_its_own(history: SqliteHistory) -> None:
    turn = converse(history, "Old question", says("Old answer"))
    history.set_archived(turn.conversation_id, archived=True)
    assert history.page(ListQuery()) == []
    assert [row.id for row in history.page(ListQuery(archived=True))] == [turn.conversation_id]


def test_the_bin_hides_everything_of_a_conversation_until_it_is_taken_out(history: SqliteHistory) -> None:
    turn = converse(history, "Bucket question", says("Bucket answer"))
    history.delete(turn.conversation_id, at=minute(5))
    assert history.page(ListQuery()) == []
    assert history.summary(turn.conversation_id) is None
    assert history.conversation(turn.conversation_id) is None
    assert history.find_ids(turn.conversation_id[:4]) == []
    assert list(history.search("bucket")) == []
    assert history.recent_queries() == []
    with pytest.raises(StoreTrouble, match="deleted"):
        history.add_turn(turn.conversation_id, "And now?", ACME, at=minute(6))
    history.undelete(turn.conversation_id)
    assert [row.id for row in history.page(ListQuery())] == [turn.conversation_id]
    assert len(history.search("bucket")) == 3  # the title, the question and the answer


def test_a_conversation_that_is_not_there_is_said_to_be_missing(history: SqliteHistory) -> None:
    assert history.conversation("nothing") is None
    assert history.turns("nothing") == []
    with pytest.raises(StoreTrouble, match="no conversation nothing"):
        history.rename("nothing", "Name")
    with pytest.raises(StoreTrouble, match="no conversation nothing"):
        history.set_pinned("nothing", pinned=True)


def test_ids_are_found_by_their_beginning(history: SqliteHistory) -> None:
    ids = sorted(history.create(ACME, at=NOON).id for _ in range(20))
    first = ids[0]
    assert history.find_ids(first) == [first]
    assert history.find_ids(first[0]) == [known for known in ids if known[0] == first[0]][:10]
    assert history.find_ids("", limit=3) == ids[:3]
    assert history.find_ids("%") == []


def test_the_last_one_is_opened_again_only_if_something_is_unfinished_in_it(history: SqliteHistory) -> None:
    assert history.last_open() is None
    conversation = history.create(ACME, at=NOON)
    history.set_last_open(conversation.id)
    assert history.last_open() is None
    history.set_draft(conversation.id, "Unsent")
    assert history.last_open() == conversation.id
    history.delete(conversation.id, at=NOON)
    assert history.last_open() is None
    history.undelete(conversation.id)
    history.set_last_open(None)
    assert history.last_open() is None

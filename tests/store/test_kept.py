"""A history whose file does not take anything: questions are kept, and written as soon as it does again."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.errors import ErrorKind, Failure
from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.state import TurnState
from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.kept import KeptHistory
from tests.store.samples import ACME, answer, converse, minute, says, writes
from tests.store.unwritable import read_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from copilot_tui.service.ports import History


@pytest.fixture
def kept(data_dir: Path) -> Iterator[KeptHistory]:
    opened = KeptHistory(data_dir)
    yield opened
    opened.close()


def fill_disk(history: SqliteHistory) -> Callable[[], None]:
    """Lets no further page be written; returns what makes room again."""
    with history._database.outside_transaction() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def make_room() -> None:
        with history._database.outside_transaction() as connection:
            connection.execute("PRAGMA max_page_count = 1000000")

    return make_room


def stored(data_dir: Path) -> dict[str, list[str]]:
    """What another process finds in the store: title → the queries."""
    other = SqliteHistory(data_dir)
    found = {row.title: [turn.query for turn in other.turns(row.id)] for row in other.page(ListQuery())}
    assert other.check(thorough=True) == []
    other.close()
    return found


def ask(history: SqliteHistory, home: str, query: str, said: str, at: float) -> None:
    turn = history.add_turn(home, query, ACME, at=minute(at))
    history.finish_answered(turn.id, answer(says(said), writes("x = 1")), at=minute(at + 1), unread=False)


def test_it_is_what_the_service_asks_for_and_usually_has_nothing_to_do(kept: KeptHistory) -> None:
    port: History = kept
    converse(kept, "Q", says("A"))
    assert port.retry() == (0, "")
    assert kept._refuge is None


def test_on_a_full_disk_questions_and_answers_are_kept_and_written_later(kept: KeptHistory, data_dir: Path) -> None:
    first = converse(kept, "First", says("A"), at=minute(0))
    make_room = fill_disk(kept)
    long = "And then? " * 20_000
    ask(kept, first.conversation_id, long, "Kept answer", 5)
    new = kept.create(ACME, at=minute(7), title="New")
    ask(kept, new.id, long + "new", "Kept as well", 7)
    assert [turn.query for turn in kept.turns(first.conversation_id)] == ["First", long]
    assert [row.title for row in kept.page(ListQuery())] == ["New", "First"]
    assert kept.count(ListQuery()) == kept.outline(ListQuery(), [minute(0)]).total == 2
    assert len(kept.search("kept")) == 2
    assert len(kept.programs()) == 2
    unsaved, why = kept.retry()
    assert (unsaved, why) == (2, "The disk is full.")
    make_room()
    assert kept.retry() == (0, "")
    assert kept._refuge is None
    assert stored(data_dir) == {"New": [long + "new"], "First": ["First", long]}
    assert {turn.state for turn in kept.turns(first.conversation_id)} == {TurnState.ANSWERED}


def test_what_is_on_its_way_is_written_and_its_answer_arrives_there(kept: KeptHistory, data_dir: Path) -> None:
    first = converse(kept, "First", says("A"))
    make_room = fill_disk(kept)
    turn = kept.add_turn(first.conversation_id, "x" * 200_000, ACME, at=minute(5))
    make_room()
    assert kept.retry() == (0, "")
    assert [turn.state for turn in kept.turns(first.conversation_id)] == [TurnState.ANSWERED, TurnState.SENDING]
    other = SqliteHistory(data_dir)
    assert other.interrupt_abandoned(at=minute(6)) == []  # it is this process's, which lives
    other.close()
    kept.finish_answered(turn.id, answer(says("B")), at=minute(6), unread=False)
    assert [len(queries) for queries in stored(data_dir).values()] == [2]
    assert [turn.state for turn in kept.turns(first.conversation_id)] == [TurnState.ANSWERED] * 2


def test_a_line_that_waits_stays_in_line_on_the_way_there_and_back(kept: KeptHistory) -> None:
    home = kept.create(ACME, at=minute(0)).id
    sent = kept.add_turn(home, "Sent", ACME, at=minute(0))
    queued, removed = (kept.add_turn(home, query, ACME, at=minute(1), send=False) for query in ("Queued", "Removed"))
    make_room = fill_disk(kept)
    kept.finish_answered(sent.id, answer(says("B" * 300_000)), at=minute(6), unread=False)
    assert kept.remove_queued(removed.id) == "Removed"
    assert kept.start_turn(queued.id, at=minute(7)).state is TurnState.SENDING
    make_room()
    assert kept.retry() == (0, "")
    assert [(turn.query, turn.state) for turn in kept.turns(home)] == [
        ("Sent", TurnState.ANSWERED),
        ("Queued", TurnState.SENDING),
    ]


def test_what_is_done_to_a_conversation_in_the_refuge_is_done_to_it_in_the_store(kept: KeptHistory) -> None:
    homes = [converse(kept, f"Number {number}", says("A"), at=minute(number)).conversation_id for number in range(4)]
    make_room = fill_disk(kept)
    for home in homes:
        ask(kept, home, "Long " * 50_000, "B", 5)
    renamed, archived, deleted, other = homes
    kept.rename(renamed, "Another title")
    kept.set_pinned(renamed, pinned=True)
    kept.set_archived(archived, archived=True)
    kept.delete(deleted, at=minute(9))
    for step in ("in the refuge", "in the store"):
        assert [row.id for row in kept.page(ListQuery())] == [renamed, other], step
        assert kept.count(ListQuery()) == kept.outline(ListQuery(), [minute(0)]).total == 2, step
        assert [row.id for row in kept.page(ListQuery(archived=True))] == [archived], step
        assert [row.id for row in kept.page(ListQuery(deleted=True))] == [deleted], step
        assert kept.conversation(deleted) is None, step
        assert {hit.conversation_id for hit in kept.search("another")} == {renamed}, step
        if step == "in the refuge":
            make_room()
            assert kept.retry() == (0, "")
    kept.undelete(deleted)
    assert [len(kept.turns(home)) for home in homes] == [2] * 4


def test_a_conversation_without_a_question_comes_back_as_well(kept: KeptHistory) -> None:
    converse(kept, "First", says("A"))
    make_room = fill_disk(kept)
    home = kept.create(ACME, at=minute(5), title="x" * 100_000).id
    make_room()
    assert kept.retry() == (0, "")
    ask(kept, home, "Q", "A", 6)
    assert [turn.query for turn in kept.turns(home)] == ["Q"]


def test_a_store_that_is_removed_while_it_is_open_is_written_again(kept: KeptHistory, data_dir: Path) -> None:
    first = converse(kept, "First", says("A"))
    for file in data_dir.glob("history.db*"):
        file.unlink()
    ask(kept, first.conversation_id, "Second", "B", 5)
    assert kept.retry() == (0, "")
    assert stored(data_dir) == {"First": ["First", "Second"]}


def test_a_folder_that_is_removed_comes_back_with_the_history(kept: KeptHistory, data_dir: Path) -> None:
    converse(kept, "First", says("A"))
    data_dir.rename(data_dir.with_name("moved"))
    home = kept.create(ACME, at=minute(5), title="Second").id
    ask(kept, home, "Second", "B", 5)
    assert kept.retry() == (0, "")
    assert stored(data_dir) == {"Second": ["Second"], "First": ["First"]}


def test_another_process_that_does_not_let_go_is_waited_for_elsewhere(kept: KeptHistory, data_dir: Path) -> None:
    first = converse(kept, "First", says("A"))
    kept._database.busy_seconds = 0.02
    with closing(sqlite3.connect(kept.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ask(kept, first.conversation_id, "Second", "B", 5)
        assert kept.retry()[0] == 1
        other.execute("ROLLBACK")
    assert kept.retry() == (0, "")
    assert stored(data_dir) == {"First": ["First", "Second"]}


def test_where_no_store_can_be_opened_everything_is_kept_until_one_can(tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("not a folder")
    kept = KeptHistory(blocked)
    assert "kept in memory" in kept.notice
    converse(kept, "First", says("A"))
    assert kept.retry()[0] == 1
    blocked.unlink()
    assert kept.retry() == (0, "")
    assert kept.notice == ""
    assert stored(blocked) == {"First": ["First"]}
    converse(kept, "Second", says("B"))
    assert set(stored(blocked)) == {"First", "Second"}
    kept.close()


def test_a_draft_in_the_refuge_is_written_too(kept: KeptHistory, data_dir: Path) -> None:
    first = converse(kept, "First", says("A"))
    make_room = fill_disk(kept)
    kept.set_draft(first.conversation_id, "typed " * 50_000)
    make_room()
    assert kept.retry() == (0, "")
    other = SqliteHistory(data_dir)
    conversation = other.conversation(first.conversation_id)
    assert conversation is not None
    assert conversation.draft.startswith("typed typed")
    other.close()


@pytest.mark.skipif(os.name != "posix", reason="folders without the right to write")
def test_in_a_read_only_folder_one_can_ask_and_it_is_written_once_it_can_be(data_dir: Path) -> None:
    history = SqliteHistory(data_dir)
    first = converse(history, "First", says("A"))
    history.close()
    with read_only(data_dir):
        kept = KeptHistory(data_dir)
        assert "read-only" in kept.notice
        ask(kept, first.conversation_id, "Second", "B", 5)
        assert kept.retry()[0] == 1
        data_dir.chmod(0o700)
        assert kept.retry() == (0, "")
        assert [turn.query for turn in kept.turns(first.conversation_id)] == ["First", "Second"]
        kept.close()
    assert stored(data_dir) == {"First": ["First", "Second"]}


def test_nothing_is_left_of_the_refuge(kept: KeptHistory) -> None:
    converse(kept, "First", says("A"))
    make_room = fill_disk(kept)
    home = kept.create(ACME, at=minute(5), title="x" * 100_000).id
    assert kept._refuge is not None
    folder = kept._refuge.path.parent
    assert folder.stat().st_mode & 0o077 == 0
    ask(kept, home, "Q", "A", 5)
    make_room()
    assert kept.retry() == (0, "")
    assert not folder.exists()


def test_an_answer_to_what_was_asked_before_the_disk_was_full_is_written_later(
    kept: KeptHistory, data_dir: Path
) -> None:
    home = kept.create(ACME, at=minute(0)).id
    turn = kept.add_turn(home, "First", ACME, at=minute(0))
    make_room = fill_disk(kept)
    kept.finish_answered(turn.id, answer(says("B" * 300_000)), at=minute(6), unread=True)
    assert [turn.state for turn in kept.turns(home)] == [TurnState.ANSWERED]
    make_room()
    assert kept.retry() == (0, "")
    assert [(turn.state, len(turn.messages)) for turn in kept.turns(home)] == [(TurnState.ANSWERED, 1)]
    assert stored(data_dir) == {"First": ["First"]}


def test_a_failure_of_what_was_asked_before_the_disk_was_full_is_written_later(
    kept: KeptHistory, data_dir: Path
) -> None:
    home = kept.create(ACME, at=minute(0)).id
    turn = kept.add_turn(home, "First", ACME, at=minute(0))
    make_room = fill_disk(kept)
    failure = Failure(kind=ErrorKind.NETWORK, message="No way through. " * 20_000)
    kept.finish_failed(turn.id, failure, at=minute(6))
    make_room()
    assert kept.retry() == (0, "")
    assert [turn.state for turn in kept.turns(home)] == [TurnState.FAILED]
    assert stored(data_dir) == {"First": ["First"]}

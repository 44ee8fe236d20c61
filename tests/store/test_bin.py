from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.listing import Cursor, ListQuery, Outline
from tests.store.samples import converse, minute, says, trace, writes

if TYPE_CHECKING:
    from copilot_tui.store.history import SqliteHistory


def test_the_bin_is_a_list_of_its_own(history: SqliteHistory) -> None:
    turn = converse(history, "Gone", says("x"))
    history.set_archived(turn.conversation_id, archived=True)
    history.delete(turn.conversation_id, at=minute(5))
    (row,) = history.page(ListQuery(deleted=True))
    assert (row.id, row.deleted_at) == (turn.conversation_id, minute(5))
    assert history.count(ListQuery(archived=True)) == 0
    assert history.find_ids(row.id[:5], deleted=True) == [row.id]
    history.undelete(row.id)
    assert history.count(ListQuery(deleted=True)) == 0
    assert history.find_ids(row.id[:5], deleted=True) == []
    assert [row.id for row in history.page(ListQuery(archived=True))] == [row.id]


def test_what_is_over_its_time_is_removed_without_a_trace(history: SqliteHistory) -> None:
    gone = converse(history, "Old bucket", trace("t bucket"), says("bucket"), writes("bucket = 1"))
    kept = converse(history, "Young bucket", says("bucket"))
    history.delete(gone.conversation_id, at=minute(1))
    history.delete(kept.conversation_id, at=minute(9))
    assert history.purge(deleted_before=minute(1)) == 0
    assert history.purge(deleted_before=minute(5)) == 1
    assert history.purge(deleted_before=minute(5)) == 0
    history.undelete(kept.conversation_id)
    assert {hit.conversation_id for hit in history.search("bucket")} == {kept.conversation_id}
    assert history.turn(gone.id) is None
    assert history.check(thorough=True) == []
    with history._database.reading() as connection:
        counts = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("conversations", "turns", "messages", "programs", "exchanges")
        }
        indexed = connection.execute("SELECT count(*) FROM search WHERE search MATCH 'bucket'").fetchone()[0]
    assert counts == {"conversations": 1, "turns": 1, "messages": 1, "programs": 0, "exchanges": 1}
    assert indexed == 3  # title, question and answer of the one that is kept


def test_nothing_that_was_not_deleted_is_ever_removed(history: SqliteHistory) -> None:
    turn = converse(history, "Old", says("x"))
    assert history.purge(deleted_before=minute(1_000_000)) == 0
    assert history.turn(turn.id) is not None


def test_only_so_many_are_removed_at_once(history: SqliteHistory) -> None:
    for number in range(5):
        history.delete(converse(history, f"{number}").conversation_id, at=minute(number))
    assert history.purge(deleted_before=minute(10), limit=3) == 3
    assert history.purge(deleted_before=minute(10), limit=3) == 2


def test_the_last_one_deleted_stands_first_in_the_bin_whatever_was_pinned_or_asked_last(history: SqliteHistory) -> None:
    homes = [converse(history, f"Q{number}", says("A"), at=minute(number)).conversation_id for number in range(6)]
    history.set_pinned(homes[3], pinned=True)
    order = [2, 5, 3, 0, 4]
    for number, at in enumerate(order):
        history.delete(homes[at], at=minute(100 + number))
    expected = [homes[at] for at in reversed(order)]
    bin_ = ListQuery(deleted=True)
    assert [row.id for row in history.page(bin_)] == expected
    assert [row.id for row in history.page(bin_, from_end=True, limit=2)] == expected[-2:]
    assert history.outline(bin_, [minute(103), minute(101)]) == Outline(0, (2, 2), 1)
    for position, row in enumerate(history.page(bin_)):
        cursor = Cursor.of(row)
        assert history.position(bin_, cursor) == position
        assert [one.id for one in history.page(bin_, after=cursor)] == expected[position + 1 :]
    assert Outline.of(history.page(bin_), [minute(103), minute(101)]) == Outline(0, (2, 2), 1)
    assert [row.id for row in history.page(ListQuery(deleted=True, org="acme", text="q3"))] == [homes[3]]
    assert history.page(ListQuery(deleted=True, org="other")) == []

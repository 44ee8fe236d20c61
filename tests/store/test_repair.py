from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.errors import StoreTrouble
from copilot_tui.domain.listing import ListQuery
from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.repair import repair
from tests.store.samples import converse, says, writes

if TYPE_CHECKING:
    from pathlib import Path


def test_a_sound_store_is_said_to_be_sound(data_dir: Path) -> None:
    history = SqliteHistory(data_dir)
    converse(history, "Q", says("A"))
    history.close()
    assert repair(data_dir) == "The history is sound."
    assert not (data_dir / "backups").exists()


def test_what_refers_to_nothing_goes_after_a_copy_was_made(data_dir: Path) -> None:
    history = SqliteHistory(data_dir)
    turn = converse(history, "Q", says("A"), writes("x = 1"))
    converse(history, "R", says("B"))
    with history._database.outside_transaction() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM messages WHERE kind = 'program'")
        connection.execute("UPDATE conversations SET turns = 99")
    history.close()
    said = repair(data_dir)
    assert "All of them were mended" in said
    (copy,) = (data_dir / "backups").iterdir()
    assert copy.name in said
    history = SqliteHistory(data_dir)
    assert history.check(thorough=True) == []
    assert history.programs() == []
    assert {row.turns for row in history.page(ListQuery())} == {1}
    assert [hit.turn_id for hit in history.search("q kind:question")] == [turn.id]
    history.close()


def test_a_damaged_store_is_read_into_a_new_one(data_dir: Path) -> None:
    history = SqliteHistory(data_dir)
    for number in range(50):
        converse(history, f"Question {number}", says("A" * 2000))
    history.close()
    content = bytearray((data_dir / "history.db").read_bytes())
    content[40 * 4096 : 40 * 4096 + 500] = b"\xff" * 500
    (data_dir / "history.db").write_bytes(content)
    assert "was damaged" in repair(data_dir)
    assert repair(data_dir) == "The history is sound."


def test_a_store_in_use_is_left_alone(data_dir: Path) -> None:
    history = SqliteHistory(data_dir)
    with pytest.raises(StoreTrouble, match="Another copy"):
        repair(data_dir)
    history.close()

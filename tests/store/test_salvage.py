"""Damage of real files: what can be read comes back, the damaged file stays, the person is told."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.errors import StoreTrouble
from copilot_tui.domain.listing import ListQuery
from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.rejoining import LOST_QUESTION
from copilot_tui.store.repair import repair
from tests.store.samples import ACME, converse, minute, says, writes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = 4096
COUNT = 200


def truncated(content: bytearray) -> None:
    del content[len(content) // 2 :]


def header_gone(content: bytearray) -> None:
    content[:100] = bytes(100)


def reopened_without_header(data_dir: Path) -> SqliteHistory:
    """A closed store, opened again after its header was lost: what can be read of it is."""
    file = data_dir / "history.db"
    content = bytearray(file.read_bytes())
    header_gone(content)
    file.write_bytes(content)
    return SqliteHistory(data_dir)


def page_size_flipped(content: bytearray) -> None:
    content[16:20] = b"\xff" * 4


def first_page_gone(content: bytearray) -> None:
    content[:PAGE] = b"\xff" * PAGE


def pages_gone(content: bytearray) -> None:
    chance = random.Random(1)
    for _ in range(5):
        page = chance.randrange(25, len(content) // PAGE)
        content[page * PAGE : page * PAGE + 300] = b"\xff" * 300


def bytes_flipped(content: bytearray) -> None:
    chance = random.Random(2)
    for _ in range(40):
        content[chance.randrange(25 * PAGE, len(content))] ^= 0xFF


def damaged(data_dir: Path, damage: Callable[[bytearray], None], *, suspect: bool = True) -> bytes:
    """A store with some conversations, damaged; how the file looks then."""
    history = SqliteHistory(data_dir)
    for number in range(COUNT):
        converse(history, f"Question {number}", says(f"Answer {number}"), writes(f"x = {number}"), at=minute(number))
    history.close()
    content = bytearray((data_dir / "history.db").read_bytes())
    damage(content)
    (data_dir / "history.db").write_bytes(content)
    if suspect:
        (data_dir / "history.db-suspect").touch()
    return bytes(content)


def readable(history: SqliteHistory) -> int:
    """Reads everything there is; how many conversations."""
    rows = history.page(ListQuery(), limit=10_000)
    for row in rows:
        history.turns(row.id)
    history.programs()
    history.search("answer")
    assert history.check(thorough=True) == []
    return len(rows)


@pytest.mark.parametrize("damage", [header_gone, page_size_flipped, first_page_gone])
def test_where_only_the_beginning_is_damaged_everything_comes_back(
    data_dir: Path, damage: Callable[[bytearray], None]
) -> None:
    content = damaged(data_dir, damage)
    history = SqliteHistory(data_dir)
    (aside,) = data_dir.glob("history-*-damaged.db")
    assert aside.read_bytes() == content
    assert aside.name in history.notice
    assert f"{COUNT} conversations with {2 * COUNT} messages" in history.notice
    assert "Nothing of it is known to be lost" in history.notice
    assert readable(history) == COUNT
    assert len(history.search("answer", limit=1000)) == COUNT
    assert len(history.programs()) == COUNT
    converse(history, "Does it go on?", says("Yes."), at=minute(9999))
    assert [hit.kind for hit in history.search("goes OR on")] == []
    assert history.page(ListQuery())[0].title == "Does it go on?"
    history.close()
    again = SqliteHistory(data_dir)
    assert again.notice == ""
    again.close()


@pytest.mark.parametrize("damage", [truncated, pages_gone, bytes_flipped])
def test_of_what_is_damaged_in_the_middle_the_rest_comes_back(
    data_dir: Path, damage: Callable[[bytearray], None]
) -> None:
    content = damaged(data_dir, damage)
    history = SqliteHistory(data_dir)
    (aside,) = data_dir.glob("history-*-damaged.db")
    assert aside.read_bytes() == content
    assert "could not be read" in history.notice
    assert readable(history) > COUNT // 3
    assert not list(data_dir.glob("salvage-*"))
    history.close()


def turns_that_sqlite_reads(path: Path) -> set[str]:
    """The answered turns whose whole row the damaged file still gives."""
    found: set[str] = set()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        for seq in range(1, 10 * COUNT):
            with suppress(sqlite3.DatabaseError, UnicodeDecodeError, ValueError):
                row = connection.execute("SELECT * FROM turns NOT INDEXED WHERE seq = ?", (seq,)).fetchone()
                if row is not None and re.fullmatch("[a-z0-9]{12}", row["id"]) and row["state"] == "answered":
                    found.add(row["id"])
    return found


@pytest.mark.parametrize("seed", range(8))
def test_no_turn_is_lost_that_sqlite_can_still_read(data_dir: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.choice", random.Random(seed).choice)  # the same file each time

    def flipped(content: bytearray) -> None:
        chance = random.Random(seed)
        pages = len(content) // PAGE
        for page in chance.sample(range(25, pages), 3):
            for _ in range(6):
                content[page * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)

    damaged(data_dir, flipped)
    copy = data_dir / "copy.db"
    shutil.copyfile(data_dir / "history.db", copy)
    expected = turns_that_sqlite_reads(copy)
    assert len(expected) > COUNT // 2
    SqliteHistory(data_dir).close()
    repair(data_dir)  # what only indexes have wrong is no damage that a start looks for
    history = SqliteHistory(data_dir)
    there = {
        turn.id
        for query in (ListQuery(), ListQuery(archived=True), ListQuery(deleted=True))
        for row in history.page(query, limit=10_000)
        for turn in history.turns(row.id)
    }
    history.close()
    assert expected <= there


def test_a_message_whose_text_is_damaged_shows_what_is_left_of_it(data_dir: Path) -> None:
    def brackets_gone(content: bytearray) -> None:
        at = content.index(b'"content": "Answer 7"')
        content[at : at + 9] = b"!content!"

    damaged(data_dir, brackets_gone, suspect=False)
    history = SqliteHistory(data_dir)
    (row,) = (row for row in history.page(ListQuery(), limit=1000) if row.title == "Question 7")
    (turn,) = history.turns(row.id)
    assert [message.kind for message in turn.messages] == ["", "program"]
    assert "Answer 7" in str(turn.messages[0].content)
    history.close()
    (data_dir / "history.db-suspect").touch()
    again = SqliteHistory(data_dir)
    assert again.turns(row.id) == [turn]
    again.close()


def failure_of(history: SqliteHistory, conversation_id: str) -> str:
    """What is said where a conversation cannot be read; "" where it can."""
    try:
        history.turns(conversation_id)
    except StoreTrouble as error:
        return str(error)
    return ""


def test_damage_that_is_met_is_mended_at_the_next_start(data_dir: Path) -> None:
    damaged(data_dir, pages_gone, suspect=False)
    history = SqliteHistory(data_dir)
    assert history.notice == ""  # a store that was closed well is not looked through
    rows = history.page(ListQuery(), limit=10_000)
    failures = [failure for row in rows if (failure := failure_of(history, row.id))]
    history.close()
    assert failures
    assert all("damaged" in failure or "cannot" in failure for failure in failures)
    mended = SqliteHistory(data_dir)
    assert "was damaged" in mended.notice
    assert readable(mended) > COUNT // 3
    mended.close()


def test_answers_whose_question_is_gone_keep_a_place(data_dir: Path) -> None:
    history = SqliteHistory(data_dir)
    turn = converse(history, "Q", says("A lonely answer"), writes("x = 1"))
    other = converse(history, "R", says("Another"))
    with history._database.outside_transaction() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM turns WHERE id = ?", (turn.id,))
        connection.execute("DELETE FROM conversations WHERE id = ?", (other.conversation_id,))
    history.close()
    mended = reopened_without_header(data_dir)
    assert mended.check(thorough=True) == []
    (hit,) = mended.search("lonely")
    assert hit.conversation_id == turn.conversation_id
    assert mended.turns(turn.conversation_id)[0].query == LOST_QUESTION
    (hit,) = mended.search("another")
    (kept,) = mended.turns(hit.conversation_id)
    assert (kept.id, kept.query) == (other.id, "R")
    mended.close()


def test_a_conversation_of_which_only_the_title_is_left_stays_in_the_list(data_dir: Path) -> None:
    history = SqliteHistory(data_dir)
    lost = converse(history, "Where is my bucket?", says("Gone"))
    converse(history, "R", says("Another"))
    with history._database.outside_transaction() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM messages WHERE turn = (SELECT seq FROM turns WHERE id = ?)", (lost.id,))
        connection.execute("DELETE FROM turns WHERE id = ?", (lost.id,))
    history.close()
    mended = reopened_without_header(data_dir)
    assert "Of 1 conversation only the title is left." in mended.notice
    assert {row.title for row in mended.page(ListQuery())} == {"Where is my bucket?", "R"}
    assert [turn.query for turn in mended.turns(lost.conversation_id)] == [LOST_QUESTION]
    assert mended.check(thorough=True) == []
    mended.close()


def test_after_a_kill_the_store_is_looked_through_and_nothing_is_said(data_dir: Path) -> None:
    history = SqliteHistory(data_dir)
    converse(history, "Q", says("A"))
    for file in data_dir.glob("history.db*"):  # as they are left by a process that was killed
        shutil.copy(file, data_dir / f"copy-{file.name}")
    history.close()
    for file in data_dir.glob("copy-*"):
        file.rename(data_dir / file.name.removeprefix("copy-"))
    assert (data_dir / "history.db-wal").stat().st_size
    again = SqliteHistory(data_dir)
    assert again.notice == ""
    assert readable(again) == 1
    again.close()


def test_a_store_that_another_process_uses_is_not_looked_through(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = SqliteHistory(data_dir)
    converse(first, "Q", says("A"))

    def looked(*_: object) -> list[str]:
        pytest.fail("it was looked through")

    monkeypatch.setattr("copilot_tui.store.opening.quick_check", looked)
    second = SqliteHistory(data_dir)
    second.close()
    first.create(ACME, at=minute(1))
    first.close()

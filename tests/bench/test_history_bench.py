"""The store of 100,000 conversations and 1,000,000 messages; its screen is in `test_history_screen_bench`.

Run by hand: ``pytest -m bench -s tests/bench/test_history_bench.py``. The store is made first, which takes minutes;
with COPILOT_TUI_BENCH_STORE a folder is kept between runs. It prints, and asserts nothing about times.
"""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.listing import Cursor, ListQuery
from copilot_tui.store.history import SqliteHistory
from copilot_tui.wiring.intake import FileIntake
from tests.bench.table import row, say
from tests.store.samples import ACME, answer, minute, says

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.bench


def test_size_of_the_index(big: Path) -> None:
    history = SqliteHistory(big)
    with history._database.reading() as connection:
        index = connection.execute("SELECT sum(length(block)) FROM search_data").fetchone()[0]
        text = sum(
            connection.execute(f"SELECT sum(length({column})) FROM {table}").fetchone()[0]
            for table, column in (("messages", "raw"), ("turns", "query"), ("conversations", "title"))
        )
    history.close()
    say(f"index {index / 1e6:.0f} MB, text {text / 1e6:.0f} MB: {index / text:.2f} times (at most 1.6)")


def test_calls(big: Path, tmp_path: Path) -> None:
    history = SqliteHistory(big)
    small = SqliteHistory(tmp_path / "small")
    for name, store in (("big", history), ("small", small)):
        times = [took for _ in range(10) for took in _commits(store, 6)]
        row(f"commit an answer of 10 messages, {name}", times, limit=10)
    page = history.page(ListQuery())
    for one in page:
        found, turns = history.conversation(one.id), history.turns(one.id)
        assert found is not None
        small.import_conversation(found, turns)
    for name, store in (("big", history), ("small", small)):
        times = [_timed(partial(store.turns, one.id)) for one in page]
        row(f"open a conversation of 10 messages, {name}", times)
    after = Cursor.of(page[-1])
    row("a page of the list", [_timed(lambda: history.page(ListQuery(), after=after)) for _ in range(50)])
    row("the last page", [_timed(lambda: history.page(ListQuery(), skip=100, from_end=True)) for _ in range(50)])
    row("a page of a filter", [_timed(lambda: history.page(ListQuery(text="buck"))) for _ in range(50)])
    history.close()
    small.close()


def test_import(big: Path, tmp_path: Path) -> None:
    from copilot_tui.export.document import write_document

    history = SqliteHistory(big)
    file = tmp_path / "some.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for one in history.page(ListQuery(), limit=3000):
            conversation = history.conversation(one.id)
            assert conversation is not None
            lines.write(write_document(conversation, history.turns(one.id), compact=True))
    history.close()
    target = SqliteHistory(tmp_path / "target")
    begun = time.perf_counter()
    target.import_conversations(FileIntake(CloudContext(org="acme")).read(file, lambda _: None))
    seconds = time.perf_counter() - begun
    with target._database.reading() as connection:
        count = connection.execute("SELECT count(*) FROM messages").fetchone()[0]
    target.close()
    say(f"import: {count} messages in {seconds:.1f} s, {count / seconds:,.0f} a second (at least 5,000)")


def _commits(history: SqliteHistory, turns: int) -> list[float]:
    """The times of the answers in a new conversation, which is put into the bin."""
    home = history.create(ACME, at=minute(0)).id
    times = []
    for number in range(turns):
        turn = history.add_turn(home, f"Question {number}", ACME, at=minute(number))
        came = answer(*(says(f"{number} {at} " + "the bucket policy of a stack " * 10) for at in range(10)))
        finish = partial(history.finish_answered, turn.id, came, at=minute(number), unread=False)
        times.append(_timed(finish))
    history.delete(home, at=minute(1))
    return times


def _timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000

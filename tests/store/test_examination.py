"""A store is looked at without being touched, also where nothing can be written beside it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from copilot_tui.store.examination import Examination, examine
from copilot_tui.store.history import FILE_NAME, SqliteHistory
from copilot_tui.store.migrations import MIGRATIONS
from tests.store.samples import converse, says
from tests.store.unwritable import read_only

if TYPE_CHECKING:
    from pathlib import Path


def one_conversation(data_dir: Path) -> None:
    history = SqliteHistory(data_dir)
    converse(history, "Why?", says("Because."))
    history.close()


def test_what_is_not_there_is_not_made(data_dir: Path) -> None:
    assert examine(data_dir) == Examination(data_dir / FILE_NAME)
    assert not data_dir.exists()


def test_what_is_there_is_counted(data_dir: Path) -> None:
    one_conversation(data_dir)
    found = examine(data_dir)
    assert (found.exists, found.conversations, found.schema, found.problems) == (True, 1, len(MIGRATIONS), ())
    assert found.bytes == (data_dir / FILE_NAME).stat().st_size


@pytest.mark.skipif(os.name != "posix", reason="folders without the right to write")
def test_a_folder_that_cannot_be_written_hides_nothing(data_dir: Path) -> None:
    one_conversation(data_dir)
    with read_only(data_dir):
        found = examine(data_dir)
    assert (found.conversations, found.problems) == (1, ())


def test_what_is_no_store_is_said_to_be_damaged(data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / FILE_NAME).write_bytes(b"no database" * 1000)
    assert examine(data_dir).problems == ("file is not a database",)

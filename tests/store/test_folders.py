"""Folders that things were exported to are remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.store.folders import MOST
from copilot_tui.store.history import SqliteHistory

if TYPE_CHECKING:
    from pathlib import Path


def test_the_last_folder_comes_first_and_none_twice(tmp_path: Path) -> None:
    history = SqliteHistory(tmp_path)
    assert history.recent_folders() == []
    for folder in ("/one", "/two", "/one", "/odd \udcff"):
        history.remember_folder(folder)
    history.close()
    again = SqliteHistory(tmp_path)
    assert again.recent_folders() == ["/odd \udcff", "/one", "/two"]
    again.close()


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    history = SqliteHistory(tmp_path)
    for number in range(MOST + 5):
        history.remember_folder(f"/{number}")
    assert history.recent_folders() == [f"/{number}" for number in range(MOST + 4, 4, -1)]
    history.close()


def test_what_another_program_wrote_there_is_passed_over(tmp_path: Path) -> None:
    history = SqliteHistory(tmp_path)
    for value in ("{", '{"a": 1}', '["/here", 3]'):
        with history._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('recent_folders', ?)", (value,))
        assert history.recent_folders() == (["/here"] if "here" in value else [])
    history.close()

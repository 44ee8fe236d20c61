"""A real store in a real folder, and the values that tests put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.store.history import SqliteHistory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def history(data_dir: Path) -> Iterator[SqliteHistory]:
    opened = SqliteHistory(data_dir)
    yield opened
    opened.close()

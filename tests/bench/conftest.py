"""Measurements take their time and judge nothing: they run only when they are asked for (``-m bench``)."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.bench.big_store import build
from tests.bench.table import say

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves measurements out unless the marker is named."""
    if "bench" in (config.getoption("markexpr") or ""):
        return
    left_out = [item for item in items if item.get_closest_marker("bench")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the big store, which takes minutes to make: COPILOT_TUI_BENCH_STORE names one to keep."""
    kept = os.environ.get("COPILOT_TUI_BENCH_STORE")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("big")
    if not (folder / "history.db").exists():
        start = time.perf_counter()
        build(folder)
        say(f"the big store was built in {time.perf_counter() - start:.0f} s (at most 240)")
    return folder

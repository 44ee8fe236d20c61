"""Measurements take their time and judge nothing: they run only when they are asked for (``-m bench``)."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves measurements out unless the marker is named."""
    if "bench" in (config.getoption("markexpr") or ""):
        return
    left_out = [item for item in items if item.get_closest_marker("bench")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]

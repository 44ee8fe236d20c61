"""Tests with a language's own toolchain need networks and minutes: they run only where the marker selects them."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "toolchain" in config.getoption("markexpr"):
        return
    skip = pytest.mark.skip(reason="run with: pytest -m toolchain tests/export")
    for item in items:
        if item.get_closest_marker("toolchain"):
            item.add_marker(skip)

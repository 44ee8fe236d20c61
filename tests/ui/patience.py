"""Waiting for what a test says."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

PATIENCE_SECONDS = 30
"""For a busy machine; nothing waits so long unless it fails."""


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Waits until a condition holds."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        await pilot.pause(0.01)
        if holds():
            return
    pytest.fail("what was waited for did not come")

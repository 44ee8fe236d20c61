"""Waiting for what a test says, by the clock: a busy machine takes longer, a wrong program for ever."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_SECONDS = 30
"""For a busy machine; nothing waits so long unless it fails."""
LOOK_SECONDS = 0.01
"""Between two looks."""


async def until(holds: Callable[[], bool], *, look_seconds: float = LOOK_SECONDS) -> None:
    """Waits until a condition holds."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > end:
            pytest.fail("what was waited for did not come")
        await asyncio.sleep(look_seconds)


def wait_until(holds: Callable[[], bool]) -> None:
    """The same for what another process or thread does."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > end:
            pytest.fail("what was waited for did not come")
        time.sleep(LOOK_SECONDS)

"""Waiting for what a test says, while the screen goes on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.program_host import shown
from tests.waiting import LOOK_SECONDS, PATIENCE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot


async def until(pilot: Pilot[Any], holds: Callable[[], bool], told: Callable[[], str] | None = None) -> None:
    """Waits until a condition holds; fails with what is told, or with the screen as it is then."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        await pilot.pause(LOOK_SECONDS)
        if holds():
            return
    pytest.fail(told() if told else f"what was waited for did not come:\n{shown(pilot.app)}")


async def until_shown(pilot: Pilot[Any], words: str) -> None:
    """Waits until words stand on the screen."""
    await until(pilot, lambda: words in shown(pilot.app), lambda: f"no {words!r} on the screen:\n{shown(pilot.app)}")

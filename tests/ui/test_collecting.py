"""Garbage is collected between the frames."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from copilot_tui.ui.collecting import Collecting
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator


class Knot:
    """Refers to itself: only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector() -> Iterator[None]:
    """The collector as it was."""
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def knots(count: int) -> list[weakref.ref[Knot]]:
    """So many of them, to which nobody else refers."""
    return [weakref.ref(Knot()) for _ in range(count)]


@pytest.mark.usefixtures("collector")
async def test_garbage_goes_soon_after_a_frame_and_not_before_it() -> None:
    collecting = Collecting()
    collecting.begin()
    gc.collect()
    garbage = knots(1_500)
    assert all(knot() for knot in garbage)
    collecting.painted()
    assert all(knot() for knot in garbage)
    await until(lambda: garbage[-1]() is None)


@pytest.mark.usefixtures("collector")
async def test_nothing_comes_before_it_has_begun() -> None:
    collecting = Collecting()
    collecting.painted()
    assert collecting._next is None

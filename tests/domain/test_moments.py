from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.moments import read_moment

NOW = datetime(2026, 8, 5, 14, 30, tzinfo=timezone(timedelta(hours=2)))
DAY = NOW.replace(hour=0, minute=0)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", DAY),
        ("Yesterday", DAY - timedelta(days=1)),
        ("3d", NOW - timedelta(days=3)),
        ("12H", NOW - timedelta(hours=12)),
        ("2w", NOW - timedelta(days=14)),
        ("1mo", NOW - timedelta(days=30)),
        ("1y", NOW - timedelta(days=365)),
        ("2026-08-01", DAY.replace(day=1)),
        ("2026-8-1", DAY.replace(day=1)),
        ("2026-07", DAY.replace(month=7, day=1)),
        ("2025", DAY.replace(year=2025, month=1, day=1)),
    ],
)
def test_moments_are_read_in_the_persons_time_zone(typed: str, meant: datetime) -> None:
    assert read_moment(typed, NOW) == meant


@pytest.mark.parametrize("typed", ["", "soon", "2026-02-31", "2026-13", "0000", "99999y", "d", "3", "3 d"])
def test_what_is_no_moment_is_none(typed: str) -> None:
    assert read_moment(typed, NOW) is None


@given(st.text(max_size=12))
def test_nothing_typed_is_an_error(typed: str) -> None:
    moment = read_moment(typed, datetime(2026, 8, 5, tzinfo=UTC))
    assert moment is None or moment.tzinfo is not None

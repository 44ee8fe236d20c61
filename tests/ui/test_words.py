"""How times and amounts are said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.ui.words import age, ago, count, day, duration

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=50), "50m"),
        (timedelta(hours=2), "2h"),
        (timedelta(days=6), "6d"),
        (timedelta(days=20), "2w"),
        (timedelta(days=100), "3mo"),
        (timedelta(days=800), "2y"),
        (timedelta(seconds=-5), "now"),
    ],
)
def test_age(ago: timedelta, said: str) -> None:
    assert age(NOW - ago, NOW) == said


@pytest.mark.parametrize(("passed", "said"), [(timedelta(seconds=3), "just now"), (timedelta(hours=3), "3h ago")])
def test_ago_is_said_within_a_sentence(passed: timedelta, said: str) -> None:
    assert ago(NOW - passed, NOW) == said


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=36_000)))
def test_age_never_breaks_its_column(ago: timedelta) -> None:
    assert len(age(NOW - ago, NOW)) <= 4


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "Today"), (1, "Yesterday"), (8, "Last week"), (14, "This month"), (40, "October"), (400, "October 2025")],
)
def test_day(days: int, said: str) -> None:
    assert day(NOW - timedelta(days=days), NOW) == said


@pytest.mark.parametrize(("seconds", "said"), [(4.24, "4.2 s"), (65, "1 m 05 s")])
def test_duration(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@pytest.mark.parametrize(("number", "said"), [(1, "1 line"), (0, "0 lines"), (1200, "1,200 lines")])
def test_count(number: int, said: str) -> None:
    assert count(number, "line") == said

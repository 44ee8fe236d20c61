"""How times and amounts are said on screen: short, in fixed columns."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

_STEPS = ((3600, 60, "m"), (86400, 3600, "h"), (86400 * 14, 86400, "d"), (86400 * 60, 86400 * 7, "w"))


def age(then: datetime, now: datetime) -> str:
    """How long ago, in at most four characters: "now", "2h", "6d", "3w", "4mo", "2y"; it holds for a minute."""
    seconds = max(0, int((now - then).total_seconds()))
    if seconds < 60:
        return "now"
    for limit, unit, letter in _STEPS:
        if seconds < limit:
            return f"{seconds // unit}{letter}"
    days = seconds // 86400
    return f"{days // 30}mo" if days < 365 else f"{days // 365}y"


def ago(then: datetime, now: datetime) -> str:
    """How long ago, within a sentence: "3h ago", "just now"."""
    passed = age(then, now)
    return "just now" if passed == "now" else f"{passed} ago"


def duration(seconds: float) -> str:
    """A duration: "4.2 s", "1 m 05 s"."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} m {rest:02} s"


def time_left(seconds: float) -> str:
    """How long is left to wait, in whole seconds where they count: "17 s", "2 m 05 s", "3 h 20 m", "2 d 4 h"."""
    left = math.ceil(seconds)
    if left < 60:
        return f"{left} s"
    if left < 3600:
        return f"{left // 60} m {left % 60:02} s"
    if left < 86400:
        return f"{left // 3600} h {left % 3600 // 60:02} m"
    return f"{left // 86400} d {left % 86400 // 3600} h"


def between(lower: float, upper: float) -> str:
    """A range of durations in whole seconds: "9–14 s", "9 s", "under 1 s"."""
    first, last = round(lower), round(upper)
    if last < 1:
        return "under 1 s"
    return f"{last} s" if first == last else f"{first}–{last} s"


def clock(then: datetime) -> str:
    """The time of day where the person is: "14:02"."""
    return then.astimezone().strftime("%H:%M")


def until(then: datetime, now: datetime) -> str:
    """When something ends, where the person is: "14:02, in 3 h 20 m", "24 Dec 2026"; "expired" once it has."""
    left = (then - now).total_seconds()
    if left <= 0:
        return "expired"
    local = then.astimezone()
    if left < 86400:
        return f"{local:%H:%M}, in {time_left(left)}"
    return f"{local.day} {local:%b %Y}"


def day(then: datetime, now: datetime) -> str:
    """The heading under which a day stands: "Today", "Yesterday", "This week", "Last week", "This month", "March"."""
    local, today = then.astimezone().date(), now.astimezone().date()
    days = (today - local).days
    if days <= 0:
        return "Today"
    if days == 1:
        return "Yesterday"
    if days <= today.weekday():
        return "This week"
    if days <= today.weekday() + 7:
        return "Last week"
    if (local.year, local.month) == (today.year, today.month):
        return "This month"
    return local.strftime("%B") if local.year == today.year else local.strftime("%B %Y")


def periods(now: datetime, months: int = 120) -> tuple[list[str], list[datetime]]:
    """The headings of `day` in order, and when each one's days begin; as many months back as told.

    Args:
        now: with the person's time zone.
        months: how many, this one included.
    """
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    named = [
        ("Today", today),
        ("Yesterday", today - timedelta(days=1)),
        ("This week", monday),
        ("Last week", monday - timedelta(days=7)),
        ("This month", month),
    ]
    for _ in range(months - 1):
        month = (month - timedelta(days=1)).replace(day=1)
        named.append((month.strftime("%B" if month.year == today.year else "%B %Y"), month))
    found: list[tuple[str, datetime]] = []
    for name, since in named:
        if not found or since < found[-1][1]:
            found.append((name, since))
    return [name for name, _ in found], [since for _, since in found]


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 line", "28 lines"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def local_now() -> datetime:
    """Now, with the time zone of this machine: for days as the person counts them."""
    return datetime.now(UTC).astimezone()

"""Moments as people type them: a day, a month, a year, or how long ago."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

_AGO: Final = re.compile(r"(\d{1,5})(mo|[hdwmy])")
_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_HOURS: Final = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "mo": 30 * 24, "y": 365 * 24}
_DAYS_BACK: Final = {"today": 0, "yesterday": 1}


def read_moment(typed: str, now: datetime) -> datetime | None:
    """The moment that is meant.

    Args:
        typed: "2026-08-01", "2026-08", "2026" (their beginnings), "today", "yesterday", or a time ago: "12h", "3d",
            "2w", "1mo" (or "1m": 30 days), "1y", in any case.
        now: with the time zone of the person, in which days begin.

    Returns:
        The moment, with that time zone; None for anything else.
    """
    word = typed.strip().lower()
    try:
        if word in _DAYS_BACK:
            return _midnight(now) - timedelta(days=_DAYS_BACK[word])
        if ago := _AGO.fullmatch(word):
            return now - timedelta(hours=int(ago[1]) * _HOURS[ago[2]])
        if day := _DAY.fullmatch(word):
            return _midnight(now).replace(year=int(day[1]), month=int(day[2] or 1), day=int(day[3] or 1))
    except (ValueError, OverflowError):  # the 31st of February; before there were years
        return None
    return None


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)

"""Where the overview's numbers lead: searches that find the conversations behind them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from copilot_tui.domain.context import read_console_url
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from datetime import datetime

    from copilot_tui.domain.overview import AskedPlace


def since(day: datetime) -> str:
    """From the beginning of a day on."""
    return f"after:{day:%Y-%m-%d}"


def within(first: datetime, days: int) -> str:
    """From the beginning of a day to the end of the last of so many."""
    end = first.date() + timedelta(days=days)
    return f"after:{first:%Y-%m-%d} before:{end:%Y-%m-%d}"


def of_language(language: str) -> str:
    """With programs in a language."""
    return f"lang:{_value(language)}" if language else "kind:program"


def of_place(place: AskedPlace) -> str:
    """Asked in an organization, or in one of its stacks."""
    page = read_console_url(place.url)
    if not page.stack:
        return f"org:{_value(place.org)}"
    return f"stack:{_value(f'{page.org}/{page.project}/{page.stack}')}"


def search(*parts: str) -> str:
    """What a target does that leads to a search."""
    return f"search {' '.join(parts)}"


def _value(text: str) -> str:
    plain = line(text, 200).replace('"', "")
    return f'"{plain}"' if " " in plain else plain

"""What a history looks like from above: how much was asked, how it went, and what is left to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from copilot_tui.domain.state import TurnState

WEEKS: Final = 12


@dataclass(frozen=True, slots=True)
class Times:
    """How long answers took, in seconds."""

    answers: int
    median: float
    p95: float
    """Nineteen of twenty were at least as quick."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something was there."""

    name: str
    """A state, a language."""
    number: int


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """An organization or one of its stacks, and how many questions were asked there."""

    org: str
    url: str
    """Its page of the console; what stands below it counts with it."""
    number: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A question without an answer, which can be sent again."""

    conversation_id: str
    turn_id: str
    title: str
    query: str
    state: TurnState
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Extent:
    """How large the history is."""

    conversations: int
    archived: int
    deleted: int
    """In the bin."""
    bytes: int
    """Of its file, and of what is written beside it."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything since the first of `days`; conversations in the bin are left out."""

    days: tuple[datetime, ...]
    """Beginnings of days where the person is, the first a Monday, the last today."""
    questions: tuple[int, ...]
    """How many on each of them."""
    weeks: tuple[Times | None, ...]
    """How long answers took in each week, None where there were none."""
    times: Times | None
    """The same of all weeks."""
    outcomes: tuple[Counted, ...]
    """Questions by what became of them, the most first."""
    languages: tuple[Counted, ...]
    """Programs by language, the most first."""
    places: tuple[AskedPlace, ...]
    """Where most was asked, the most first."""
    lost: tuple[Lost, ...]
    """What failed or was interrupted, the latest first."""
    extent: Extent

    @property
    def asked(self) -> int:
        """All questions."""
        return sum(self.questions)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the history at all."""
        return not (self.extent.conversations or self.extent.archived)


def days_until(now: datetime, weeks: int = WEEKS) -> tuple[datetime, ...]:
    """The beginnings of the days of some weeks up to today.

    Args:
        now: with the person's time zone.
        weeks: how many, this one included; each begins on a Monday.
    """
    today = now.date()
    first = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    return tuple(_begins(first + timedelta(days=number), now) for number in range((today - first).days + 1))


def weeks_of(days: Sequence[datetime]) -> tuple[datetime, ...]:
    """The beginnings of the weeks among the beginnings of days."""
    return tuple(days[::7])


def _begins(day: date, now: datetime) -> datetime:
    """Midnight where the person is, summer time included; by `now` where that zone is not this machine's."""
    local = datetime.combine(day, time.min)
    here = local.astimezone()
    same_zone = now.astimezone().utcoffset() == now.utcoffset()
    return here if same_zone else local.replace(tzinfo=now.tzinfo)

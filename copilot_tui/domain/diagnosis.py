"""What was found when everything was looked at: one subject each, and what to do about it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from copilot_tui.domain.model import Frozen


class State(StrEnum):
    """How it stands."""

    FINE = "fine"
    NOTE = "note"
    """It works, and the person may want to know."""
    BROKEN = "broken"
    """Something cannot be done until it is mended."""


class Finding(Frozen):
    """One subject, as it stands."""

    subject: str
    """"config", "store", "token", …; stable, for scripts."""
    state: State
    message: str
    """What is so, as a sentence or in few words; never a token."""
    hint: str = ""
    """What to do about it; "" where there is nothing to do."""
    facts: dict[str, str | int | float | bool | None] = Field(default={})
    """The same in values, for scripts."""

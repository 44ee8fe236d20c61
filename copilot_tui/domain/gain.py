"""What an import brought."""

from __future__ import annotations

from enum import StrEnum


class Gain(StrEnum):
    """What the history gained from one conversation; nothing is false."""

    NEW = "new"
    """The conversation was not there."""
    MORE = "more"
    """It was there, and has turns or answers now that it had not."""
    NOTHING = ""
    """All of it was there."""

"""What an import brought."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class ImportGain(StrEnum):
    """What the history gained from one conversation; nothing is false."""

    NEW = "new"
    """The conversation was not there."""
    MORE = "more"
    """It was there, and has turns or answers now that it had not."""
    NOTHING = ""
    """All of it was there."""


def gain_words(gains: Mapping[ImportGain, int]) -> str:
    """How many conversations brought what: "12 new, 3 with more in them, 85 known already"."""
    said = ((ImportGain.NEW, "new"), (ImportGain.MORE, "with more in them"), (ImportGain.NOTHING, "known already"))
    return ", ".join(f"{gains[gain]:,} {words}" for gain, words in said if gains.get(gain)) or "nothing new"

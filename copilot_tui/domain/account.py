"""Who asks, and by what right; never the token itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks, and how that is known."""

    source: str = ""
    """Where the token was found: "PULUMI_ACCESS_TOKEN", "pulumi login", "typed here"; "" when there is none."""
    user: str = ""
    """The user name, where known."""
    problem: str = ""
    """Why there is no token, or why it may be no good, as a sentence."""
    expires_at: datetime | None = None
    """UTC; None where the token does not expire, or that is not known."""

    @property
    def label(self) -> str:
        """In few words: "jo, pulumi login"; "" when nobody is signed in."""
        return ", ".join(part for part in (self.user, self.source) if part)


@dataclass(frozen=True, slots=True)
class TokenSource:
    """A place where a token may be found, and what is there now."""

    name: str
    """As `Account.source` has it."""
    state: str
    """What is there, in a few words or as a sentence: "set", "ada", "The Pulumi CLI is not logged in …"."""
    usable: bool
    """Whether there is something to try."""

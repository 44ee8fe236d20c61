"""What the questions of this run have told about the service: nothing is asked of it only to find out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from copilot_tui.ui.words import clock

if TYPE_CHECKING:
    from datetime import datetime

    from copilot_tui.domain.errors import Failure

_REACHED: Final = frozenset({"bad_request", "refused", "no_answer", "answer_too_large"})
"""Kinds of failure that are about the question: the service was there."""


@dataclass(frozen=True, slots=True)
class ServiceState:
    """Whether the service answers."""

    last_success: datetime | None = None
    """When it last answered; None where it has not yet."""
    failing_since: datetime | None = None
    """When the first of the failures since then was; None while there is none."""
    reason: str = ""
    """What the last failure was, as a sentence."""

    def after(self, failure: Failure | None, now: datetime) -> ServiceState:
        """The state after one more exchange, which gave a failure or (None) an answer."""
        if failure is None or failure.kind in _REACHED:
            return ServiceState(last_success=now)
        return replace(self, failing_since=self.failing_since or now, reason=failure.message)

    @property
    def fails(self) -> bool:
        """Whether the last exchange failed."""
        return self.failing_since is not None

    @property
    def words(self) -> str:
        """All of it in a line or two."""
        if self.failing_since is not None:
            since = f"failing since {clock(self.failing_since)}"
            last = f"last answer {clock(self.last_success)}" if self.last_success else "no answer in this run"
            return f"{since} · {last}\n{self.reason}"
        return f"answered {clock(self.last_success)}" if self.last_success else "nothing was asked yet in this run"


UNKNOWN: Final = ServiceState()
"""Before anything was asked."""

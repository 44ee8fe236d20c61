"""A failure: as the value that is stored and printed, and as the exception that is raised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from copilot_tui.domain.value import Value

if TYPE_CHECKING:
    from copilot_tui.domain.exchange import Exchange


class NextStep(StrEnum):
    """What a person can do about a failure; each front offers those it can."""

    RESEND = "resend"
    EDIT = "edit"
    SIGN_IN = "sign in"
    EDIT_CONTEXT = "edit context"
    WAIT = "wait"


class ErrorKind(StrEnum):
    """The failure's name in stored turns and in JSON; stable."""

    NOT_SIGNED_IN = "not_signed_in"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    NETWORK = "network"
    TIMED_OUT = "timed_out"
    SERVICE = "service"
    BAD_REQUEST = "bad_request"
    USAGE_LIMIT = "usage_limit"
    RATE_LIMITED = "rate_limited"
    ENDPOINT_MOVED = "endpoint_moved"
    SERVER_TROUBLE = "server_trouble"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    UNREADABLE_ANSWER = "unreadable_answer"
    ANSWER_TOO_LARGE = "answer_too_large"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    SETTINGS = "settings"
    CONFIDENTIAL = "confidential"
    STORE = "store"
    EXPORT = "export"
    ATTACHMENT = "attachment"


_SERVICE_AT_FAULT = frozenset(
    {
        ErrorKind.SERVICE,
        ErrorKind.SERVER_TROUBLE,
        ErrorKind.REFUSED,
        ErrorKind.NO_ANSWER,
        ErrorKind.UNREADABLE_ANSWER,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure(Value):
    """A failure as it is stored with its turn and printed in JSON."""

    kind: ErrorKind
    message: str
    """What happened, one or two sentences."""
    hint: str = ""
    """What can be done, one or two sentences."""
    status: int | None = None
    """HTTP status, where an answer came."""
    request_id: str = ""
    """``X-Pulumi-Request-ID``, for a support ticket."""
    next_steps: tuple[NextStep, ...] = ()
    retry_at: datetime | None = None
    """When the service said to try again (429)."""

    @property
    def words(self) -> str:
        """What happened, then what can be done."""
        return _together(self.message, self.hint)

    @property
    def ticket_id(self) -> str:
        """The request's id where a support ticket makes sense, since the service itself is at fault; else ""."""
        return self.request_id if self.kind in _SERVICE_AT_FAULT else ""


def _together(message: str, hint: str) -> str:
    return " ".join(part for part in (message, hint) if part)


class CopilotError(Exception):
    """The root of the family.

    Args:
        message: what happened, a sentence or two, safe to show.
        hint: what can be done about it; the class's own hint where none is given.
        status: the HTTP status, where an answer came.
        request_id: ``X-Pulumi-Request-ID``.
        retry_at: when the service said to try again.
    """

    kind: ClassVar[ErrorKind] = ErrorKind.SERVICE
    default_hint: ClassVar[str] = ""
    next_steps: ClassVar[tuple[NextStep, ...]] = (NextStep.RESEND, NextStep.EDIT)

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        status: int | None = None,
        request_id: str = "",
        retry_at: datetime | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint or self.default_hint
        self.status = status
        self.request_id = request_id
        self.retry_at = retry_at
        self.exchange: Exchange | None = None
        """What was sent and received, where the failure came over the wire."""

    @property
    def words(self) -> str:
        """What happened, then what can be done."""
        return _together(self.message, self.hint)

    def as_failure(self) -> Failure:
        """The same, as a value to store and to print."""
        return Failure(
            kind=self.kind,
            message=self.message,
            hint=self.hint,
            status=self.status,
            request_id=self.request_id,
            next_steps=self.next_steps,
            retry_at=self.retry_at,
        )


INTERRUPTED = Failure(
    kind=ErrorKind.INTERRUPTED,
    message="The program ended before the answer came.",
    hint="It may have been answered on the service's side all the same.",
    next_steps=(NextStep.RESEND, NextStep.EDIT),
)

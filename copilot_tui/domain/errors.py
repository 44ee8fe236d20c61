"""Every failure that a person can meet, as one small family.

CopilotError                 text, hint, next steps; `kind` names it in JSON
├── NotSignedIn              there is no token to send
├── NotAllowed               the service refused the token or the person
│   ├── Unauthorized         401: missing, invalid, or single sign-on is due
│   └── Forbidden            403: Copilot is off for the organization, or the role lacks it
├── NetworkTrouble           no connection: name, refused, reset, TLS, proxy
│   └── TimedOut             a deadline passed: connecting, silence, or the whole question
├── ServiceTrouble           the service failed or refused
│   ├── BadRequest           400: a field of the question is at fault
│   ├── UsageLimit           402: the daily cap
│   ├── RateLimited          429: too many; `retry_after_seconds` where the service said so
│   ├── EndpointMoved        3xx, 404, 410, or a page instead of an answer
│   ├── ServerTrouble        5xx: `request_id` is for the support ticket
│   ├── CopilotRefused       200 with `error`: Copilot's own failure, in its words
│   ├── NoAnswer             204, or an answer with nothing in it
│   ├── UnreadableAnswer     not JSON, cut off, or of another shape
│   └── AnswerTooLarge       larger than the cap
├── Cancelled                the person cancelled; it may have been answered all the same
├── WrongSettings            configuration or options that cannot be used
├── SecretInQuestion         a question seems to hold a secret, and nobody said that it may be sent
├── StoreTrouble             the history could not be read or written
│   └── StoreUnwritable      its file takes nothing now; what is asked is kept in memory
├── ExportTrouble            a file could not be written, or is there already
└── AttachmentTrouble        a file that was to go with a question cannot be read

Raise them with ``from`` the cause. Their texts are shown as they are: no token, no markup, no foreign control bytes.
"""

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
    def ticket_id(self) -> str:
        """The request's id where a support ticket makes sense, since the service itself is at fault; else ""."""
        return self.request_id if self.kind in _SERVICE_AT_FAULT else ""


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


class NotSignedIn(CopilotError):
    """There is no token to send."""

    kind = ErrorKind.NOT_SIGNED_IN
    default_hint = (
        "Set PULUMI_ACCESS_TOKEN, or run `pulumi login`. Tokens are made at https://app.pulumi.com/account/tokens"
    )
    next_steps = (NextStep.SIGN_IN,)


class NotAllowed(CopilotError):
    """The service refused the token or the person."""

    kind = ErrorKind.FORBIDDEN


class Unauthorized(NotAllowed):
    """401: the token is missing or invalid, or single sign-on is due."""

    kind = ErrorKind.UNAUTHORIZED
    default_hint = "Make a new token at https://app.pulumi.com/account/tokens"
    next_steps = (NextStep.SIGN_IN, NextStep.RESEND)


class Forbidden(NotAllowed):
    """403: Copilot is off for the organization, or the role lacks it."""

    default_hint = (
        "An administrator can switch it on in the console: Settings > Access Management > Pulumi Copilot. "
        "Or ask within another organization."
    )
    next_steps = (NextStep.EDIT_CONTEXT, NextStep.RESEND)


class NetworkTrouble(CopilotError):
    """No connection, or one that broke: name, refused, reset, TLS, proxy."""

    kind = ErrorKind.NETWORK
    default_hint = "Check the network, then resend."


class TimedOut(NetworkTrouble):
    """A deadline passed: connecting, silence, or the whole question."""

    kind = ErrorKind.TIMED_OUT
    default_hint = "It may have been answered all the same. Resend, or raise request_timeout_seconds in config.toml."


class ServiceTrouble(CopilotError):
    """The service failed or refused."""

    default_hint = "Resend in a while."


class BadRequest(ServiceTrouble):
    """400: a field of the question is at fault."""

    kind = ErrorKind.BAD_REQUEST
    default_hint = "Check the organization and the URL of the context."
    next_steps = (NextStep.EDIT_CONTEXT, NextStep.EDIT, NextStep.RESEND)


class UsageLimit(ServiceTrouble):
    """402: the daily cap."""

    kind = ErrorKind.USAGE_LIMIT
    default_hint = "This is a daily cap of the service: resend it tomorrow."


class RateLimited(ServiceTrouble):
    """429: too many questions at once."""

    kind = ErrorKind.RATE_LIMITED
    default_hint = "Wait a little, then resend."
    next_steps = (NextStep.WAIT, NextStep.RESEND, NextStep.EDIT)


class EndpointMoved(ServiceTrouble):
    """3xx, 404, 410, or a page instead of an answer: moved, retired, or something in between."""

    kind = ErrorKind.ENDPOINT_MOVED
    default_hint = "Check --api-url, a proxy, or a sign-in page of your network in between."


class ServerTrouble(ServiceTrouble):
    """5xx: trouble on the service's side."""

    kind = ErrorKind.SERVER_TROUBLE


class CopilotRefused(ServiceTrouble):
    """200 with `error`: Copilot's own failure, in its words."""

    kind = ErrorKind.REFUSED
    default_hint = "Resend, or ask in other words."


class NoAnswer(ServiceTrouble):
    """204, or an answer with nothing in it."""

    kind = ErrorKind.NO_ANSWER
    default_hint = "Resend, or ask in other words."


class UnreadableAnswer(ServiceTrouble):
    """Not JSON, cut off, or of another shape."""

    kind = ErrorKind.UNREADABLE_ANSWER
    default_hint = "Resend. If it happens again, a proxy may be changing or cutting the answers."


class AnswerTooLarge(ServiceTrouble):
    """An answer larger than the cap (max_answer_megabytes)."""

    kind = ErrorKind.ANSWER_TOO_LARGE
    default_hint = "Ask for less, or raise max_answer_megabytes in config.toml."


class Cancelled(CopilotError):
    """The person cancelled; the service may have answered all the same."""

    kind = ErrorKind.CANCELLED
    default_hint = "It may have been answered on the service's side all the same."


class WrongSettings(CopilotError):
    """Configuration or options that cannot be used."""

    kind = ErrorKind.SETTINGS
    next_steps = ()


class SecretInQuestion(CopilotError):
    """A question seems to hold a secret, and nobody said that it may be sent."""

    kind = ErrorKind.CONFIDENTIAL
    default_hint = "Take it out, or say what to do with it: --secrets hide sends *** instead, --secrets send sends it."
    next_steps = (NextStep.EDIT,)


class StoreTrouble(CopilotError):
    """The history could not be read or written."""

    kind = ErrorKind.STORE
    next_steps = ()


class StoreUnwritable(StoreTrouble):
    """The history's file does not take anything now: a full disk, no right to write, a lock, a file that is gone."""


class ExportTrouble(CopilotError):
    """A file could not be written, or is there already."""

    kind = ErrorKind.EXPORT
    next_steps = ()


class AttachmentTrouble(CopilotError):
    """A file that was to go with a question cannot be read, or holds no text."""

    kind = ErrorKind.ATTACHMENT
    next_steps = ()


INTERRUPTED = Failure(
    kind=ErrorKind.INTERRUPTED,
    message="The program ended before the answer came.",
    hint="It may have been answered on the service's side all the same.",
    next_steps=(NextStep.RESEND, NextStep.EDIT),
)

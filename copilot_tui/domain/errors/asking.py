"""What can become of a question that is not an answer."""

from __future__ import annotations

from copilot_tui.domain.errors.failure import CopilotError, ErrorKind, NextStep


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
    default_hint = "Check the network, then try again."


class TimedOut(NetworkTrouble):
    """A deadline passed: connecting, silence, or the whole question."""

    kind = ErrorKind.TIMED_OUT
    default_hint = "It may have been answered all the same. Resend, or raise request_timeout_seconds in config.toml."


class ServiceTrouble(CopilotError):
    """The service failed or refused."""

    default_hint = "Try again in a while."


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
    default_hint = "Wait a little, then try again."
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

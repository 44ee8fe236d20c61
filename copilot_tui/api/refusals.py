"""Every status that is no answer, as the domain's error with its own text, hint and next step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from copilot_tui.api.error_body import ErrorBody, read_error_body
from copilot_tui.domain import errors
from copilot_tui.domain.endpoint import host_of
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from copilot_tui.api.reply import Reply

_SSO_TYPES: Final = {"saml_reauth_required", "saml_login_required"}
_ORG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,199}")
_FIELDS: Final = {"url": "the URL of the context", "orgid": "the organization", "query": "the question's text"}
_STANDARD: Final = {402: "Usage limit reached"}
"""What the service says with a status beside the status's own name."""
_LONGEST_WAIT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Refusal:
    reply: Reply
    body: ErrorBody
    said: str
    """The body's words as the end of a sentence, ": …." or "."."""

    @property
    def host(self) -> str:
        return host_of(self.reply.url)


def refusal(reply: Reply) -> errors.CopilotError:
    """The error for a response whose status is not 2xx.

    Args:
        reply: the response; of its body the beginning is enough.
    """
    body = read_error_body(reply.body, reply.header("Content-Type"))
    words = body.message or (f"a page came, {body.page_title}" if body.page_title else "")
    case = _Refusal(reply, body, f": {words.rstrip('.')}." if words and not _says_nothing(words, reply.status) else ".")
    error = _maker(reply.status, page=bool(body.page_title))(case)
    error.status = reply.status
    if reply.status in {429, 503}:
        now = datetime.now(UTC)
        error.retry_at = retry_at(reply.header("Retry-After"), now)
        if error.retry_at is not None:
            error.hint = "Try again after the wait that the service asks for."
    return error


def _says_nothing(words: str, status: int) -> bool:
    """Whether a body only repeats what its status says anyway, such as "Not Found" with 404."""
    known = {_STANDARD.get(status, ""), *(phrase.phrase for phrase in HTTPStatus if phrase == status)}
    return words.strip().rstrip(".").casefold() in {phrase.casefold() for phrase in known}


def page_instead(reply: Reply) -> errors.EndpointMoved:
    """The error for a page that came with a status of success."""
    title = read_error_body(reply.body, reply.header("Content-Type")).page_title
    return errors.EndpointMoved(
        f"{host_of(reply.url)} sent a page instead of an answer (status {reply.status}): {title}.", status=reply.status
    )


def retry_at(value: str, now: datetime) -> datetime | None:
    """When to try again, of a ``Retry-After`` header in seconds or as a date (RFC 9110); None where it says neither."""
    value = value.strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return now + min(timedelta(seconds=int(value)), _LONGEST_WAIT)
    try:
        then = parsedate_to_datetime(value)
        then = then.replace(tzinfo=UTC) if then.tzinfo is None else then.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return min(max(then, now), now + _LONGEST_WAIT)


def _maker(status: int, *, page: bool) -> Callable[[_Refusal], errors.CopilotError]:
    if page and 400 <= status < 500 and status not in {401, 402, 429}:
        return _moved  # the service itself refuses in JSON or plain text
    if 300 <= status < 400:
        return _redirected
    if status >= 500:
        return _BY_STATUS.get(status, _server_trouble)
    return _BY_STATUS.get(status, _other)


def _redirected(case: _Refusal) -> errors.CopilotError:
    location = case.reply.header("Location")
    target = host_of(urljoin(case.reply.url, location)) if location else ""
    where = f" and points to {line(location, 200)}" if location else ""
    other = " That is another host: the token was not sent there." if target and target != case.host else ""
    return errors.EndpointMoved(f"{case.host} answered {_named(case)}{where}. Redirects are not followed.{other}")


def _moved(case: _Refusal) -> errors.CopilotError:
    return errors.EndpointMoved(f"There is no Copilot API at {case.host}: {_named(case)}{case.said}")


def _bad_request(case: _Refusal) -> errors.CopilotError:
    names = [_FIELDS[field.attribute.lower()] for field in case.body.fields if field.attribute.lower() in _FIELDS]
    if not names:
        names = [
            label for name, label in _FIELDS.items() if re.search(rf"\b{name}\b", case.body.message, re.IGNORECASE)
        ]
    hint = f"Check {' and '.join(dict.fromkeys(names))}." if names else ""
    return errors.BadRequest(f"The service did not accept the question{case.said}", hint=hint)


def _unauthorized(case: _Refusal) -> errors.CopilotError:
    source = case.reply.token_source
    for field in case.body.fields:
        if field.type in _SSO_TYPES:
            return _sign_on(field.attribute or case.reply.org, source)
    return errors.Unauthorized(f"The token from {source} was refused{case.said}")


def _sign_on(org: str, source: str) -> errors.CopilotError:
    page = f"https://app.pulumi.com/signin/sso/{org}/reauth" if _ORG.fullmatch(org) else "https://app.pulumi.com/signin"
    return errors.Unauthorized(
        f"The organization {line(org, 100)} wants a new single sign-on: the token from {source} was refused.",
        hint=f"Sign in at {page}, then try again.",
    )


def _usage_limit(case: _Refusal) -> errors.CopilotError:
    return errors.UsageLimit(f"The usage limit of Pulumi Copilot is reached{case.said}")


def _forbidden(case: _Refusal) -> errors.CopilotError:
    org = line(case.reply.org, 100) or "this organization"
    return errors.Forbidden(f"Copilot is off for {org}, or your role there does not include it{case.said}")


def _proxy_sign_in(case: _Refusal) -> errors.CopilotError:
    return errors.NetworkTrouble(
        f"A proxy wants a name and a password: {_named(case)}{case.said}",
        hint="Put them into HTTPS_PROXY (http://name:password@host:port), then start again.",
    )


def _too_slow(case: _Refusal) -> errors.CopilotError:
    return errors.TimedOut(f"{case.host} gave up waiting for the question: {_named(case)}{case.said}")


def _too_long(case: _Refusal) -> errors.CopilotError:
    return errors.BadRequest(
        f"The question is too long for the service{case.said}", hint="Shorten it, then send again."
    )


def _rate_limited(case: _Refusal) -> errors.CopilotError:
    return errors.RateLimited(f"Too many questions in a short time{case.said}")


def _network_sign_in(case: _Refusal) -> errors.CopilotError:
    return errors.NetworkTrouble(
        f"The network wants a sign-in before it lets anything through{case.said}",
        hint="Open any page in a browser, sign in to the network, then try again.",
    )


def _server_trouble(case: _Refusal) -> errors.CopilotError:
    return errors.ServerTrouble(f"{case.host} has trouble: {_named(case)}{case.said}")


def _gateway(case: _Refusal) -> errors.CopilotError:
    return errors.ServerTrouble(
        f"The gateway at {case.host} got no answer from the service behind it: {_named(case)}{case.said}",
    )


def _overloaded(case: _Refusal) -> errors.CopilotError:
    return errors.ServerTrouble(f"The service is down or overloaded: {_named(case)}{case.said}")


def _other(case: _Refusal) -> errors.CopilotError:
    return errors.ServiceTrouble(f"{case.host} refused the question: {_named(case)}{case.said}")


def _named(case: _Refusal) -> str:
    """The status with its name: "502 Bad Gateway"."""
    try:
        return f"{case.reply.status} {HTTPStatus(case.reply.status).phrase}"
    except ValueError:
        return str(case.reply.status)


_BY_STATUS: Final[dict[int, Callable[[_Refusal], errors.CopilotError]]] = {
    400: _bad_request,
    401: _unauthorized,
    402: _usage_limit,
    403: _forbidden,
    404: _moved,
    405: _moved,
    407: _proxy_sign_in,
    408: _too_slow,
    410: _moved,
    413: _too_long,
    422: _bad_request,
    429: _rate_limited,
    502: _gateway,
    503: _overloaded,
    504: _gateway,
    511: _network_sign_in,
}

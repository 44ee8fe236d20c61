"""Failures that a person can ask for: a question such as ``/fail 429 30`` is answered with that outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.demo.connection import Response, json_response

if TYPE_CHECKING:
    from collections.abc import Callable

    from copilot_tui.domain.context import CloudContext

MAX_SLOW_SECONDS = 600
_FAIL = re.compile(r"/fail\s+([\w-]+)(?:\s+(\d{1,6}))?\s*$", re.IGNORECASE)
_SLOW = re.compile(r"/slow\s+(\d{1,6})\b\s*", re.IGNORECASE)
_PAGE = b"""<!doctype html>
<html><head><title>Sign in to the guest network</title></head>
<body><h1>Welcome</h1><p>Accept the terms to go on.</p></body></html>
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One outcome that can be asked for."""

    word: str
    """What follows ``/fail``."""
    description: str
    make: Callable[[CloudContext, int | None], Response]
    """Makes the response from the question's context and the number that followed the word."""


def error_response(
    status: int, message: str, *errors: dict[str, str], headers: tuple[tuple[str, str], ...] = ()
) -> Response:
    """An error as the service words it: code, message and, where given, its parts."""
    body: dict[str, object] = {"code": status, "message": message}
    if errors:
        body["errors"] = list(errors)
    return json_response(body, status=status, headers=headers)


def unauthorized() -> Response:
    """401 for a token that is missing or refused."""
    return error_response(401, "Unauthorized: the access token is missing or not valid.")


def _sign_on_due(context: CloudContext, _: int | None) -> Response:
    part = {"resource": "organization", "attribute": context.org, "errorType": "saml_reauth_required"}
    return error_response(401, "Unauthorized: single sign-on has expired.", part)


def _forbidden(context: CloudContext, _: int | None) -> Response:
    return error_response(403, f"Pulumi Copilot is not enabled for the organization {context.org}.")


def _usage_limit(_: CloudContext, __: int | None) -> Response:
    return Response(402, b"Usage limit reached", content_type="text/plain; charset=utf-8")


def _too_many(_: CloudContext, seconds: int | None) -> Response:
    retry_after = ("Retry-After", str(20 if seconds is None else seconds))
    return error_response(429, "Too many requests.", headers=(retry_after,))


def _moved(_: CloudContext, __: int | None) -> Response:
    return Response(307, headers=(("Location", "https://moved.example/api/ai/chat/preview"),))


def _unreadable(_: CloudContext, __: int | None) -> Response:
    return Response(200, b"The answer is in the attachment.")


def _cut(_: CloudContext, __: int | None) -> Response:
    whole = json_response({"conversationId": "demo", "messages": [{"role": "assistant", "content": "…" * 400}]})
    return Response(200, whole.body, sent_bytes=200)


def _refused(_: CloudContext, __: int | None) -> Response:
    return json_response({"error": "copilot_failed", "details": "Copilot could not work on this question."})


FAULTS = (
    Fault(
        "400", "the service refuses the question", lambda *_: error_response(400, "Bad Request: the query was refused.")
    ),
    Fault("401", "the token is not valid", lambda *_: unauthorized()),
    Fault("sso", "single sign-on is due (401)", _sign_on_due),
    Fault("402", "the daily usage limit is reached", _usage_limit),
    Fault("403", "Copilot is off for the organization", _forbidden),
    Fault("404", "the endpoint is gone", lambda *_: error_response(404, "Not Found")),
    Fault("429", "too many questions; `/fail 429 5` says to come back in 5 seconds", _too_many),
    Fault("500", "the service fails", lambda *_: error_response(500, "Internal Server Error")),
    Fault("503", "the service is away", lambda *_: error_response(503, "Service Unavailable")),
    Fault("204", "no answer at all", lambda *_: Response(204)),
    Fault("error", "an error inside an answer of status 200", _refused),
    Fault("html", "a page of the network instead of an answer", lambda *_: Response(200, _PAGE, "text/html")),
    Fault("moved", "a redirect to another host", _moved),
    Fault("json", "an answer that is not JSON", _unreadable),
    Fault("cut", "the connection ends in the middle of the answer", _cut),
    Fault("drop", "the connection ends before any answer", lambda *_: Response(200, sent_bytes=0)),
)


def scripted_failure(query: str, context: CloudContext) -> Response | None:
    """The outcome that a question asks for with ``/fail``; None where it asks for none that there is."""
    match = _FAIL.match(query.strip())
    if match is None:
        return None
    number = int(match[2]) if match[2] else None
    fault = next((fault for fault in FAULTS if fault.word == match[1].lower()), None)
    return fault.make(context, number) if fault else None


def scripted_delay(query: str) -> tuple[float | None, str]:
    """The seconds that a question asks to wait with ``/slow``, None where it does not; and the question itself."""
    query = query.strip()
    match = _SLOW.match(query)
    if match is None:
        return None, query
    return float(min(int(match[1]), MAX_SLOW_SECONDS)), query[match.end() :]


def faults_table() -> str:
    """Every outcome that can be asked for, as a Markdown table."""
    return "\n".join(
        [
            "| type | and the demo plays |",
            "|---|---|",
            *(f"| `/fail {row.word}` | {row.description} |" for row in FAULTS),
        ]
    )

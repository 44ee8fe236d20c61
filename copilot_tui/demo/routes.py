"""Which request goes where: one table of paths, the token checked before all of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from copilot_tui.demo import chat, console
from copilot_tui.demo.connection import Request, Response, json_response
from copilot_tui.demo.faults import error_response, unauthorized

if TYPE_CHECKING:
    from collections.abc import Callable

REFUSED_WORD = "bad"
"""The one token that is refused, to see what a client makes of it."""


def now() -> datetime:
    """The time, UTC."""
    return datetime.now(UTC)


class Api:
    """The demo's endpoints.

    Args:
        conversations: answers the chat endpoint.
        clock: the time, UTC.
    """

    def __init__(self, conversations: chat.Chat, clock: Callable[[], datetime] = now) -> None:
        self._chat = conversations
        self._clock = clock

    async def respond(self, request: Request) -> Response:
        """Answers a request."""
        is_chat = request.path == chat.PATH
        if not is_chat and not request.path.startswith("/api/"):
            return error_response(404, "Not Found")
        if not _is_allowed(request):
            return unauthorized()
        if is_chat and request.method == "POST":
            return await self._chat.post(request.body)
        if is_chat:
            return _not_allowed("POST")
        value = self._read(request)
        if value is None:
            return error_response(404, "Not Found")
        return json_response(value) if request.method in {"GET", "HEAD"} else _not_allowed("GET, HEAD")

    def _read(self, request: Request) -> dict[str, Any] | None:
        """What a read-only endpoint holds; None where there is no such endpoint."""
        match request.path.split("/")[2:]:
            case ["user"]:
                return console.user()
            case ["user", "organizations", "default"]:
                return console.default_organization()
            case ["user", "stacks"]:
                return console.stacks(request.parameters, self._clock())
            case ["stacks", org, project, stack, "updates"]:
                return console.updates(org, project, stack, request.parameters, self._clock())
            case _:
                return None


def _is_allowed(request: Request) -> bool:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "token" and token.strip() not in {"", REFUSED_WORD}


def _not_allowed(methods: str) -> Response:
    return error_response(405, "Method Not Allowed", headers=(("Allow", methods),))

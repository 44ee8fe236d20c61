"""Notes taken while a request is on its way, for the inspector and for telling failures apart."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from copilot_tui.domain.exchange import HIDDEN, Exchange
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from copilot_tui.domain.errors import CopilotError

E = TypeVar("E", bound="CopilotError")
_UNREAD_BYTES: Final = 64 * 1024


class Stream(Protocol):
    """A connection that can be closed."""

    async def aclose(self) -> None:
        """Closes it; again does no harm."""


class Record:
    """What is known of one exchange so far.

    Args:
        method: e.g. "POST".
        url: the whole address.
        body: what is sent.
        redact: hides the token in what a server may echo.
    """

    def __init__(self, method: str, url: str, body: bytes, *, redact: Callable[[str], str]) -> None:
        self.redact: Final = redact
        self._started = time.monotonic()
        self._fields: dict[str, Any] = {
            "method": method,
            "url": url,
            "sent_at": datetime.now(UTC),
            "request_body": body.decode(),
        }
        self._connecting: float | None = None
        self._stream: Stream | None = None
        self._sending: float | None = None

    @property
    def written(self) -> bool:
        """Whether a byte of the request may have left: from then on nothing is sent again by itself."""
        return self._sending is not None

    @property
    def answered(self) -> bool:
        """Whether the headers of a response came."""
        return "status" in self._fields

    def attempt(self, number: int, request: httpx.Request) -> None:
        """An attempt begins."""
        self._connecting = self._stream = None
        self._fields |= {"attempts": number, "request_headers": _shown(request.headers, str)}

    async def trace(self, event: str, info: dict[str, Any]) -> None:
        """The wire's own report, the ``trace`` extension of httpcore; async because httpcore wants it so."""
        now = time.monotonic()
        if event == "connection.connect_tcp.started":
            self._connecting = now
        elif event == "connection.connect_tcp.complete":
            self._stream = info["return_value"]
        elif event == "http11.send_request_headers.started" and info["request"].method != b"CONNECT":
            # CONNECT goes to a proxy before the request does; nothing of the question is in it.
            self._sending = now
            if self._connecting is not None:
                self._fields["connect_seconds"] = now - self._connecting
        elif event == "http11.receive_response_headers.complete" and self._sending is not None:
            self._fields["first_byte_seconds"] = now - self._sending

    async def hang_up(self) -> None:
        """Closes what this attempt opened: httpcore leaves it open when it is cancelled within a TLS handshake."""
        if self._stream is not None:
            await self._stream.aclose()

    def response(self, response: httpx.Response) -> None:
        """The headers of the response came."""
        self._fields |= {
            "status": response.status_code,
            "response_headers": _shown(response.headers, self.redact),
            "http_version": response.http_version,
        }

    def received(self, size: int) -> None:
        """How many bytes of the body have come, as they were on the wire."""
        self._fields["response_bytes"] = size

    def unread(self, body: bytes) -> None:
        """Keeps the beginning of a body that no answer was made of."""
        self._fields["unread_body"] = self.redact(body[: 2 * _UNREAD_BYTES].decode(errors="replace"))[:_UNREAD_BYTES]

    def attach(self, error: E) -> E:
        """Gives an error what is known of its way over the wire."""
        exchange = error.exchange = self.exchange()
        error.status = exchange.status if error.status is None else error.status
        error.request_id = error.request_id or line(exchange.request_id, 100)
        return error

    def exchange(self) -> Exchange:
        """All of it as a value, timed until now."""
        return Exchange(**self._fields, total_seconds=time.monotonic() - self._started)


def _shown(headers: httpx.Headers, redact: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """Headers in their order and spelling, without what lets someone in."""
    hidden = {"authorization": HIDDEN, "proxy-authorization": "***", "set-cookie": "***", "cookie": "***"}
    pairs = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)
    return tuple((name, hidden.get(name.lower()) or redact(value)) for name, value in pairs)

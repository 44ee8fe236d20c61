"""One HTTP exchange as a person may inspect it: what went out, what came back, how long each part took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from copilot_tui.domain.value import Value

HIDDEN = "token ***"
"""What stands in `Exchange.request_headers` instead of the Authorization header's value."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange(Value):
    """One question's way over the wire; never holds the token."""

    method: str = "POST"
    url: str
    sent_at: datetime
    """UTC."""
    request_headers: tuple[tuple[str, str], ...] = ()
    """In sending order; Authorization's value is `HIDDEN`."""
    request_body: str = ""
    """The JSON that was sent."""
    status: int | None = None
    """None when no answer came."""
    response_headers: tuple[tuple[str, str], ...] = ()
    unread_body: str = ""
    """The beginning of a body that no answer was made of, so that it is not lost; empty where one was."""
    response_bytes: int = 0
    """Size of the body as received, before decompression, in bytes."""
    connect_seconds: float | None = None
    first_byte_seconds: float | None = None
    """From the start of sending to the response's headers."""
    total_seconds: float | None = None
    http_version: str = ""
    attempts: int = 1
    """More than one where connecting failed and was tried again."""

    @property
    def request_id(self) -> str:
        """``X-Pulumi-Request-ID``, for a support ticket; "" where none came."""
        return next((value for name, value in self.response_headers if name.lower() == "x-pulumi-request-id"), "")

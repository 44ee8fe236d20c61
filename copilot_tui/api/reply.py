"""A response as it is handed on: read to its end, the connection let go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

    from copilot_tui.api.record import Record


@dataclass(frozen=True, slots=True)
class Reply:
    """One response."""

    url: str
    """The address that was asked."""
    status: int
    headers: httpx.Headers
    body: bytes
    """Decompressed; of a refusal only the beginning."""
    org: str
    """The organization that the request was about; "" where about none."""
    token_source: str
    """Where the token came from that was sent."""
    record: Record

    def header(self, name: str) -> str:
        """A header's value, any token in it hidden; "" where it did not come."""
        return self.record.redact(self.headers.get(name, ""))

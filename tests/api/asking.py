"""How the tests of this room ask."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from copilot_tui.api.client import HttpCopilotApi
from copilot_tui.api.limits import Limits
from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.question import Question
from copilot_tui.domain.token import Token

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET = "pul-" + "c0ffee" * 6 + "cafe"
QUESTION = Question(
    query="Why did it fail?",
    context=CloudContext(org="acme", url="https://app.pulumi.com/acme/project1/dev/updates/4"),
)


class Pauses:
    """Waits between attempts, noted instead of waited for."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def token() -> Token:
    return Token(SECRET, source="PULUMI_ACCESS_TOKEN")


@asynccontextmanager
async def client(url: str, limits: Limits | None = None, pause: Pauses | None = None) -> AsyncIterator[HttpCopilotApi]:
    api = HttpCopilotApi(url, token, limits or Limits(total_seconds=30), pause=pause or Pauses())
    try:
        yield api
    finally:
        await api.close()

"""The Pulumi Copilot REST API, as `copilot_tui.service.ports.CopilotApi` wants it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from copilot_tui.api import refusals, wire
from copilot_tui.api.cloud import CloudDirectory
from copilot_tui.api.connection import Call, Connection
from copilot_tui.api.error_body import is_page
from copilot_tui.api.limits import Limits
from copilot_tui.domain.errors import NoAnswer
from copilot_tui.domain.question import Answer
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from copilot_tui.api.connection import OnRetry, Pause
    from copilot_tui.api.reply import Reply
    from copilot_tui.domain.question import Question
    from copilot_tui.domain.token import Token

CHAT_PATH: Final = "/api/ai/chat/preview"
_NO_CONTENT: Final = {204, 205}


class HttpCopilotApi:
    """The wire.

    Args:
        base_url: https, or http on this machine.
        token: asked for the token before each question; None where there is none (yet).
        limits: what one question may cost.
        pause: waits between attempts to connect, seconds; replaced in tests.

    Raises:
        WrongSettings: the base address cannot be used.
    """

    def __init__(
        self,
        base_url: str,
        token: Callable[[], Token | None],
        limits: Limits | None = None,
        *,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._connection = Connection(base_url, token, pause=pause)
        self.limits = limits or Limits()
        """What the next question may cost."""
        self.directory: Final = CloudDirectory(self._connection)
        """Who the token belongs to, and which stacks there are."""

    async def ask(self, question: Question, *, on_retry: OnRetry | None = None) -> Answer:
        """Posts a question and reads its answer; see `copilot_tui.service.ports.CopilotApi.ask`.

        Raises:
            CopilotError: every failure there is; its `exchange` holds what was sent and received.
        """
        call = Call(
            method="POST",
            path=CHAT_PATH,
            # Without the version, the service answers in the older shape, which says less.
            headers={"Content-Type": "application/json", "responseFormatVersion": "2", "Accept": "application/json"},
            body=wire.request_body(question),
            org=question.context.org,
        )
        return await self._connection.send(call, self.limits, _answer, on_retry)

    async def close(self) -> None:
        """Closes idle connections."""
        await self._connection.close()


async def _answer(reply: Reply) -> Answer:
    if reply.status in _NO_CONTENT:
        raise NoAnswer(
            f"The service took the question and gave no answer (status {reply.status}).", status=reply.status
        )
    if is_page(reply.body, reply.header("Content-Type")):
        raise refusals.page_instead(reply)
    reading = await wire.read_answer(reply.body, reply.record.redact)
    return Answer(
        service_id=reading.service_id,
        messages=reading.messages,
        notice=reading.notice,
        warning=line(reply.header("X-Pulumi-Warning")),
        exchange=reply.record.exchange(),
    )

"""The wire and its token: made when the first question is asked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from copilot_tui.api.limits import Limits
from copilot_tui.domain.account import Account
from copilot_tui.domain.errors import NetworkTrouble, WrongSettings
from copilot_tui.domain.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from copilot_tui.api.client import HttpCopilotApi
    from copilot_tui.config.settings import Settings
    from copilot_tui.export.exporter import FileExporter
    from copilot_tui.service.ports import CopilotApi
    from copilot_tui.service.session import Session

TYPED = "typed here"


class Wire:
    """Holds the token for the API; gives it to nobody else."""

    def __init__(self, api_url: str, settings: Settings, token: Token | None = None) -> None:
        self.api_url = api_url
        self.token = token
        self._limits = _limits(settings)
        self._api: HttpCopilotApi | None = None

    def connect(self) -> CopilotApi:
        """Makes the client; the first call imports what it needs, so it belongs into a thread."""
        from copilot_tui.api.client import HttpCopilotApi

        self._api = HttpCopilotApi(self.api_url, lambda: self.token, self._limits)
        return self._api

    def adjust(self, settings: Settings) -> None:
        """Works by other settings from the next question on."""
        self._limits = _limits(settings)
        if self._api is not None:
            self._api.limits = self._limits

    async def sign_in(self, text: str) -> Account:
        """Uses a token that was typed, until the program ends, once the service has not refused it.

        Returns:
            The account, with a `problem` where the service could not be asked.

        Raises:
            WrongSettings: it cannot be a token.
            Unauthorized: the service refuses it; the token before stays in use.
        """
        token = Token(text, source=TYPED)
        account = await self._asked(token)
        self.token = token
        return account

    async def _asked(self, token: Token) -> Account:
        from copilot_tui.api.client import HttpCopilotApi

        api = await asyncio.to_thread(HttpCopilotApi, self.api_url, lambda: token)
        try:
            user = await api.directory.user()
        except (NetworkTrouble, WrongSettings) as error:
            return Account(token.source, problem=f"The token could not be checked. {error.message}")
        finally:
            await api.close()
        return Account(token.source, user=user.login if user else "")


def _limits(settings: Settings) -> Limits:
    return Limits(
        total_seconds=settings.request_timeout_seconds,
        connect_seconds=settings.connect_timeout_seconds,
        silence_seconds=settings.silence_timeout_seconds,
        max_answer_bytes=settings.max_answer_megabytes * 1024 * 1024,
    )


def adjuster(wire: Wire, session: Session, exporter: FileExporter) -> Callable[[Settings], None]:
    """What makes all three work by other settings."""

    def adjust(settings: Settings) -> None:
        wire.adjust(settings)
        session.dispatch.max_concurrent = settings.max_concurrent_requests
        exporter.versions = settings.export.versions

    return adjust

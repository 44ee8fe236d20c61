"""The wire and its token: made when the first question is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.token import Token
from copilot_tui.service.desk import Account

if TYPE_CHECKING:
    from copilot_tui.config.settings import Settings
    from copilot_tui.service.ports import CopilotApi

TYPED = "typed here"


class Wire:
    """Holds the token for the API; gives it to nobody else."""

    def __init__(self, api_url: str, settings: Settings, token: Token | None = None) -> None:
        self.api_url = api_url
        self.token = token
        self._settings = settings

    def connect(self) -> CopilotApi:
        """Makes the client; the first call imports what it needs, so it belongs into a thread."""
        from copilot_tui.api.client import HttpCopilotApi
        from copilot_tui.api.limits import Limits

        settings = self._settings
        limits = Limits(
            total_seconds=settings.request_timeout_seconds,
            connect_seconds=settings.connect_timeout_seconds,
            silence_seconds=settings.silence_timeout_seconds,
            max_answer_bytes=settings.max_answer_megabytes * 1024 * 1024,
        )
        return HttpCopilotApi(self.api_url, lambda: self.token, limits)

    def sign_in(self, text: str) -> Account:
        """Uses a token that was typed, until the program ends.

        Raises:
            WrongSettings: it cannot be a token.
        """
        self.token = Token(text, source=TYPED)
        return Account(source=TYPED)

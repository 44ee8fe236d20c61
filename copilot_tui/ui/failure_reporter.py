"""Failures that nobody caught where they happened are told; bugs still end the program."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump
from textual.worker import WorkerFailed

if TYPE_CHECKING:
    from textual.message import Message

    from copilot_tui.domain.errors import CopilotError


class FailureReporter(MessagePump):
    """For screens and the app: a handler may meet a full disk or a locked store wherever it reads or writes."""

    @abstractmethod
    def report_failure(self, error: CopilotError) -> None:
        """Says what happened and what can be done; literal text."""

    async def _dispatch_message(self, message: Message) -> None:
        """Textual's way of every message, event, action and timer to its handlers."""
        try:
            await super()._dispatch_message(message)
        except (WorkerFailed, copilot_error()) as error:
            if (failure := domain_failure(error)) is None:
                raise
            self.report_failure(failure)


def copilot_error() -> type[CopilotError]:
    """What an ``except`` names: imported when something is raised, since the first frame does without pydantic."""
    from copilot_tui.domain.errors import CopilotError

    return CopilotError


def domain_failure(error: BaseException) -> CopilotError | None:
    """The failure itself, also when a worker hands it over; None for a bug."""
    from copilot_tui.ui.crash import cause_of

    cause = cause_of(error)
    return cause if isinstance(cause, copilot_error()) else None

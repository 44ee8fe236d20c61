"""Failures that nobody caught where they happened are told; bugs still end the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.message import Message

    from copilot_tui.domain.errors import CopilotError


class FailureReporter(MessagePump):
    """For screens and the app: a handler may meet a full disk or a locked store wherever it reads or writes."""

    def report_failure(self, error: CopilotError) -> None:
        """Says what happened and what can be done; literal text."""
        raise NotImplementedError

    async def _dispatch_message(self, message: Message) -> None:
        """Textual's way of every message, event, action and timer to its handlers."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if (failure := domain_failure(error)) is None:
                raise
            self.report_failure(failure)


def domain_failure(error: BaseException) -> CopilotError | None:
    """The failure itself, also when a worker hands it over; None for a bug."""
    from copilot_tui.domain.errors import CopilotError
    from copilot_tui.ui.crash import cause_of

    cause = cause_of(error)
    return cause if isinstance(cause, CopilotError) else None

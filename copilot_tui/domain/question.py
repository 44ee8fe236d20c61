"""What goes out and what comes back: the two values that the wire is made of."""

from __future__ import annotations

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.exchange import Exchange
from copilot_tui.domain.message import Message
from copilot_tui.domain.model import Frozen


class Question(Frozen):
    """One question, ready to be sent."""

    query: str
    context: CloudContext
    service_id: str | None = None
    """The service's conversationId; None starts a new conversation."""


class Answer(Frozen):
    """A readable answer. It may hold the whole history or the new turn only: see `copilot_tui.domain.reconcile`."""

    service_id: str | None = None
    """The service's conversationId; may be missing."""
    messages: tuple[Message, ...] = ()
    notice: str = ""
    """Text of ``error``/``details`` that came beside messages."""
    warning: str = ""
    """The response header ``X-Pulumi-Warning``."""
    exchange: Exchange

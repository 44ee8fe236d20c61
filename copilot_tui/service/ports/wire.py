"""The wire, and the token that goes over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from copilot_tui.domain.cloud import StackRef, UpdateSummary, User
    from copilot_tui.domain.question import Answer, Question


class CopilotApi(Protocol):
    """The wire: one call, and what the service tells beside answers."""

    @property
    def directory(self) -> Directory:
        """Reads only; over the same connections."""
        ...

    async def ask(self, question: Question, *, on_retry: Callable[[int, str], None] | None = None) -> Answer:
        """Posts a question and reads its answer.

        Args:
            question: what to send.
            on_retry: called before connecting is tried again, with the number of the coming attempt and why; only
                failures before anything was sent are ever retried.

        Raises:
            CopilotError: every failure there is; its `exchange` attribute holds what was sent and received.
            asyncio.CancelledError: cancelled; the connection is closed by then.
        """
        ...

    async def close(self) -> None:
        """Closes idle connections."""
        ...


class Directory(Protocol):
    """What the Pulumi Cloud tells of a person and their stacks; None from whatever it does not tell.

    Raises:
        NotSignedIn: there is no token; from every method.
        NetworkTrouble: no connection; from every method.
        WrongSettings: the environment's proxies or certificates cannot be used; from every method.
    """

    async def user(self) -> User | None:
        """Who the token belongs to.

        Raises:
            Unauthorized: to nobody: it was refused.
        """
        ...

    async def default_organization(self) -> str | None:
        """The organization that bare stack names belong to; None also where the person has chosen none."""
        ...

    async def stacks(self, organization: str = "", *, limit: int = 200) -> tuple[StackRef, ...] | None:
        """The stacks of an organization, or all that the person can see."""
        ...

    async def updates(self, stack: StackRef, *, limit: int = 10) -> tuple[UpdateSummary, ...] | None:
        """A stack's last updates, newest first."""
        ...


class Credentials(Protocol):
    """Where the token comes from; the token itself never leaves in a repr, a log or an error."""

    @property
    def source(self) -> str:
        """Where it was found, in words: "PULUMI_ACCESS_TOKEN", "pulumi login", …; "" when there is none."""
        ...

"""What the Pulumi Cloud tells about where the person is: asked for seldom, kept, and missing without a word."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.cloud import StackRef
from copilot_tui.domain.errors import CopilotError, Unauthorized

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from copilot_tui.domain.cloud import UpdateSummary, User
    from copilot_tui.domain.context import CloudContext
    from copilot_tui.service.ports import Directory

PERIOD_SECONDS: Final = 30.0
"""Never more than one request within this time, whatever it is for."""
QUIET_SECONDS: Final = 600.0
"""How long what the service does not tell is not asked for again."""
_MOST_UPDATES: Final = 5


@dataclass(slots=True)
class _Held:
    """A stack's updates, as they were last told."""

    updates: tuple[UpdateSummary, ...] = ()
    again_at: float = 0.0
    """When to ask again, on the clock."""


class CloudDetails:
    """The person's account, and the last updates of the stack that the context names.

    Args:
        directory: gives what to ask; may take a moment the first time.
        clock: seconds; replaced in tests.
    """

    def __init__(self, directory: Callable[[], Awaitable[Directory]], clock: Callable[[], float] = monotonic) -> None:
        self._directory = directory
        self._clock = clock
        self._next_at = 0.0
        self._asking = False
        self._held: dict[tuple[str, str, str], _Held] = {}
        self._user_at = 0.0
        self._stacks: tuple[StackRef, ...] = ()
        self._stacks_at = 0.0
        self.user: User | None = None
        """Whose the token is, once the service has said so."""
        self.refused = False
        """Whether the service has refused the token."""

    def updates(self, context: CloudContext | None) -> tuple[UpdateSummary, ...]:
        """The last updates of the context's stack, newest first; nothing where nothing is known."""
        stack = stack_of(context)
        held = self._held.get(_key(stack)) if stack else None
        return held.updates if held else ()

    def know(self, user: User | None) -> None:
        """Takes over who the token belongs to; None for another token, of which nothing is known yet."""
        self.user, self.refused, self._user_at = user, False, 0.0
        if user is None:
            self._held.clear()
            self._stacks, self._stacks_at = (), 0.0

    def is_due(self, context: CloudContext | None) -> bool:
        """Whether `look` would ask for something now."""
        return self._wanted(context) is not None

    async def look(self, context: CloudContext | None) -> bool:
        """Asks for what is most wanted, if it is time to; returns whether something is known now that was not."""
        wanted = self._wanted(context)
        return await self._ask(wanted) if wanted else False

    def _wanted(self, context: CloudContext | None) -> Callable[[Directory], Awaitable[bool]] | None:
        """A stack that nothing is known of goes first, then the account, then what may have become old."""
        now = self._clock()
        if self._asking or now < self._next_at:
            return None
        stack = stack_of(context)
        held = self._held.setdefault(_key(stack), _Held()) if stack else None
        wants_user = self.user is None and not self.refused and now >= self._user_at
        if stack and held and now >= held.again_at and not (wants_user and held.again_at):
            return lambda directory: self._ask_updates(directory, stack, held)
        return self._ask_user if wants_user else None

    async def stacks(self) -> tuple[StackRef, ...]:
        """All stacks that the person can see, the last updated first; empty where the service does not tell.

        For the person who is choosing one now: not held back by what goes on in the background, which is held back by
        this instead. Asked for at most once within `PERIOD_SECONDS` all the same.
        """
        if self._clock() >= self._stacks_at:
            self._stacks_at = self._next_at = self._clock() + PERIOD_SECONDS
            try:
                directory = await self._directory()
                found = await directory.stacks() or ()
            except CopilotError:  # as in the background
                found = ()
            self._stacks = tuple(sorted(found, key=_age)) or self._stacks
        return self._stacks

    async def _ask(self, ask: Callable[[Directory], Awaitable[bool]]) -> bool:
        self._asking, self._next_at = True, self._clock() + PERIOD_SECONDS
        try:
            return await ask(await self._directory())
        except CopilotError:  # no connection, no token: nothing that a question would not say
            return False
        finally:
            self._asking = False

    async def _ask_updates(self, directory: Directory, stack: StackRef, held: _Held) -> bool:
        held.again_at = self._clock() + PERIOD_SECONDS
        found = await directory.updates(stack, limit=_MOST_UPDATES)
        if found is None:
            held.again_at = self._clock() + QUIET_SECONDS
        changed = (found or ()) != held.updates
        held.updates = found or ()
        return changed

    async def _ask_user(self, directory: Directory) -> bool:
        self._user_at = self._clock() + QUIET_SECONDS
        try:
            self.user = await directory.user()
        except Unauthorized:
            self.refused = True
        return self.user is not None or self.refused


def stack_of(context: CloudContext | None) -> StackRef | None:
    """The stack that a context names; None where it names none."""
    page = context.page if context else None
    if page is None or not (page.org and page.project and page.stack):
        return None
    return StackRef(org=page.org, project=page.project, stack=page.stack)


def _age(stack: StackRef) -> float:
    return -stack.last_update.timestamp() if stack.last_update else 0.0


def _key(stack: StackRef) -> tuple[str, str, str]:
    return stack.org, stack.project, stack.stack

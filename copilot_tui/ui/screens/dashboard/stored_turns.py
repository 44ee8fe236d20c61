"""The turns of one conversation as the transcript asks for them: page by page from the store, in its own thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from copilot_tui.domain.conversation import Conversation, Turn, TurnPage
    from copilot_tui.domain.finding import Place, Sought
    from copilot_tui.domain.program import Program
    from copilot_tui.service.ports import History, Turns
    from copilot_tui.service.session import Session

FIRST: Final = 12
"""Turns that are read before anything is shown: short ones fill the tallest screens."""
NEXT: Final = 40
"""Turns of a page that is read behind what is in sight."""
_CHARACTERS: Final = 400_000
_ALL: Final = 1 << 40
_PROGRAMS: Final = 30
"""Programs that are read with a conversation: more than the panel lists."""


@dataclass(frozen=True, slots=True)
class StoredTurns:
    """One conversation's turns.

    Args:
        session: whose history they are in.
        conversation_id: whose turns.
    """

    session: Session
    conversation_id: str

    async def before(self, position: int) -> TurnPage:
        """The turns that end before a position."""
        home = self.conversation_id
        return await self.session.read(
            lambda history: history.turn_page(home, before=position, limit=NEXT, characters=_CHARACTERS)
        )

    async def after(self, position: int) -> TurnPage:
        """The turns that begin after a position."""
        home = self.conversation_id
        return await self.session.read(
            lambda history: history.turn_page(home, after=position, limit=NEXT, characters=_CHARACTERS)
        )

    async def around(self, position: int) -> TurnPage:
        """The turn at a position, with turns before it and after it."""
        return await self.session.read(lambda history: page_around(history, self.conversation_id, position))

    async def oldest(self) -> TurnPage:
        """The first turns; further ones are read behind them."""
        home = self.conversation_id
        return await self.session.read(
            lambda history: history.turn_page(home, after=-1, limit=FIRST, characters=_CHARACTERS)
        )

    async def newest(self) -> TurnPage:
        """The last turns."""
        return await self.session.read(lambda history: newest_page(history, self.conversation_id))

    async def position(self, turn_id: str) -> int | None:
        """Where a turn stands; None where it is not of this conversation."""
        turn = await self.session.read(lambda history: history.turn(turn_id))
        return turn.position if turn is not None and turn.conversation_id == self.conversation_id else None

    async def find(self, sought: Sought) -> Mapping[Place, int]:
        """How often words stand in each part of all turns, where they do."""
        return await self.session.search(lambda history: history.find_in_turns(self.conversation_id, sought))


def newest_page(history: Turns, conversation_id: str) -> TurnPage:
    """The last turns of a conversation, every one without an outcome among them: those are always its last ones."""
    page = history.turn_page(conversation_id, limit=FIRST, characters=_CHARACTERS)
    while page.earlier and page.turns and page.turns[0].state.is_open:
        before = history.turn_page(conversation_id, before=page.turns[0].position, limit=NEXT)
        page = replace(page, turns=(*before.turns, *page.turns), earlier=before.earlier)
    return page


def page_around(history: Turns, conversation_id: str, position: int) -> TurnPage:
    """The turn at a position of a conversation, with turns before it and after it."""
    after = history.turn_page(conversation_id, after=position - 1, limit=FIRST, characters=_CHARACTERS)
    before = history.turn_page(conversation_id, before=position, limit=FIRST, characters=_CHARACTERS)
    return replace(after, turns=(*before.turns, *after.turns), earlier=before.earlier)


def read_again(history: Turns, conversation_id: str, held: Sequence[Turn]) -> dict[str, Turn]:
    """The turns that are held as they are now, and the newest ones; by id, in order."""
    newest = newest_page(history, conversation_id).turns
    again: tuple[Turn, ...] = ()
    if held:
        page = history.turn_page(conversation_id, after=held[0].position - 1, limit=len(held), characters=_ALL)
        again = page.turns
    return {turn.id: turn for turn in (*again, *newest)}


@dataclass(frozen=True, slots=True)
class Opened:
    """What is shown of a conversation that is opened."""

    conversation: Conversation
    page: TurnPage
    """Where it is read from."""
    newest: TurnPage
    """Its last turns."""
    programs: tuple[Program, ...]
    """Its newest ones, newest first."""
    program_count: int
    """How many it has."""


def read_conversation(history: History, conversation_id: str, position: int | None) -> Opened | None:
    """Reads what is shown of a conversation; as quick for a long one as for a short one.

    Args:
        history: the store.
        conversation_id: which.
        position: the turn where it is read from; None for its end.

    Returns:
        None where it is gone.
    """
    conversation = history.conversation(conversation_id)
    if conversation is None:
        return None
    newest = newest_page(history, conversation_id)
    elsewhere = position is not None and newest.earlier and position <= newest.turns[0].position
    page = page_around(history, conversation_id, position) if elsewhere and position is not None else newest
    programs, count = read_programs(history, conversation_id)
    return Opened(conversation, page, newest, programs, count)


def read_programs(history: History, conversation_id: str) -> tuple[tuple[Program, ...], int]:
    """A conversation's newest programs, newest first, and how many it has."""
    programs = tuple(history.programs(conversation_id=conversation_id, limit=_PROGRAMS))
    if len(programs) < _PROGRAMS:
        return programs, len(programs)
    row = history.summary(conversation_id)
    return programs, len(programs) if row is None else row.programs

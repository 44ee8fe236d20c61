"""What the line below the composer says that Enter will do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from copilot_tui.ui.screens.dashboard.board import Board


class EnterHint(NamedTuple):
    """What Enter will do."""

    words: str
    warning: bool = False
    """Whether something is missing before a question can be sent."""


def enter_hint(board: Board) -> EnterHint:
    """What Enter does with what is typed, as things stand on a board."""
    enter = board.key_of("composer.send")
    desk, conversation, context = board.desk, board.conversation, board.context
    if desk is not None and not desk.account.source:
        return EnterHint(f"{enter} opens the ways to sign in, and the demo", warning=True)
    if desk is not None and context is None:
        return EnterHint(f"{enter} asks for the organization first", warning=True)
    if conversation is not None and conversation.id in board.asking:
        return EnterHint(f"{enter} puts it in line · {board.key_of('copy_or_cancel')} cancels")
    if conversation is not None and desk is not None and desk.session.dispatch.is_held(conversation.id):
        there, on = board.key_of("composer.leave"), board.key_of("transcript.release")
        return EnterHint(f"the line is held: {there} {on} lets it go on · {enter} adds to it")
    where = "" if context is None else " · ".join(part for part in (context.org, context.page.label) if part)
    return EnterHint(f"{enter} sends to {line(where)}" if where else f"{enter} sends")

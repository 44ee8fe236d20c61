"""What the leader's keys do on the dashboard, and which of them do something now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.ui.screens.leader import LeaderGroup, LeaderScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copilot_tui.ui.screens.dashboard.board import Board

_BLOCK: Final = ("copy", "copy_part", "view", "export", "diff", "resend", "edit", "branch", "links", "inspect")
_OF_CONVERSATION: Final[Mapping[str, str]] = {
    "pin": "pin",
    "archive": "archive",
    "rename": "rename",
    "export_whole": "export",
}
"""What is done with the open conversation → what the list calls that."""
_KEYED: Final[Mapping[str, str]] = {
    "new": "new",
    "search": "open",
    "find": "find",
    "help": "app.help",
    "programs": "programs",
    "overview": "overview",
    "context": "context",
    "settings": "app.settings",
    "composer": "write",
    "transcript": "read",
    "list": "list",
    "toggle_list": "toggle_list",
    "toggle_context": "toggle_context",
    "toggle_traces": "toggle_traces",
}
"""What has a key anywhere → the dashboard's action for that key."""


class Leading:
    """Opens the leader, and does what is taken."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def open(self) -> None:
        """Shows the keys."""
        self._board.app.push_screen(LeaderScreen(self._groups(), self.take))

    def _groups(self) -> list[LeaderGroup]:
        board, transcript = self._board, self._board.transcript
        reads = transcript is not None and transcript.display
        marked = transcript.current if transcript is not None and reads else None
        able = tuple(action for action in _BLOCK if marked is not None and action in marked.actions)
        held = tuple(_OF_CONVERSATION) if board.conversation is not None else ()
        return [
            LeaderGroup(marked.name if marked is not None else "", able),
            LeaderGroup("Conversation", ("new", "search", *(("find",) if reads else ()), *held)),
            LeaderGroup("Go to", ("help", "programs", "overview", "context", "settings")),
            LeaderGroup("Panes", ("composer", "transcript", "list", "toggle_list", "toggle_context", "toggle_traces")),
        ]

    async def take(self, action: str) -> None:
        """Does what a key stands for."""
        board = self._board
        if action in _KEYED:
            await board.app.run_action(_KEYED[action], board)
        elif action in _OF_CONVERSATION:
            await self._act_on_conversation(_OF_CONVERSATION[action])
        elif board.transcript is not None:
            board.transcript.action_act(action)

    async def _act_on_conversation(self, action: str) -> None:
        board = self._board
        if board.desk is None or board.conversation is None:
            return
        home = board.conversation.id
        # As it is now: what is held here may be older than the last pin.
        summary = await board.desk.session.read(lambda history: history.summary(home))
        if summary is not None:
            await board.list_actions.act(action, (summary,))

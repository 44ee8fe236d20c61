"""Reading a program: beside its conversation where there is room, else over the whole screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.program import Program
    from copilot_tui.ui.screens.dashboard.board import Board
    from copilot_tui.ui.widgets.program_viewer import ProgramViewer

_ROOM: Final = 120
"""Columns beside the list that hold a transcript and a program, each wide enough to be read."""


class ProgramViewing:
    """Knows the pane, which is made when it is first needed and kept from then on."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._pane: ProgramViewer | None = None

    @property
    def pane(self) -> ProgramViewer | None:
        """The pane while a program is read in it."""
        return self._pane if self._board.has_class("-viewing") else None

    def open(self, program_id: str) -> None:
        """Shows a program."""
        self._board.run_opening(partial(self._open, program_id), group="view")

    def close(self) -> None:
        """Takes the pane away; who read in it goes on in the transcript."""
        board, pane = self._board, self.pane
        if pane is None:
            return
        reader = pane.has_focus_within
        board.remove_class("-viewing")
        if reader:
            shown = board.transcript is not None and board.transcript.display
            (board.transcript if shown and board.transcript else board.composer.prompt).focus()

    def enlarge(self, program: Program, versions: Sequence[Program]) -> None:
        """Shows what the pane shows over the whole screen; the pane is there again afterwards."""
        from copilot_tui.service.session import utc_now
        from copilot_tui.ui.screens.program import ProgramScreen

        board = self._board
        board.app.push_screen(ProgramScreen(program, versions, board.program_library.actions(), now=utc_now))

    def fit(self) -> None:
        """Leaves the pane alone beside the list where both it and the transcript no longer have room."""
        self._board.set_class(not self._has_room, "-tight")

    def conversation_changed(self) -> None:
        """Closes the pane over another conversation; in the same one it learns of new versions."""
        pane, home = self.pane, self._board.conversation
        if pane is None or pane.program is None:
            return
        shown = pane.program
        if home is None or home.id != shown.conversation_id:
            self.close()
            return
        self._board.run_worker(self._renew(shown), group="versions", exclusive=True)

    async def _renew(self, shown: Program) -> None:
        versions = await self._board.program_library.versions(shown)
        kept = next((program for program in versions if program.id == shown.id), None)
        pane = self.pane
        if kept is not None and pane is not None and pane.program == shown:
            pane.show(kept, versions)

    async def _open(self, program_id: str) -> None:
        board = self._board
        program = await board.program_library.program(program_id)
        if program is None:
            return
        versions = await board.program_library.versions(program)
        if self._has_room:
            await self._show_beside(program, versions)
        else:
            self.enlarge(program, versions)

    async def _show_beside(self, program: Program, versions: Sequence[Program]) -> None:
        board = self._board
        self.fit()
        if self._pane is None:
            from copilot_tui.service.session import utc_now
            from copilot_tui.ui.widgets.program_viewer import ProgramViewer

            self._pane = ProgramViewer(program, versions, board.program_library.actions(), now=utc_now, beside=True)
            board.add_class("-viewing")
            await board.query_one("#panes").mount(self._pane, before=board.panel)
        else:
            board.add_class("-viewing")
            self._pane.show(program, versions)
        self._pane.read()

    @property
    def _has_room(self) -> bool:
        left = self._board.query_one("#left")
        taken = left.outer_size.width if left.display and not self._board.has_class("-narrow") else 0
        return self._board.size.width - taken >= _ROOM

"""The programs of the history: all of them on a screen, one by its id with its versions, and what their keys do."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from copilot_tui.domain.program import Program
    from copilot_tui.ui.screens.dashboard.board import Board
    from copilot_tui.ui.widgets.program_actions import ProgramActions

_MOST: Final = 5000
"""How many the screen of all programs shows at most."""


class ProgramLibrary:
    """Reads programs, and opens the screens that show more than one of them."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def browse(self) -> None:
        """Opens the screen of all programs."""
        self._board.run_opening(self._browse, group="library", exclusive=False)

    def compare(self, program_id: str) -> None:
        """Shows what changed since the version before."""
        self._board.run_opening(partial(self._compare, program_id), group="library", exclusive=False)

    async def _browse(self) -> None:
        from copilot_tui.service.session import utc_now
        from copilot_tui.ui.screens.programs import ProgramsScreen

        board = self._board
        if (desk := board.desk) is None:
            return

        async def load() -> list[Program]:
            return await desk.session.read(lambda history: history.programs(limit=_MOST))

        chosen = await board.app.push_screen_wait(ProgramsScreen(load, self.actions(), now=utc_now))
        if chosen is not None:
            await board.navigation.choose(chosen.conversation_id)
            if board.transcript is not None:
                await board.transcript.jump_to(chosen.turn_id)
                board.transcript.focus()

    async def _compare(self, program_id: str) -> None:
        from copilot_tui.ui.screens.diff import show_changes

        if (program := await self.program(program_id)) is not None:
            await show_changes(self._board.app, program, await self.versions(program), self._board.copy)

    def actions(self) -> ProgramActions:
        """What the keys of programs do, wherever one is shown."""
        from copilot_tui.ui.widgets.program_actions import ProgramActions

        return ProgramActions(
            copy=self._board.copy,
            export=lambda program: self._board.export_actions.export(program, project=True),
            save=lambda program: self._board.export_actions.export(program, project=False),
            versions=self.versions,
            edit=self._edit,
        )

    async def _edit(self, program: Program) -> None:
        from copilot_tui.ui.editor import edit_text

        suffix = Path(program.file_name).suffix
        outcome = edit_text(self._board.app, program.content.code, suffix=suffix)
        if outcome.problem:
            self._board.say(outcome.problem, "error")
        elif outcome.text is not None and outcome.text != program.content.code.removesuffix("\n"):
            self._board.say(
                "Changes in the editor are not kept here: save them there, or export the program.", "warning"
            )

    async def program(self, program_id: str) -> Program | None:
        """A program by its id; None where it is no longer there."""
        if (desk := self._board.desk) is None:
            return None
        return await desk.session.read(lambda history: history.program(program_id))

    async def versions(self, program: Program) -> list[Program]:
        """Every program of the same conversation and language, oldest first."""
        if (desk := self._board.desk) is None:
            return [program]
        home = program.conversation_id
        programs = await desk.session.read(lambda history: history.programs(conversation_id=home))
        return sorted((one for one in programs if one.language == program.language), key=lambda one: one.version)

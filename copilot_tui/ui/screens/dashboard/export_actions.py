"""Taking things away: copying, comparing, exporting."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from copilot_tui.domain.listing import ListQuery
    from copilot_tui.domain.planned import PlannedFile
    from copilot_tui.domain.program import Program
    from copilot_tui.service.desk import Desk
    from copilot_tui.ui.program_actions import ProgramActions
    from copilot_tui.ui.screens.dashboard.board import Board
    from copilot_tui.ui.screens.export_dialog import ExportDialog
    from copilot_tui.ui.threaded_exports import ThreadedExports

_PROGRAMS = 5000  # how many the screen of all programs shows at most


class ExportActions:
    """Opens the screens of programs and the export dialogs; copies through the clipboard's door."""

    def __init__(self, board: Board) -> None:
        self._board = board

    async def copy(self, text: str, what: str) -> None:
        """Copies, and says exactly what became of it."""
        board = self._board
        if board.clipboard is None:
            return
        outcome = await board.clipboard.copy(text)
        board.say(f"{what}: {outcome.message}", "information" if outcome.ok else "error")

    # programs

    def browse_programs(self) -> None:
        """Opens the screen of all programs."""
        self._run(self._browse())

    def export_program(self, program_id: str, *, project: bool = True) -> None:
        """Opens the export dialog for a program."""
        self._run(self._export_by_id(program_id, project=project))

    def compare_program(self, program_id: str) -> None:
        """Shows what changed since the version before."""
        self._run(self._compare(program_id))

    async def _browse(self) -> None:
        from copilot_tui.service.session import utc_now
        from copilot_tui.ui.screens.programs import ProgramsScreen

        board = self._board
        if (desk := board.desk) is None:
            return

        async def load() -> list[Program]:
            return await desk.session.read(lambda history: history.programs(limit=_PROGRAMS))

        chosen = await board.app.push_screen_wait(ProgramsScreen(load, self.actions(), now=utc_now))
        if chosen is not None:
            await board.navigation.choose(chosen.conversation_id)
            if board.transcript is not None:
                await board.transcript.jump_to(chosen.turn_id)
                board.transcript.focus()

    async def _compare(self, program_id: str) -> None:
        from copilot_tui.ui.screens.diff import DiffScreen

        program = await self.program(program_id)
        if program is None:
            return
        versions = await self.versions(program)
        if len(versions) < 2:
            self._board.say("This is the only version: nothing to compare.")
        else:
            await self._board.app.push_screen(DiffScreen(program, versions, self.copy))

    async def _export_by_id(self, program_id: str, *, project: bool) -> None:
        if (program := await self.program(program_id)) is not None:
            await self._export(program, project=project)

    async def _export(self, program: Program, *, project: bool) -> None:
        from copilot_tui.ui.screens.export import ExportScreen

        if (desk := self._board.desk) is not None:
            door = self._door(desk)
            await self._show(ExportScreen(program, door, folder=_folder(desk), project=project))

    def actions(self) -> ProgramActions:
        """What the keys of programs do, wherever one is shown."""
        from copilot_tui.ui.program_actions import ProgramActions

        return ProgramActions(
            copy=self.copy,
            export=lambda program: self._export(program, project=True),
            save=lambda program: self._export(program, project=False),
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

    # conversations

    def export_conversations(self, ids: Sequence[str]) -> None:
        """Opens the export dialog for one conversation, or for several."""
        self._run(self._export_conversation(ids[0]) if len(ids) == 1 else self._export_chosen(ids))

    async def _export_chosen(self, ids: Sequence[str]) -> None:
        from copilot_tui.ui.screens.dashboard.whole_conversations import read_chosen
        from copilot_tui.ui.screens.export import ExportScreen

        if (desk := self._board.desk) is not None and (conversations := await read_chosen(desk, ids)):
            await self._show(ExportScreen.of_conversations(conversations, self._door(desk), folder=_folder(desk)))

    def export_conversation(self, conversation_id: str) -> None:
        """Opens the export dialog for a conversation."""
        self._run(self._export_conversation(conversation_id))

    async def _export_conversation(self, conversation_id: str) -> None:
        from copilot_tui.ui.screens.export import ExportScreen

        if (desk := self._board.desk) is None:
            return
        conversation, turns = await desk.session.read(
            lambda history: (history.conversation(conversation_id), history.turns(conversation_id))
        )
        if conversation is not None:
            door, picture = self._door(desk), self._picture()
            dialog = ExportScreen.of_conversation(conversation, turns, door, folder=_folder(desk), picture=picture)
            await self._show(dialog)

    def export_listed(self) -> None:
        """Opens the export dialog for the conversations that the list shows, filtered or not."""
        self._run(self._export_many((self._board.listing.query,)))

    def export_all(self) -> None:
        """Opens the export dialog for every conversation, the archived ones too."""
        from copilot_tui.ui.screens.dashboard.whole_conversations import ALL

        self._run(self._export_many(ALL))

    async def _export_many(self, queries: Sequence[ListQuery]) -> None:
        from copilot_tui.ui.screens.dashboard.whole_conversations import read_conversations
        from copilot_tui.ui.screens.export import ExportScreen

        if (desk := self._board.desk) is None:
            return
        conversations = await read_conversations(desk, queries)
        if not conversations:
            self._board.say("There are no conversations to export.")
        else:
            await self._show(ExportScreen.of_conversations(conversations, self._door(desk), folder=_folder(desk)))

    def export_picture(self) -> None:
        """Takes what is on screen away as a picture."""
        from copilot_tui.ui.screens.export import picture_form
        from copilot_tui.ui.screens.export_dialog import ExportDialog

        if (desk := self._board.desk) is not None:
            form = picture_form("SVG", self._picture())
            self._run(self._show(ExportDialog("the screen", [form], self._door(desk), folder=_folder(desk))))

    def _picture(self) -> PlannedFile:
        """What is there before the dialog is."""
        from copilot_tui.service.session import utc_now
        from copilot_tui.ui.picture import picture

        return picture(self._board.app, utc_now())

    async def _show(self, dialog: ExportDialog) -> None:
        exported = await self._board.app.push_screen_wait(dialog)
        if exported is not None:
            self._board.say(f"Exported to {exported.folder}")

    def _door(self, desk: Desk) -> ThreadedExports:
        from copilot_tui.domain.errors import StoreTrouble
        from copilot_tui.ui.threaded_exports import Around, ThreadedExports

        async def recent_folders() -> list[str]:
            return await desk.session.read(lambda history: history.recent_folders())

        async def remember_folder(folder: str) -> None:

            with suppress(StoreTrouble):  # a store that cannot be written says so elsewhere; the export is done
                await desk.session.read(lambda history: history.remember_folder(folder))

        return ThreadedExports(desk.exporter, Around(self.copy, self._edit_file, recent_folders, remember_folder))

    async def _edit_file(self, path: Path) -> None:
        from copilot_tui.ui.editor import run_editor

        if problem := run_editor(self._board.app, path):
            self._board.say(problem, "error")

    def _run(self, work: Coroutine[None, None, None]) -> None:
        self._board.run_worker(work, group="export")


def _folder(desk: Desk) -> Path:
    return Path(desk.settings.export.folder).expanduser().absolute()

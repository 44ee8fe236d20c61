"""The export dialogs: of programs, of conversations, of what is on screen."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from copilot_tui.domain.listing import ListQuery
    from copilot_tui.domain.planned import PlannedFile
    from copilot_tui.domain.program import Program
    from copilot_tui.service.desk import Desk
    from copilot_tui.ui.screens.dashboard.board import Board
    from copilot_tui.ui.screens.export_dialog import ExportDialog
    from copilot_tui.ui.threaded_exports import ThreadedExports


class ExportActions:
    """Opens the dialogs, and says where what was exported is."""

    def __init__(self, board: Board) -> None:
        self._board = board

    # programs

    def export_program(self, program_id: str, *, project: bool = True) -> None:
        """Opens the export dialog for a program."""
        self._run(partial(self._export_by_id, program_id, project=project))

    async def _export_by_id(self, program_id: str, *, project: bool) -> None:
        if (program := await self._board.program_library.program(program_id)) is not None:
            await self.export(program, project=project)

    async def export(self, program: Program, *, project: bool) -> None:
        """Exports a program as a project, or as one file."""
        from copilot_tui.ui.screens.export import ExportScreen

        if (desk := self._board.desk) is not None:
            door = self._door(desk)
            await self._show(ExportScreen(program, door, folder=_folder(desk), project=project))

    # conversations

    def export_conversations(self, ids: Sequence[str]) -> None:
        """Opens the export dialog for one conversation, or for several."""
        self._run(partial(self._export_conversation, ids[0]) if len(ids) == 1 else partial(self._export_chosen, ids))

    async def _export_chosen(self, ids: Sequence[str]) -> None:
        from copilot_tui.ui.screens.dashboard.whole_conversations import read_chosen
        from copilot_tui.ui.screens.export import ExportScreen

        if (desk := self._board.desk) is not None and (conversations := await read_chosen(desk, ids)):
            await self._show(ExportScreen.of_conversations(conversations, self._door(desk), folder=_folder(desk)))

    def export_conversation(self, conversation_id: str) -> None:
        """Opens the export dialog for a conversation."""
        self._run(partial(self._export_conversation, conversation_id))

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
        self._run(partial(self._export_many, (self._board.listing.query,)))

    def export_all(self) -> None:
        """Opens the export dialog for every conversation, the archived ones too."""
        from copilot_tui.ui.screens.dashboard.whole_conversations import ALL

        self._run(partial(self._export_many, ALL))

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
            dialog = ExportDialog("the screen", [form], self._door(desk), folder=_folder(desk))
            self._run(partial(self._show, dialog))

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

        return ThreadedExports(
            desk.exporter, Around(self._board.copy, self._edit_file, recent_folders, remember_folder)
        )

    async def _edit_file(self, path: Path) -> None:
        from copilot_tui.ui.editor import run_editor

        if problem := run_editor(self._board.app, path):
            self._board.say(problem, "error")

    def _run(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        self._board.run_opening(work, group="export", exclusive=False)


def _folder(desk: Desk) -> Path:
    return Path(desk.settings.export.folder).expanduser().absolute()

"""What can be taken away, and in which forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from copilot_tui.ui.screens.export_dialog import ExportDialog
from copilot_tui.ui.screens.export_form import FileDoor, Form
from copilot_tui.ui.widgets.program_actions import title
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.domain.planned import PlannedFile
    from copilot_tui.domain.program import Program
    from copilot_tui.export.plan import FilePlan, FolderPlan
    from copilot_tui.service.ports import ExportPlan

_FORMS: Final = {"md": "Markdown", "json": "JSON", "html": "HTML"}


class ExportDoor(FileDoor, Protocol):
    """What exports of programs and conversations need; `copilot_tui.ui.threaded_exports` makes one."""

    async def plan(self, program: Program, *, project: bool, name: str | None) -> ExportPlan:
        """What an export of a program would write; a name of None is chosen from the program."""
        ...

    async def plan_conversation(
        self, conversation: Conversation, turns: Sequence[Turn], form: str, *, name: str | None
    ) -> ExportPlan:
        """What an export of a conversation would write; a name of None is chosen from its title."""
        ...

    async def plan_conversations(
        self, conversations: Sequence[tuple[Conversation, Sequence[Turn]]], form: str
    ) -> FolderPlan:
        """What an export of many conversations would write, into a folder of their own."""
        ...

    async def plan_lines(self, conversations: Sequence[tuple[Conversation, Sequence[Turn]]]) -> FilePlan:
        """What an export of many conversations as JSON Lines would write, one file."""
        ...

    @property
    def conversation_forms(self) -> Sequence[str]:
        """The forms a conversation can take: "md", "json", "html"."""
        ...


class ExportScreen(ExportDialog):
    """Takes a program away as a project or as a single file.

    Args:
        program: what to take away.
        door: plans, looks, writes and copies.
        folder: the folder to begin with; a project goes into a folder of its name inside it.
        project: whether to begin with a project instead of a single file.
    """

    def __init__(self, program: Program, door: ExportDoor, *, folder: Path, project: bool = True) -> None:
        forms = (
            Form("project", lambda name: door.plan(program, project=True, name=name), own_folder=True),
            Form("single file", lambda name: door.plan(program, project=False, name=name)),
        )
        super().__init__(title(program), forms, door, folder=folder, form=0 if project else 1)

    @staticmethod
    def of_conversation(
        conversation: Conversation, turns: Sequence[Turn], door: ExportDoor, *, folder: Path, picture: PlannedFile
    ) -> ExportDialog:
        """The dialog that takes a conversation away as one document.

        Args:
            conversation: what to take away.
            turns: all its turns, in order.
            door: plans, looks, writes and copies.
            folder: the folder to begin with.
            picture: of the screen before the dialog, which can be had instead.
        """

        def form(name_of_form: str) -> Form:
            label = _FORMS.get(name_of_form, name_of_form.upper())
            return Form(label, lambda name: door.plan_conversation(conversation, turns, name_of_form, name=name))

        forms = [*(form(name) for name in door.conversation_forms), picture_form("SVG of the screen", picture)]
        return ExportDialog(conversation.title, forms, door, folder=folder)

    @staticmethod
    def of_conversations(
        conversations: Sequence[tuple[Conversation, Sequence[Turn]]], door: ExportDoor, *, folder: Path
    ) -> ExportDialog:
        """The dialog that takes many conversations away, a document each; arguments as `of_conversation`."""

        def form(name_of_form: str) -> Form:
            made: dict[bool, FolderPlan] = {}

            async def plan(name: str | None) -> ExportPlan:
                hides = door.hides_secrets
                if hides not in made:  # once a form: another folder or name changes nothing in thousands of documents
                    made[hides] = await door.plan_conversations(conversations, name_of_form)
                return made[hides].named(name)

            return Form(_FORMS.get(name_of_form, name_of_form.upper()), plan, own_folder=True)

        from copilot_tui.export.plan import FilePlan

        lines: dict[bool, FilePlan] = {}

        async def plan_lines(name: str | None) -> ExportPlan:
            hides = door.hides_secrets
            if hides not in lines:
                lines[hides] = await door.plan_lines(conversations)
            return FilePlan.of(lines[hides].files[0], name)

        forms = [*(form(name) for name in door.conversation_forms), Form("JSON Lines, one file", plan_lines)]
        return ExportDialog(count(len(conversations), "conversation"), forms, door, folder=folder)


def picture_form(label: str, picture: PlannedFile) -> Form:
    """The form of a picture that was taken already."""
    from copilot_tui.export.plan import FilePlan

    async def plan(name: str | None) -> ExportPlan:
        return FilePlan.of(picture, name)

    return Form(label, plan)

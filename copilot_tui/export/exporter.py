"""The export room's front: everything that `copilot_tui.service.ports.Exporter` asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.export.versions import NO_OVERRIDES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.domain.planned import PlannedFile, Survey
    from copilot_tui.domain.program import Program
    from copilot_tui.export.plan import FilePlan, FolderPlan
    from copilot_tui.export.project import ProjectPlan


class FileExporter:
    """Plans and writes; what each plan needs is imported when it is made.

    Args:
        versions: majors by provider that go before the built-in table (``[export.versions]`` of config.toml).
    """

    def __init__(self, versions: Mapping[str, int] = NO_OVERRIDES) -> None:
        self.versions = versions
        """For what is planned from now on."""

    def plan_project(self, program: Program, *, name: str | None = None) -> ProjectPlan:
        """See `Exporter.plan_project`."""
        from copilot_tui.export.project import plan_project

        return plan_project(program, name=name, versions=self.versions)

    def plan_file(self, program: Program, *, name: str | None = None) -> FilePlan:
        """See `Exporter.plan_file`."""
        from copilot_tui.export.plan import FilePlan
        from copilot_tui.export.project import plan_file

        return FilePlan.of(plan_file(program), name)

    def plan_conversation(self, conversation: Conversation, turns: Sequence[Turn], form: str) -> FilePlan:
        """See `Exporter.plan_conversation`."""
        from copilot_tui.export.conversation import plan_conversation
        from copilot_tui.export.plan import FilePlan

        return FilePlan.of(plan_conversation(conversation, turns, form))

    def plan_conversations(self, conversations: Iterable[tuple[Conversation, Sequence[Turn]]], form: str) -> FolderPlan:
        """See `Exporter.plan_conversations`."""
        from copilot_tui.export.conversation import plan_conversation
        from copilot_tui.export.plan import FolderPlan

        files = tuple(plan_conversation(conversation, turns, form) for conversation, turns in conversations)
        return FolderPlan("copilot-conversations", files)

    def line_of(self, conversation: Conversation, turns: Sequence[Turn]) -> str:
        """See `Exporter.line_of`."""
        from copilot_tui.export.document import write_document

        return write_document(conversation, turns, compact=True)

    @property
    def conversation_forms(self) -> tuple[str, ...]:
        """See `Exporter.conversation_forms`."""
        from copilot_tui.export.conversation import FORMS

        return tuple(form.name for form in FORMS)

    def survey(self, folder: Path, files: Sequence[PlannedFile]) -> list[Survey]:
        """See `Exporter.survey`."""
        from copilot_tui.export.files import survey

        return survey(folder, files)

    def write(self, folder: Path, files: Sequence[PlannedFile], *, force: bool = False) -> list[Path]:
        """See `Exporter.write`."""
        from copilot_tui.export.files import write_files

        return write_files(folder, files, force=force)

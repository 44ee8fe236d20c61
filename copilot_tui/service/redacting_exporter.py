"""Exports without secrets: the exporter of all forms, given what it exports with the secrets in it hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.redaction import redact_conversation, redact_program

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.domain.planned import PlannedFile, Survey
    from copilot_tui.domain.program import Program
    from copilot_tui.service.ports import Exporter, ExportPlan


class RedactingExporter:
    """Implements `copilot_tui.service.ports.Exporter` by another one.

    Args:
        exporter: plans and writes.
    """

    def __init__(self, exporter: Exporter) -> None:
        self._exporter = exporter

    def plan_project(self, program: Program, *, name: str | None = None) -> ExportPlan:
        """See `Exporter.plan_project`."""
        return self._exporter.plan_project(redact_program(program), name=name)

    def plan_file(self, program: Program, *, name: str | None = None) -> ExportPlan:
        """See `Exporter.plan_file`."""
        return self._exporter.plan_file(redact_program(program), name=name)

    def plan_conversation(self, conversation: Conversation, turns: Sequence[Turn], form: str) -> ExportPlan:
        """See `Exporter.plan_conversation`."""
        return self._exporter.plan_conversation(*redact_conversation(conversation, turns), form)

    def plan_conversations(self, conversations: Iterable[tuple[Conversation, Sequence[Turn]]], form: str) -> ExportPlan:
        """See `Exporter.plan_conversations`."""
        redacted = (redact_conversation(conversation, turns) for conversation, turns in conversations)
        return self._exporter.plan_conversations(redacted, form)

    def line_of(self, conversation: Conversation, turns: Sequence[Turn]) -> str:
        """See `Exporter.line_of`."""
        return self._exporter.line_of(*redact_conversation(conversation, turns))

    @property
    def conversation_forms(self) -> Sequence[str]:
        """See `Exporter.conversation_forms`."""
        return self._exporter.conversation_forms

    def survey(self, folder: Path, files: Sequence[PlannedFile]) -> Sequence[Survey]:
        """See `Exporter.survey`."""
        return self._exporter.survey(folder, files)

    def write(self, folder: Path, files: Sequence[PlannedFile], *, force: bool = False) -> list[Path]:
        """See `Exporter.write`."""
        return self._exporter.write(folder, files, force=force)

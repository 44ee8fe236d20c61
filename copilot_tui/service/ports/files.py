"""Programs and conversations as files, out and in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.domain.planned import PlannedFile, Survey
    from copilot_tui.domain.program import Program


class ExportPlan(Protocol):
    """What an export will write, before anything is written."""

    @property
    def name(self) -> str:
        """The project's name, or the file's."""
        ...

    @property
    def files(self) -> Sequence[PlannedFile]:
        """All files, in the order in which a person would read them."""
        ...

    @property
    def warnings(self) -> Sequence[str]:
        """What the person should know, a sentence each."""
        ...

    @property
    def config_hints(self) -> Sequence[str]:
        """Commands that set what the providers need, e.g. ``pulumi config set aws:region us-west-2``."""
        ...

    @property
    def commands(self) -> Sequence[str]:
        """What to run afterwards, in order."""
        ...


class Exporter(Protocol):
    """Takes programs and conversations away as files."""

    def plan_project(self, program: Program, *, name: str | None = None) -> ExportPlan:
        """A program as a project that runs; as a plain file, with a warning, where its language is not known."""
        ...

    def plan_file(self, program: Program, *, name: str | None = None) -> ExportPlan:
        """A program as one file with the right suffix."""
        ...

    def plan_conversation(self, conversation: Conversation, turns: Sequence[Turn], form: str) -> ExportPlan:
        """A conversation as one file.

        Args:
            conversation: which.
            turns: all its turns, in order.
            form: one of `conversation_forms`.

        Raises:
            ExportTrouble: there is no such form; the message names those there are.
        """
        ...

    def plan_conversations(self, conversations: Iterable[tuple[Conversation, Sequence[Turn]]], form: str) -> ExportPlan:
        """Many conversations as one file each, in a folder of their own; arguments as `plan_conversation`.

        Raises:
            ExportTrouble: there is no such form.
        """
        ...

    def line_of(self, conversation: Conversation, turns: Sequence[Turn]) -> str:
        """A conversation as one line of JSON, its newline included, which `Intake` reads back without loss."""
        ...

    @property
    def conversation_forms(self) -> Sequence[str]:
        """The forms a conversation can take: "md", "json", "html"."""
        ...

    def survey(self, folder: Path, files: Sequence[PlannedFile]) -> Sequence[Survey]:
        """What stands in the places of a plan; changes nothing.

        Raises:
            ExportTrouble: the folder cannot be read.
        """
        ...

    def write(self, folder: Path, files: Sequence[PlannedFile], *, force: bool = False) -> list[Path]:
        """Writes a plan: all of its files or none; nothing that is there is replaced without `force`.

        Raises:
            ExportTrouble: files are in the way (each is named), or writing failed; nothing is left of the attempt.
        """
        ...


class Intake(Protocol):
    """Files back into conversations."""

    def files(self, paths: Sequence[Path], *, most: int | None = None) -> list[Path]:
        """The files that are meant: those named, and those of a fitting kind within folders that are named.

        Args:
            paths: files and folders.
            most: how many entries of a folder are looked at; None for all.

        Raises:
            CopilotError: one is not there or cannot be read, or a folder has more entries than `most`.
        """
        ...

    def read(self, path: Path, passed: Callable[[int], None]) -> Iterator[tuple[Conversation, Sequence[Turn]]]:
        """The conversations of a file, read one by one.

        Args:
            path: an export as JSON or JSON Lines, or an answer saved from the API.
            passed: told how many further bytes were read.

        Raises:
            CopilotError: it cannot be read, or is none of these; what was read of it before is not to be kept.
        """
        ...

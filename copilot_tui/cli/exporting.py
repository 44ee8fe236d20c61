"""Taking things away: where files go, writing them, and saying what to do next."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from copilot_tui.cli import output
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.domain.program import Program
    from copilot_tui.service.ports import Exporter, ExportPlan, History

PROGRAM_FORMS: Final = ("project", "file")
CONVERSATION_FORMS: Final = ("md", "json", "html")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    folder: Path
    paths: tuple[Path, ...]
    plan: ExportPlan


def plan_program(exporter: Exporter, program: Program, form: str, name: str | None = None) -> ExportPlan:
    """Plans a program as "project" or "file"."""
    return exporter.plan_project(program, name=name) if form == "project" else exporter.plan_file(program, name=name)


def every_conversation(history: History) -> Iterator[tuple[Conversation, Sequence[Turn]]]:
    """All conversations that something was asked in, with their turns, the archived ones last."""
    from copilot_tui.domain.listing import Cursor, ListQuery

    for query in (ListQuery(), ListQuery(archived=True)):
        after: Cursor | None = None
        while rows := history.page(query, after=after, limit=100):
            after = Cursor.of(rows[-1])
            for row in rows:
                conversation = history.conversation(row.id)
                if conversation is not None and (turns := history.turns(row.id)):
                    yield conversation, turns


def project_folder(parent: Path, plan: ExportPlan) -> Path:
    """A project's own folder, by its name."""
    from copilot_tui.export.naming import folder_name

    return parent / folder_name(plan.name)


def write(exporter: Exporter, plan: ExportPlan, folder: Path, *, force: bool = False) -> Exported:
    """Writes a plan, all of it or nothing.

    Raises:
        ExportTrouble: files are in the way, or writing failed.
    """
    paths = exporter.write(folder, plan.files, force=force)
    return Exported(folder, tuple(paths), plan)


def say_what_is_next(exported: Exported) -> None:
    """Prints warnings, and the commands that run a project, to stderr."""
    for warning in exported.plan.warnings:
        output.say(f"Note: {line(warning)}")
    if exported.plan.commands:
        here = exported.folder.resolve() == Path.cwd()
        enter = [] if here else [f"cd {shlex.quote(str(exported.folder))}"]
        output.say("\n  ".join(("Next:", *enter, *exported.plan.commands)))


def shown_path(path: Path) -> str:
    """A path as it is printed: exact into a pipe, in one safe line on a terminal."""
    return line(str(path)) if output.to_terminal() else str(path)

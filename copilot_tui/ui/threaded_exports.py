"""The export room as the export dialog wants it: never on the event loop."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.planned import PlannedFile
from copilot_tui.domain.secrets import find_secrets
from copilot_tui.domain.text import line
from copilot_tui.export.plan import FilePlan, FolderPlan
from copilot_tui.service.redacting_exporter import RedactingExporter

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.domain.planned import Survey
    from copilot_tui.domain.program import Program
    from copilot_tui.service.ports import Exporter, ExportPlan

_MOST_SEARCHED: Final = 4_000_000  # characters that are searched for secrets, about half a second's worth
_MOST_ENTRIES: Final = 5_000  # of a folder that are looked at for a completion


@dataclass(frozen=True, slots=True)
class Around:
    """What an export needs of the app around it; domain errors are told there."""

    copy: Callable[[str, str], Awaitable[None]]
    """Copies a text and tells the person; takes the text and what it is."""
    edit: Callable[[Path], Awaitable[None]]
    """Opens a file in the person's editor."""
    recent_folders: Callable[[], Awaitable[Sequence[str]]]
    """Where things were taken before, the last folder first."""
    remember_folder: Callable[[str], Awaitable[None]]
    """Puts a folder first among them."""


class ThreadedExports:
    """Runs an `Exporter` in threads; fits `copilot_tui.ui.screens.export.ExportDoor`.

    Args:
        exporter: plans and writes.
        around: the app around it.
    """

    def __init__(self, exporter: Exporter, around: Around) -> None:
        self._exact = exporter
        self._around = around
        self.hides_secrets = False
        """Whether what is planned has ``***`` in the place of what looks like a secret."""

    @property
    def _exporter(self) -> Exporter:
        return RedactingExporter(self._exact) if self.hides_secrets else self._exact

    async def find_secrets(self, files: Sequence[PlannedFile]) -> Sequence[str]:
        """What files seem to hold, a name for each secret."""
        return await asyncio.to_thread(secrets_in, files)

    async def plan(self, program: Program, *, project: bool, name: str | None) -> ExportPlan:
        """What an export would write."""
        make = self._exporter.plan_project if project else self._exporter.plan_file
        return await asyncio.to_thread(make, program, name=name)

    async def plan_conversation(
        self, conversation: Conversation, turns: Sequence[Turn], form: str, *, name: str | None
    ) -> ExportPlan:
        """What an export of a conversation would write."""
        plan = await asyncio.to_thread(self._exporter.plan_conversation, conversation, turns, form)
        return FilePlan.of(plan.files[0], name)

    async def plan_conversations(
        self, conversations: Sequence[tuple[Conversation, Sequence[Turn]]], form: str
    ) -> FolderPlan:
        """What an export of many conversations would write, into a folder of their own."""
        plan = await asyncio.to_thread(self._exporter.plan_conversations, conversations, form)
        return FolderPlan(plan.name, tuple(plan.files))

    async def plan_lines(self, conversations: Sequence[tuple[Conversation, Sequence[Turn]]]) -> FilePlan:
        """What an export of many conversations as JSON Lines would write: one file, which `import` takes in."""
        exporter = self._exporter

        def made() -> str:
            return "".join(exporter.line_of(conversation, turns) for conversation, turns in conversations)

        return FilePlan.of(PlannedFile("copilot-conversations.jsonl", await asyncio.to_thread(made)))

    @property
    def conversation_forms(self) -> Sequence[str]:
        """The forms a conversation can take."""
        return self._exporter.conversation_forms

    async def survey(self, folder: Path, files: Sequence[PlannedFile]) -> Sequence[Survey]:
        """What stands in the places of a plan.

        Raises:
            ExportTrouble: the folder cannot be read.
        """
        return await asyncio.to_thread(self._exporter.survey, folder, files)

    async def write(self, folder: Path, files: Sequence[PlannedFile], *, force: bool) -> list[Path]:
        """Writes all of it or nothing.

        Raises:
            ExportTrouble: files are in the way, or writing failed.
        """
        return await asyncio.to_thread(self._exporter.write, folder, files, force=force)

    async def complete(self, typed: str) -> str | None:
        """A folder whose path goes on from what is typed."""
        return await asyncio.to_thread(complete_folder, typed)

    async def copy(self, text: str, what: str) -> None:
        """Copies a text and tells the person."""
        await self._around.copy(text, what)

    async def edit(self, path: Path) -> None:
        """Opens a file in the person's editor."""
        await self._around.edit(path)

    async def recent_folders(self) -> Sequence[Path]:
        """Where things were taken before; those that are folders still, and can be shown as they are."""
        folders = [folder for folder in await self._around.recent_folders() if line(folder) == folder]
        return await asyncio.to_thread(lambda: [path for path in map(Path, folders) if path.is_dir()])

    async def remember_folder(self, folder: Path) -> None:
        """Puts a folder first among them."""
        await self._around.remember_folder(str(folder))


def secrets_in(files: Sequence[PlannedFile]) -> list[str]:
    """The names of all secrets that files seem to hold, looked for in their first few megabytes."""
    found: list[str] = []
    left = _MOST_SEARCHED
    for file in files:
        found += [secret.name for secret in find_secrets(file.text[:left])]
        left -= len(file.text)
        if left <= 0:
            break
    return found


def complete_folder(typed: str) -> str | None:
    """The first folder, in the alphabet's order, whose path goes on from what is typed; None where there is none.

    Args:
        typed: a path, perhaps with ~; hidden folders only if their dot is typed.
    """
    head, _, start = typed.rpartition("/")
    if "/" not in typed:
        return None
    try:
        with os.scandir(Path(head or "/").expanduser()) as entries:
            names = sorted(
                entry.name for _, entry in zip(range(_MOST_ENTRIES), entries, strict=False) if entry.is_dir()
            )
    except (OSError, RuntimeError, ValueError):  # not readable, an unknown "~name", a zero byte
        return None
    fitting = (name for name in names if name.startswith(start) and name != start)
    # What could not be shown as it is, is not offered.
    shown = (name for name in fitting if line(name) == name and (start or not name.startswith(".")))
    found = next(shown, None)
    return f"{head}/{found}" if found else None

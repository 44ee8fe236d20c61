"""What the export dialog is given, and what it gives."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from copilot_tui.domain.planned import PlannedFile, Survey
    from copilot_tui.service.ports import ExportPlan

_BLANK: Final = re.compile(r"YOUR_[A-Z_]+")  # as commands name what only the person knows


class FileDoor(Protocol):
    """What the dialog needs; none of it blocks the screen. `copilot_tui.ui.threaded_exports` makes one."""

    hides_secrets: bool
    """Whether what is planned has ``***`` in the place of what looks like a secret."""

    async def find_secrets(self, files: Sequence[PlannedFile]) -> Sequence[str]:
        """What files seem to hold, a name for each secret; of very large ones only the beginning is looked at."""
        ...

    async def survey(self, folder: Path, files: Sequence[PlannedFile]) -> Sequence[Survey]:
        """What stands in the places of a plan.

        Raises:
            ExportTrouble: the folder cannot be read.
        """
        ...

    async def write(self, folder: Path, files: Sequence[PlannedFile], *, force: bool) -> list[Path]:
        """Writes all of it or nothing.

        Raises:
            ExportTrouble: files are in the way, or writing failed.
        """
        ...

    async def complete(self, typed: str) -> str | None:
        """A folder whose path goes on from what is typed; None where there is none."""
        ...

    async def recent_folders(self) -> Sequence[Path]:
        """Where things were taken before, the last folder first."""
        ...

    async def remember_folder(self, folder: Path) -> None:
        """Puts a folder first among them."""
        ...

    async def copy(self, text: str, what: str) -> None:
        """Copies a text and tells the person."""
        ...

    async def edit(self, path: Path) -> None:
        """Opens a file in the person's editor, and tells what went wrong."""
        ...


@dataclass(frozen=True, slots=True)
class Form:
    """One way to take something away."""

    label: str
    """As shown: "project", "single file", "Markdown"."""
    plan: Callable[[str | None], Awaitable[ExportPlan]]
    """What it would write under a name; None stands for the name that fits."""
    own_folder: bool = False
    """Whether it goes into a folder of its name."""
    is_text: bool = True
    """Whether secrets in it can be hidden; in a picture they cannot."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    folder: Path
    paths: tuple[Path, ...]
    commands: tuple[str, ...]
    """To run in the folder, in order; none where nothing runs."""

    @property
    def place(self) -> Path:
        """Where it is: the folder of what runs, or of several files, else the file."""
        return self.folder if self.commands or len(self.paths) != 1 else self.paths[0]

    @property
    def shell_line(self) -> str:
        """One line for a shell: into the folder, then everything to run."""
        return " && ".join([f"cd {shlex.quote(str(self.folder.absolute()))}", *self.commands])

    @property
    def blanks(self) -> list[str]:
        """What the person has to put into that line: "YOUR_PROJECT"."""
        return sorted({word for word in self.shell_line.split() if _BLANK.fullmatch(word)})

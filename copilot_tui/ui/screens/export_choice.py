"""What is chosen in the export dialog: the form, the folder, and what is to be known before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from copilot_tui.domain.planned import Standing
from copilot_tui.export.naming import folder_name
from copilot_tui.ui.screens.export_folder import shortened
from copilot_tui.ui.screens.export_form import Exported
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.planned import Survey
    from copilot_tui.service.ports import ExportPlan
    from copilot_tui.ui.screens.export_form import FileDoor, Form


class ExportChoice:
    """One of several forms, and a folder.

    Args:
        forms: the ways to take something away, at least one.
        door: looks and writes.
        folder: where things go; a form that wants it has a folder of its own in there.
        at: the form to begin with.
    """

    def __init__(self, forms: Sequence[Form], door: FileDoor, folder: Path, at: int) -> None:
        self.forms = forms
        self.folder = folder
        self.at = at
        """Which form is chosen."""
        self.follows_name = True
        """Whether the folder that is shown follows the name: until somebody types another one."""
        self._door = door
        self._secrets: Sequence[str] = ()  # names of what the planned files seem to hold

    @property
    def form(self) -> Form:
        """The form that is chosen."""
        return self.forms[self.at]

    def shown_folder(self, name: str) -> str:
        """The folder as the dialog shows it, for what is exported under a name."""
        own = self.form.own_folder and name and "/" not in name and "\\" not in name
        return shortened(self.folder / folder_name(name) if own else self.folder)

    def target(self, typed: str) -> Path:
        """The folder that is meant by what stands in the field."""
        try:
            return Path(typed.strip() or self.folder).expanduser()
        except RuntimeError:  # "~name" of somebody who is not there
            return Path(typed.strip())

    def remembered(self, written: Path, name: str) -> Path:
        """The folder to offer the next time: a project's own one is of no use for the next project."""
        own = self.form.own_folder and written.name == folder_name(name)
        return (written.parent if own else written).absolute()

    async def plan(self, name: str | None) -> ExportPlan:
        """What would be written under a name; None stands for the name that fits."""
        return await self.form.plan(name or None)

    async def survey(self, plan: ExportPlan, folder: Path) -> Sequence[Survey]:
        """What stands in the places of a plan.

        Raises:
            ExportTrouble: the folder cannot be read.
        """
        return await self._door.survey(folder, plan.files)

    async def write(self, plan: ExportPlan, found: Sequence[Survey], folder: Path) -> Exported:
        """Writes what is not there yet as it is planned, also in the place of files that differ.

        Raises:
            ExportTrouble: something else has come in the way, or writing failed.
        """
        new = [file.file for file in found if file.standing is not Standing.SAME]
        if new:
            replaces = any(file.standing is Standing.DIFFERENT for file in found)
            await self._door.write(folder, new, force=replaces)
        return Exported(folder, tuple(folder / file.path for file in plan.files), tuple(plan.commands))

    async def look_for_secrets(self, plan: ExportPlan) -> None:
        """Looks through what would be written; `note` says what is in there."""
        self._secrets = await self._door.find_secrets(plan.files)

    @property
    def can_hide(self) -> bool:
        """Whether there are secrets to hide, or hidden ones to show."""
        return self.form.is_text and bool(self._secrets or self._door.hides_secrets)

    @property
    def note(self) -> str:
        """What there is to say about secrets; "" for nothing."""
        if not self._secrets:
            return "What looks like a secret is written as ***." if self._door.hides_secrets else ""
        kinds = ", ".join(dict.fromkeys(self._secrets))
        held = "a secret" if len(self._secrets) == 1 else count(len(self._secrets), "secret")
        return f"This seems to hold {held}: {kinds}."

"""The export dialog once something is written: what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.ui.screens.export_form import Exported
from copilot_tui.ui.screens.modal import Modal

if TYPE_CHECKING:
    from copilot_tui.ui.screens.export_form import FileDoor


class ExportWritten(Modal[Exported | None]):
    """Copies, edits and gives what was written; before that it gives None.

    Args:
        door: copies and opens the editor.
    """

    def __init__(self, door: FileDoor) -> None:
        super().__init__()
        self.door = door
        self.exported: Exported | None = None
        """None until something is written."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        match action:
            case "finish" | "edit" | "copy_path":
                return self.exported is not None
            case "copy_line":
                return self.exported is not None and bool(self.exported.commands)
            case _:
                return super().check_action(action, parameters)

    def action_finish(self) -> None:
        """Gives what was written."""
        self.dismiss(self.exported)

    def action_leave(self) -> None:
        """Gives what was written, if anything was."""
        self.dismiss(self.exported)

    def action_copy_line(self) -> None:
        """Copies the line that runs what was written."""
        if (exported := self.exported) is not None:
            blanks = ", ".join(exported.blanks)
            what = f"command (put something for {blanks})" if blanks else "command"
            self.run_worker(self.door.copy(exported.shell_line, what), group="copy")

    def action_copy_path(self) -> None:
        """Copies where it is: the folder of what runs, else the file."""
        if (exported := self.exported) is not None:
            self.run_worker(self.door.copy(str(exported.place.absolute()), "path"), group="copy")

    def action_edit(self) -> None:
        """Opens what was written in the editor: a project's program, or the document."""
        if self.exported is not None and self.exported.paths:
            self.run_worker(self.door.edit(self.exported.paths[0]), group="edit")

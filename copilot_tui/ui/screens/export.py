"""Taking a program away: what will be written is shown before it is, and nothing that is there is lost unasked."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from copilot_tui.domain.errors import ExportTrouble
from copilot_tui.domain.planned import Standing
from copilot_tui.domain.text import line
from copilot_tui.ui.screens.dialog import DIALOG_CSS
from copilot_tui.ui.screens.program_actions import title
from copilot_tui.ui.widgets.export_preview import ExportPreview, FormChoice, Written
from copilot_tui.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from copilot_tui.domain.planned import PlannedFile, Survey
    from copilot_tui.domain.program import Program
    from copilot_tui.service.ports import ExportPlan
    from copilot_tui.ui.widgets.lines import Lines


LOW = 26
"""Screens lower than this show the dialog without air between its parts."""


class ExportDoor(Protocol):
    """What the dialog needs; none of it blocks the screen. `copilot_tui.ui.export_door` makes one."""

    async def plan(self, program: Program, *, project: bool, name: str | None) -> ExportPlan:
        """What an export would write; a name of None is chosen from the program."""
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

    async def copy(self, text: str, what: str) -> None:
        """Copies a text and tells the person."""
        ...


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    folder: Path
    paths: tuple[Path, ...]


class FolderSuggester(Suggester):
    """Goes on with a folder's path; right or end takes it."""

    def __init__(self, door: ExportDoor) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._door = door

    async def get_suggestion(self, value: str) -> str | None:
        """The path that goes on from what is typed."""
        return await self._door.complete(value) if value.strip() else None


class ExportScreen(ModalScreen[Exported | None]):
    """The dialog; gives what was written, or None when it is left before that.

    Args:
        program: what to take away.
        door: plans, looks, writes and copies.
        folder: the folder to begin with; a project goes into a folder of its name inside it.
        project: whether to begin with a project instead of a single file.
    """

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="ExportScreen")
        + """
    ExportScreen > .dialog { width: 84; }
    ExportScreen .field { margin-top: 1; color: $half; }
    ExportScreen ExportPreview { margin-top: 1; }
    ExportScreen.-written .before { display: none; }
    ExportScreen.-short > .dialog { padding: 0 1; }
    ExportScreen.-short .title { margin: 0; }
    ExportScreen.-short .field { display: none; }
    ExportScreen.-short ExportPreview { margin: 0; max-height: 5; }
    ExportScreen.-short.-written ExportPreview { max-height: 9; }
    ExportScreen.-short KeyBar { margin: 0; height: 1; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "write", priority=True, id="export.write"),
        Binding("enter", "finish", "done", priority=True),
        Binding("ctrl+t", "change_form", "project or file", priority=True, id="export.form"),
        Binding("c", "copy_line", "copy line", id="export.copy"),
        Binding("tab,down", "app.focus_next", "next field", show=False),
        Binding("shift+tab,up", "app.focus_previous", "field before", show=False),
        Binding("escape", "leave", "leave", id="export.leave"),
    ]

    project: var[bool] = var(default=True)
    """As a project, or else as a single file."""

    def __init__(self, program: Program, door: ExportDoor, *, folder: Path, project: bool = True) -> None:
        super().__init__()
        self._program = program
        self._door = door
        self._folder = folder
        self._plan: ExportPlan | None = None
        self._survey: Sequence[Survey] = ()
        self._failed = ""
        self._exported: Exported | None = None
        self._own_place = True  # the folder follows the name until it is edited
        self.set_reactive(ExportScreen.project, project)

    def compose(self) -> ComposeResult:
        """Form, folder and name; what will be written; the keys."""
        with Vertical(classes="dialog"):
            yield Static(Content(f"Export {line(title(self._program), 60)}"), classes="title")
            yield FormChoice(classes="before")
            yield Static(Content("Folder"), classes="field before")
            yield Input(id="folder", suggester=FolderSuggester(self._door), classes="before", max_length=1000)
            yield Static(Content("Name"), classes="field before")
            yield Input(id="name", classes="before", max_length=100, select_on_focus=True)
            yield ExportPreview()
            yield Static(classes="problem", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Plans with the name that fits the program."""
        self.query_one(FormChoice).project = self.project
        self.query_one("#folder", Input).focus()
        self._begin()

    def on_resize(self, event: events.Resize) -> None:
        """The least that is needed where there is little height."""
        self.set_class(event.size.height < LOW, "-short")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        written = self._exported is not None
        if action in {"copy_line", "finish"}:
            return written
        if action in {"change_form", "accept"}:
            return not written
        return super().check_action(action, parameters)

    def action_change_form(self) -> None:
        """A project becomes a single file, or the other way round."""
        self.project = not self.project
        self.query_one(FormChoice).project = self.project
        self._begin()

    def action_accept(self) -> None:
        """Writes; files that are there only after a look at what changes in them, and a yes."""
        self.run_worker(self._accepted(), exclusive=True, group="export")

    def action_finish(self) -> None:
        """Gives what was written."""
        self.dismiss(self._exported)

    def action_copy_line(self) -> None:
        """Copies the line that runs what was written, or its path."""
        if self._exported is not None:
            self.run_worker(self._door.copy(self._line, "command" if self._runs else "path"), group="copy")

    def action_leave(self) -> None:
        """Gives what was written, if anything was."""
        self.dismiss(self._exported)

    def on_lines_pressed(self, event: Lines.Pressed) -> None:
        """The other form was clicked."""
        event.stop()
        if self._exported is None:
            self.action_change_form()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Plans and looks again."""
        event.stop()
        if event.input.id == "folder":
            self._own_place = False
        elif self._own_place:
            self._place(event.value)
        self._look()

    # planning

    def _begin(self) -> None:
        """Plans with the program's own name, and puts that into the fields."""
        self.run_worker(self._planned(None), exclusive=True, group="export")

    def _look(self) -> None:
        self.run_worker(self._planned(self.query_one("#name", Input).value), exclusive=True, group="export")

    async def _planned(self, name: str | None) -> None:
        plan = await self._door.plan(self._program, project=self.project, name=name or None)
        if name is None:
            with self.prevent(Input.Changed):
                self.query_one("#name", Input).value = plan.name
                if self._own_place:
                    self._place(plan.name)
        self._failed = ""
        try:
            survey = await self._door.survey(self._target, plan.files)
        except ExportTrouble as error:
            survey, self._failed = (), error.message
        self._plan, self._survey = plan, survey
        self.query_one(ExportPreview).show(plan, survey)
        self._say(self._failed)
        self.refresh_bindings()

    def _place(self, name: str) -> None:
        folder = self._folder / name if self.project and name and "/" not in name and "\\" not in name else self._folder
        with self.prevent(Input.Changed):
            self.query_one("#folder", Input).value = _shortened(folder)

    # writing

    @property
    def _target(self) -> Path:
        typed = self.query_one("#folder", Input).value.strip()
        try:
            return Path(typed or self._folder).expanduser()
        except RuntimeError:  # "~name" of somebody who is not there
            return Path(typed)

    async def _accepted(self) -> None:
        await self._planned(self.query_one("#name", Input).value)  # what is there may have changed since it was shown
        if self._plan is None or self._failed:
            return
        new = [found.file for found in self._survey if found.standing is not Standing.SAME]
        different = [found for found in self._survey if found.standing is Standing.DIFFERENT]
        if different:
            from copilot_tui.ui.screens.replace import ReplaceScreen

            if not await self.app.push_screen_wait(ReplaceScreen(self._target, different)):
                return
        await self._write(self._plan, new, force=bool(different))

    async def _write(self, plan: ExportPlan, files: Sequence[PlannedFile], *, force: bool) -> None:
        folder = self._target
        try:
            if files:
                await self._door.write(folder, files, force=force)
        except ExportTrouble as error:
            self._say(" ".join(part for part in (error.message, error.hint) if part))
            return
        paths = [folder / file.path for file in plan.files]
        self._exported = Exported(folder, tuple(paths))
        self.add_class("-written")
        preview = self.query_one(ExportPreview)
        preview.written = Written(folder, len(paths), plan.commands)
        preview.focus()
        self._say("")
        self.refresh_bindings()

    @property
    def _runs(self) -> bool:
        return self._plan is not None and bool(self._plan.commands)

    @property
    def _line(self) -> str:
        """One line for a shell: into the folder, then everything to run; the path where there is nothing to run."""
        if self._exported is None or self._plan is None:
            return ""
        if not self._runs:
            return str(self._exported.paths[0] if self._exported.paths else self._exported.folder)
        return " && ".join([f"cd {shlex.quote(str(self._exported.folder.absolute()))}", *self._plan.commands])

    def _say(self, problem: str) -> None:
        shown = self.query_one(".problem", Static)
        shown.update(Content(line(problem, 400)))
        shown.display = bool(problem)


def _shortened(folder: Path) -> str:
    """A folder's path with ~ for the person's own."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)

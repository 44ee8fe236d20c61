"""Taking something away as files: they are shown before they are written, and nothing there is lost unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from copilot_tui.domain.errors import ExportTrouble
from copilot_tui.domain.planned import Standing
from copilot_tui.domain.text import line
from copilot_tui.ui.screens.dialog import DIALOG_CSS
from copilot_tui.ui.screens.export_choice import ExportChoice
from copilot_tui.ui.screens.export_folder import RecentFolders
from copilot_tui.ui.screens.export_written import ExportWritten
from copilot_tui.ui.widgets.export_preview import ExportPreview, FormChoice, Written
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.line_input import LineInput
from copilot_tui.ui.widgets.typed_order import do_after_typed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult

    from copilot_tui.domain.planned import Survey
    from copilot_tui.service.ports import ExportPlan
    from copilot_tui.ui.screens.export_form import FileDoor, Form
    from copilot_tui.ui.widgets.lines import Lines

LOW: Final = 26
"""Screens lower than this show the dialog without air between its parts."""


class ExportDialog(ExportWritten):
    """The dialog for one thing in one of several forms; gives what was written, or None when it is left before that.

    Args:
        heading: what is taken away; foreign text.
        forms: the ways to take it away, at least one.
        door: looks, writes and copies.
        folder: the folder to begin with.
        form: which form to begin with.
    """

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="ExportDialog")
        + """
    ExportDialog > .dialog { width: 84; }
    ExportDialog .field { margin-top: 1; color: $half; }
    ExportDialog ExportPreview { margin-top: 1; }
    ExportDialog.-written .before { display: none; }
    ExportDialog.-short > .dialog { padding: 0 1; }
    ExportDialog.-short .title { margin: 0; }
    ExportDialog.-short .field { display: none; }
    ExportDialog.-short ExportPreview { margin: 0; max-height: 38vh; }
    ExportDialog.-short.-written ExportPreview { max-height: 9; }
    ExportDialog.-short KeyBar { margin: 0; height: 1; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "write", priority=True, id="export.write"),
        Binding("enter", "finish", "done", priority=True, id="export.write"),
        Binding("ctrl+t", "change_form", "other form", priority=True, id="export.form"),
        Binding("ctrl+r", "recent", "recent folder", priority=True, id="export.recent"),
        Binding("ctrl+y", "hide_secrets", "hide secrets", priority=True, id="export.secrets"),
        Binding("c", "copy_line", "copy command", id="export.copy"),
        Binding("p", "copy_path", "copy path", id="export.path"),
        Binding("ctrl+g", "edit", "editor", id="export.edit"),
        Binding("tab", "complete", "complete the folder, or next field", show=False, id="export.complete"),
        Binding("down", "app.focus_next", "next field", show=False, id="export.next"),
        Binding("shift+tab,up", "app.focus_previous", "field before", show=False, id="export.previous"),
        Binding("escape", "leave", "leave", id="export.leave"),
    ]

    def __init__(self, heading: str, forms: Sequence[Form], door: FileDoor, *, folder: Path, form: int = 0) -> None:
        super().__init__(door)
        self._heading = heading
        self._choice = ExportChoice(forms, door, folder, form)
        self._recent = RecentFolders(door)

    def compose(self) -> ComposeResult:
        """Form, folder and name; what will be written; the keys."""
        with Vertical(classes="dialog"):
            yield Static(Content(f"Export {line(self._heading, 60)}"), classes="title")
            yield FormChoice([form.label for form in self._choice.forms], self._choice.at)
            yield Static(Content("Folder"), classes="field before")
            yield LineInput(id="folder", suggester=self._recent, classes="before", max_length=1000)
            yield Static(Content("Name"), classes="field before")
            yield LineInput(id="name", classes="before", max_length=100, select_on_focus=True)
            yield ExportPreview()
            yield Static(classes="problem", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Plans with the name that fits."""
        self.query_one("#folder", Input).focus()
        self._begin()
        self.run_worker(self._recent_loaded(), group="recent")

    async def _recent_loaded(self) -> None:
        await self._recent.load(self._choice.folder)
        self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        """The least that is needed where there is little height."""
        self.set_class(event.size.height < LOW, "-short")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        choosing = self.exported is None
        offered = {
            "accept": choosing,
            "change_form": choosing and len(self._choice.forms) > 1,
            "recent": choosing and self._recent.known,
            "hide_secrets": choosing and self._choice.can_hide,
        }
        return offered.get(action, super().check_action(action, parameters))

    def action_change_form(self) -> None:
        """Takes the next form."""
        self._take_form((self._choice.at + 1) % len(self._choice.forms))

    def action_hide_secrets(self) -> None:
        """Hides what looks like a secret, or leaves it as it is."""
        self.door.hides_secrets = not self.door.hides_secrets
        self._look()

    def action_accept(self) -> None:
        """Writes; files that are there only after a look at what changes in them, and a yes."""
        do_after_typed(self, self._accept)

    def _accept(self) -> None:
        self.run_worker(self._accepted(), exclusive=True, group="write")

    def action_complete(self) -> None:
        """Takes the path that goes on from the typed one, as shells do; where there is none, the next field."""
        folder = self.query_one("#folder", Input)
        typed = folder.value
        if folder.has_focus and not self._choice.follows_name:  # a folder that nobody typed is whole
            folder.action_cursor_right()
        if folder.value == typed:
            self.app.action_focus_next()

    def action_recent(self) -> None:
        """Takes another folder that something was taken to before."""
        self._choice.folder, self._choice.follows_name = self._recent.step(), True
        self._place(self.query_one("#name", Input).value)
        self._look()

    def on_lines_pressed(self, event: Lines.Pressed) -> None:
        """A form was clicked."""
        event.stop()
        if self.exported is None:
            self._take_form(int(event.action))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Plans and looks again."""
        event.stop()
        if event.input.id == "folder":
            self._choice.follows_name = False
        elif self._choice.follows_name:
            self._place(event.value)
        self._look()

    # planning

    def _take_form(self, at: int) -> None:
        self._choice.at = at
        self.query_one(FormChoice).at = at
        self._begin()

    def _begin(self) -> None:
        """Plans with the name that fits, and puts that into the fields."""
        self.run_worker(self._planned(None), exclusive=True, group="plan")

    def _look(self) -> None:
        self.run_worker(self._planned(self.query_one("#name", Input).value), exclusive=True, group="plan")

    async def _planned(self, name: str | None) -> tuple[ExportPlan, Sequence[Survey]] | None:
        """Plans, looks what is there, and shows both; None where the folder cannot be used, which is said."""
        choice = self._choice
        plan, problem = await choice.plan(name), ""
        if name is None:
            with self.prevent(Input.Changed):
                self.query_one("#name", Input).value = plan.name
                if choice.follows_name:
                    self._place(plan.name)
        try:
            found = await choice.survey(plan, self._target)
        except ExportTrouble as error:
            found, problem = (), error.message
        await choice.look_for_secrets(plan)
        self.query_one(ExportPreview).show(plan, found, choice.note)
        self.refresh_bindings()
        self._say(problem)
        return None if problem else (plan, found)

    def _place(self, name: str) -> None:
        with self.prevent(Input.Changed):
            self.query_one("#folder", Input).value = self._choice.shown_folder(name)

    # writing

    @property
    def _target(self) -> Path:
        return self._choice.target(self.query_one("#folder", Input).value)

    async def _accepted(self) -> None:
        # What is there may have changed since it was shown.
        planned = await self._planned(self.query_one("#name", Input).value)
        if planned is None:
            return
        plan, found = planned
        different = [file for file in found if file.standing is Standing.DIFFERENT]
        if different:
            from copilot_tui.ui.screens.replace import ReplaceScreen

            if not await self.app.push_screen_wait(ReplaceScreen(self._target, different)):
                return
        await self._write(plan, found)

    async def _write(self, plan: ExportPlan, found: Sequence[Survey]) -> None:
        try:
            exported = self.exported = await self._choice.write(plan, found, self._target)
        except ExportTrouble as error:
            self._say(error.words)
            return
        self.add_class("-written")
        preview = self.query_one(ExportPreview)
        paths = exported.paths
        preview.written = Written(exported.folder if len(paths) > 1 else paths[0], len(paths), plan.commands)
        preview.focus()
        self._say("")
        self.refresh_bindings()
        await self.door.remember_folder(self._choice.remembered(exported.folder, plan.name))

    def _say(self, problem: str) -> None:
        shown = self.query_one(".problem", Static)
        shown.update(Content(line(problem, 400)))
        shown.display = bool(problem)

"""Taking conversations in from files: named in one line, with a bar and a way to stop."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from copilot_tui.domain.errors import CopilotError
from copilot_tui.domain.text import line
from copilot_tui.service.import_run import ImportRun
from copilot_tui.ui.screens.dialog import DIALOG_CSS
from copilot_tui.ui.screens.import_paths import Meant, completed, completions, look
from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.completing import Completing
from copilot_tui.ui.widgets.import_report import ImportReport, megabytes
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.line_input import LineInput
from copilot_tui.ui.widgets.suggestion_line import SuggestionLine
from copilot_tui.ui.widgets.typed_order import do_after_typed
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.worker import WorkType

    from copilot_tui.service.importing import Importing

_DRAWN_EVERY_SECONDS: Final = 0.1
_LOW: Final = 18
"""Screens lower than this show the dialog without air between its parts."""
_ABOUT: Final = (
    "What export wrote (JSON, JSON Lines) or an answer of the API that curl saved. "
    "What is in the history already stays as it is."
)


class ImportDialog(Modal[bool], Completing):
    """Gives whether anything was taken in.

    Args:
        importing: takes files in.
        folders: folders to suggest before anything is typed, as they are shown.
    """

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="ImportDialog")
        + """
    ImportDialog > .dialog { width: 84; }
    ImportDialog SuggestionLine { padding: 0 1; margin: 0 0 1 0; }
    ImportDialog #meant { margin-top: 1; height: 1; }
    ImportDialog ImportReport { display: none; }
    ImportDialog.-short > .dialog { padding: 0 1; }
    ImportDialog.-short .title, ImportDialog.-short #meant, ImportDialog.-short KeyBar { margin: 0; }
    ImportDialog.-short .about { display: none; }
    ImportDialog.-short KeyBar { height: 1; }
    ImportDialog.-short ImportReport { max-height: 8; }
    ImportDialog.-begun .before { display: none; }
    ImportDialog.-begun ImportReport { display: block; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "import", id="import.begin", priority=True),
        Binding("enter", "finish", "done", id="import.begin", priority=True),
        Binding("tab", "complete", "complete", id="import.complete", priority=True),
        Binding("escape", "leave", "leave", id="import.back", priority=True),
        Binding("escape", "stop", "stop", id="import.back", priority=True),
    ]

    def __init__(self, importing: Importing, folders: Sequence[str] = ()) -> None:
        super().__init__()
        self._importing = importing
        self._folders = folders
        self._meant = Meant()
        self._run: ImportRun | None = None
        self._is_done = False

    def compose(self) -> ComposeResult:
        """What can be taken in, the line to name it in, what that means; then the bar; the keys."""
        with Vertical(classes="dialog"):
            yield Static(Content("Import conversations"), classes="title")
            yield Static(Content(_ABOUT), classes="quiet before about")
            yield Static(Content(""), classes="before about")
            yield LineInput(placeholder="files and folders", classes="before", max_length=4000)
            yield SuggestionLine(classes="before")
            yield Static(id="meant", classes="quiet before", markup=False)
            yield Static(classes="problem", markup=False)
            yield ImportReport()
            yield KeyBar()

    def on_mount(self) -> None:
        """Suggests where things were taken to before."""
        self.query_one(Input).focus()
        self._show_problem("")
        self.query_one(SuggestionLine).show(self._folders)

    def on_resize(self, event: events.Resize) -> None:
        """The least that is needed where there is little height."""
        self.set_class(event.size.height < _LOW, "-short")

    def on_unmount(self) -> None:
        """Whoever quits meanwhile does not wait for the rest."""
        if self._run is not None:
            self._run.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        begun = self._run is not None
        match action:
            case "accept" | "complete":
                return not begun
            case "finish":
                return self._is_done
            case "leave":
                return not begun or self._is_done
            case "stop":
                return begun and not self._is_done
        return super().check_action(action, parameters)

    # naming

    @on(Input.Changed)
    def _typed_on(self, event: Input.Changed) -> None:
        event.stop()
        # Not a coroutine: one that is put aside before it has begun would be complained about.
        work: WorkType[None] = partial(self._look, event.value)
        self.run_worker(work, exclusive=True, group="look")

    async def _look(self, typed: str) -> None:
        """Shows what could be typed next, and what is named so far; no complaint about half a name."""
        further = await asyncio.to_thread(completions, typed) if typed else self._folders
        self.query_one(SuggestionLine).show(further)
        self._show_problem("")
        meant = await asyncio.to_thread(look, typed, self._importing)
        self._show_meant(meant)

    def _show_meant(self, meant: Meant) -> None:
        self._meant = meant
        words = f"{count(len(meant.files), 'file')} · {megabytes(meant.total_bytes)}" if meant.files else ""
        self.query_one("#meant", Static).update(Content(words))

    def _show_problem(self, problem: str) -> None:
        shown = self.query_one(".problem", Static)
        shown.update(Content(line(problem, 400)))
        shown.display = bool(problem)

    def completed(self, typed: str, suggestion: str) -> str:
        """A path that is gone on with, as a shell does it."""
        return completed(typed, suggestion)

    # taking in

    def action_accept(self) -> None:
        """Begins."""
        do_after_typed(self, self._accept)

    def _accept(self) -> None:
        self.run_worker(self._begin(), exclusive=True, group="look")

    async def _begin(self) -> None:
        typed = self.query_one(Input).value
        meant = await asyncio.to_thread(look, typed, self._importing)
        self._show_meant(meant)
        if not meant.files:
            self._show_problem(meant.problem or "Name a file or a folder.")
            return
        self._show_problem("")
        run = self._run = ImportRun(self._importing, meant.files, meant.total_bytes)
        self.add_class("-begun")
        self.refresh_bindings()
        self._show_run()
        drawing = self.set_interval(_DRAWN_EVERY_SECONDS, self._show_run)
        try:
            await asyncio.to_thread(run.work)
        except CopilotError as error:
            self._show_problem(error.words)
        finally:
            drawing.stop()
        self._is_done = True
        self._show_run()
        self.query_one(ImportReport).focus()
        self.refresh_bindings()

    def _show_run(self) -> None:
        if self._run is not None and self.is_attached:
            self.query_one(ImportReport).show(self._run, is_done=self._is_done)

    def action_stop(self) -> None:
        """Leaves out the file at hand and the rest."""
        if self._run is not None:
            self._run.stop()

    def action_leave(self) -> None:
        """Gives that nothing was taken in, or what was."""
        self.action_finish()

    def action_finish(self) -> None:
        """Gives whether something was."""
        self.dismiss(self._run is not None and any(one.failure is None for one in self._run.taken))

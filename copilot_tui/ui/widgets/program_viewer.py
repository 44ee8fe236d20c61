"""One program to read and to take away: its code, what is known about it, its plan, and its versions."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from copilot_tui.ui.widgets.code_pane import CodePane
from copilot_tui.ui.widgets.key_bar import LATER
from copilot_tui.ui.widgets.program_actions import PROGRAM_BINDINGS, ProgramActions, ProgramKeys
from copilot_tui.ui.widgets.program_facts import ProgramFacts
from copilot_tui.ui.widgets.program_title import ProgramTitle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.widget import Widget

    from copilot_tui.domain.program import Program
    from copilot_tui.ui.widgets.lines import Lines

TWO_COLUMNS = 100
"""Viewers at least this wide show code and plan side by side."""


class ProgramViewer(ProgramKeys):
    """A program over the whole screen, or in a pane beside its conversation: the keys are the same.

    Args:
        program: what to show first.
        versions: every program of its conversation and language, oldest first; `program` among them.
        actions: what the keys do; nothing here reads or writes anything.
        now: gives the time that ages are counted from.
        beside: whether it stands beside its conversation, and can be enlarged.
    """

    DEFAULT_CSS = """
    ProgramViewer { width: 1fr; height: 1fr; layout: horizontal; background: $background; }
    ProgramViewer ProgramTitle { dock: top; }
    ProgramViewer CodePane { width: 1fr; padding: 1 0 0 1; border-left: $unmarked-ground; }
    ProgramViewer ProgramFacts { width: 34%; min-width: 36; max-width: 56; border-left: $unmarked-panel; }
    ProgramViewer CodePane:focus-within { border-left: outer $copilot; }
    ProgramViewer ProgramFacts:focus { border-left: outer $copilot; }
    ProgramViewer.-narrow ProgramFacts { width: 1fr; max-width: 100%; min-width: 0; display: none; }
    ProgramViewer.-narrow.-plan ProgramFacts { display: block; }
    ProgramViewer.-narrow.-plan CodePane { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "switch", "plan", id="program.plan"),
        *PROGRAM_BINDINGS,
        Binding("left_square_bracket", "version(-1)", "earlier", key_display="[", id="program.earlier", group=LATER),
        Binding("right_square_bracket", "version(1)", "later", key_display="]", id="program.later", group=LATER),
        Binding("v", "enlarge", "enlarge", id="program.enlarge", group=LATER),
        Binding("escape,q", "leave", "back", id="program.back"),
    ]

    class Left(Message):
        """Somebody wants to go on elsewhere."""

    @dataclass
    class EnlargeWanted(Message):
        """The program is wanted over the whole screen."""

        program: Program
        versions: Sequence[Program]

    def __init__(
        self,
        program: Program,
        versions: Sequence[Program],
        actions: ProgramActions,
        *,
        now: Callable[[], datetime],
        beside: bool = False,
    ) -> None:
        super().__init__(actions, program)
        self._versions = list(versions) or [program]
        self._first = program
        self._now = now
        self._beside = beside

    def compose(self) -> ComposeResult:
        """Title, code and facts."""
        # No container around the two below the title: every one is drawn anew behind each page of code.
        yield ProgramTitle(self._first, len(self._versions), beside=self._beside)
        yield CodePane(self._first.content.code, self._first.language)
        yield ProgramFacts(self._now)

    def on_mount(self) -> None:
        """Tells what is known about the program."""
        facts = self.query_one(ProgramFacts)
        facts.versions, facts.program = len(self._versions), self._first
        self._tell_packages(self._first)

    def on_resize(self) -> None:
        """Follows the width."""
        self._fold()

    @property
    def code(self) -> CodePane:
        """The code with its find line."""
        return self.query_one(CodePane)

    @property
    def reader(self) -> Widget:
        """What somebody reads in: the code, or the plan that was switched to."""
        return self.query_one(ProgramFacts) if self.has_class("-plan") else self.code.view

    def read(self) -> None:
        """Gives the focus to what somebody reads in."""
        self.reader.focus()

    def show(self, program: Program, versions: Sequence[Program]) -> None:
        """Shows another program from its beginning, or the same one where somebody reads.

        Args:
            program: which.
            versions: as for the viewer itself.
        """
        self.call_after_refresh(self._fold)  # a pane that comes back is not always told its size
        before = self.program
        self._versions = list(versions) or [program]
        self.query_one(ProgramFacts).versions = len(self._versions)
        if before is not None and before.id == program.id and before.content == program.content:
            self.program = program
            self.query_one(ProgramTitle).show(program, len(self._versions))
            self.refresh_bindings()
        else:
            self._show(program)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if action == "version":
            step = parameters[0] if parameters else 0
            typing = isinstance(self.screen.focused, Input)
            return isinstance(step, int) and 0 <= self._at + step < len(self._versions) and not typing
        if action == "diff" and len(self._versions) < 2:
            return False
        if action == "enlarge":
            return self._beside
        return super().check_action(action, parameters)

    def action_version(self, step: int) -> None:
        """Shows an earlier or later version; stops at the ends."""
        to = min(max(self._at + step, 0), len(self._versions) - 1)
        if to != self._at:
            self._show(self._versions[to])

    def action_switch(self) -> None:
        """From the code to the plan and back."""
        self.set_class(not self.query_one(ProgramFacts).has_focus, "-plan")
        self.read()

    def action_enlarge(self) -> None:
        """Wants the whole screen."""
        if self.program is not None:
            self.post_message(self.EnlargeWanted(self.program, tuple(self._versions)))

    def action_leave(self) -> None:
        """Goes on elsewhere."""
        self.post_message(self.Left())

    async def on_lines_pressed(self, event: Lines.Pressed) -> None:
        """A door in the title was clicked."""
        event.stop()
        await self.run_action(event.action)

    @property
    def _at(self) -> int:
        shown = self.program.id if self.program else ""
        return next((at for at, version in enumerate(self._versions) if version.id == shown), 0)

    def _fold(self) -> None:
        """One column where two would be too narrow."""
        self.set_class(self.size.width < TWO_COLUMNS, "-narrow")

    def _show(self, program: Program) -> None:
        self.program = program
        self.query_one(ProgramTitle).show(program, len(self._versions))
        self.code.show(program.content.code, program.language)
        self.query_one(ProgramFacts).program = program
        self._tell_packages(program)
        self.refresh_bindings()

    def _tell_packages(self, program: Program) -> None:
        self.query_one(ProgramFacts).packages = None
        self.run_worker(self._packages_told(program), exclusive=True, group="packages")

    async def _packages_told(self, program: Program) -> None:
        from copilot_tui.domain.language import find_language
        from copilot_tui.export.project import required_packages

        if find_language(program.language):
            # In a thread: a program of a megabyte takes a reader a second.
            self.query_one(ProgramFacts).packages = await asyncio.to_thread(required_packages, program)

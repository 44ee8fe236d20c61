"""The program viewer: code to read at the left, what is known about it and its plan at the right."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from copilot_tui.domain.text import line
from copilot_tui.ui.screens.program_actions import PROGRAM_BINDINGS, ProgramActions, ProgramKeys
from copilot_tui.ui.widgets.code_pane import CodePane
from copilot_tui.ui.widgets.drawing import beside, ink
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.widgets.program_facts import ProgramFacts
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual import events
    from textual.app import ComposeResult

    from copilot_tui.domain.program import Program
    from copilot_tui.ui.theme import Palette

TWO_COLUMNS = 100
"""Screens at least this wide show code and plan side by side."""


class ProgramTitle(Lines):
    """One line: "program · typescript · v2 · 28 lines", and the conversation it belongs to."""

    DEFAULT_CSS = """
    ProgramTitle { height: 1; padding: 0 2; background: $panel; scrollbar-size: 0 0; }
    """

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program

    def show(self, program: Program) -> None:
        """Shows another program."""
        self._program = program
        self.redraw()

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """The line."""
        program, half = self._program, ink(palette.half)
        facts = [program.language, f"v{program.version}", count(program.lines, "line")]
        left = Text.assemble(("program", ink(palette.text, bold=True)))
        left.append("".join(f" · {line(fact, 40)}" for fact in facts if fact), half)
        right = Text(line(program.conversation_title, 60), half)
        return [beside(left, right if left.cell_len + right.cell_len + 3 <= width else Text(), width)]


class ProgramScreen(ProgramKeys[None]):
    """One program over the whole screen; escape gives the screen back.

    Args:
        program: what to show first.
        versions: every program of its conversation and language, oldest first; `program` among them.
        actions: what the keys do; nothing here reads or writes anything.
        now: gives the time that ages are counted from.
    """

    DEFAULT_CSS = """
    ProgramScreen { background: $background; }
    ProgramScreen #body { height: 1fr; }
    ProgramScreen CodePane { width: 1fr; padding: 1 0 0 1; border-left: $unmarked-ground; }
    ProgramScreen ProgramFacts { width: 34%; min-width: 36; max-width: 56; border-left: $unmarked-panel; }
    ProgramScreen CodePane:focus-within { border-left: outer $copilot; }
    ProgramScreen ProgramFacts:focus { border-left: outer $copilot; }
    ProgramScreen.-narrow ProgramFacts { width: 1fr; max-width: 100%; min-width: 0; display: none; }
    ProgramScreen.-narrow.-plan ProgramFacts { display: block; }
    ProgramScreen.-narrow.-plan CodePane { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *PROGRAM_BINDINGS,
        Binding("left_square_bracket", "version(-1)", "earlier", key_display="[", id="program.earlier"),
        Binding("right_square_bracket", "version(1)", "later", key_display="]", id="program.later"),
        Binding("tab,shift+tab", "switch", "plan", id="program.plan"),
        Binding("escape,q", "leave", "back", id="program.back"),
    ]

    def __init__(
        self,
        program: Program,
        versions: Sequence[Program],
        actions: ProgramActions,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(actions, program)
        self._versions = list(versions) or [program]
        self._first = program
        self._now = now

    def compose(self) -> ComposeResult:
        """Title, code and facts, keys."""
        yield ProgramTitle(self._first)
        with Horizontal(id="body"):
            yield CodePane(self._first.content.code, self._first.language)
            yield ProgramFacts(self._now)
        yield KeyBar()

    def on_mount(self) -> None:
        """Starts in the code."""
        facts = self.query_one(ProgramFacts)
        facts.versions, facts.program = len(self._versions), self._first
        self._tell_packages(self._first)
        self.query_one(CodePane).view.focus()

    def on_resize(self, event: events.Resize) -> None:
        """One column where two would be too narrow."""
        self.set_class(event.size.width < TWO_COLUMNS, "-narrow")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if action == "version":
            return len(self._versions) > 1 and not isinstance(self.focused, Input)
        return super().check_action(action, parameters)

    def action_version(self, step: int) -> None:
        """Shows an earlier or later version; stops at the ends."""
        shown = self.program.id if self.program else ""
        at = next((at for at, version in enumerate(self._versions) if version.id == shown), 0)
        to = min(max(at + step, 0), len(self._versions) - 1)
        if to != at:
            self._show(self._versions[to])

    def action_switch(self) -> None:
        """From the code to the plan and back."""
        view, facts = self.query_one(CodePane).view, self.query_one(ProgramFacts)
        to_plan = not facts.has_focus
        self.set_class(to_plan, "-plan")
        (facts if to_plan else view).focus()

    def action_leave(self) -> None:
        """Gives the screen back."""
        self.dismiss(None)

    def _show(self, program: Program) -> None:
        self.program = program
        self.query_one(ProgramTitle).show(program)
        self.query_one(CodePane).show(program.content.code, program.language)
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

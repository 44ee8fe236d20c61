"""Every program of every conversation, newest first."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from copilot_tui.ui.own_work import EndsOwnWork
from copilot_tui.ui.screens.head import HEAD_CSS
from copilot_tui.ui.widgets.code_pane import CodePane
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.line_input import LineInput
from copilot_tui.ui.widgets.program_actions import PROGRAM_BINDINGS, ProgramActions, ProgramKeys
from copilot_tui.ui.widgets.program_list import ProgramList
from copilot_tui.ui.words import count, local_now

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from textual import events
    from textual.app import ComposeResult

    from copilot_tui.domain.program import Program
    from copilot_tui.domain.program_filter import SearchedProgram

PREVIEW = 100
"""Screens at least this wide show the program beside the list."""


@dataclass(frozen=True, slots=True)
class ProgramChosen:
    """The conversation to open, at the turn that the program belongs to."""

    conversation_id: str
    turn_id: str
    program_id: str


class ProgramsScreen(ProgramKeys, Screen[ProgramChosen | None], EndsOwnWork):
    """A list to filter, and the meant program beside it; gives the chosen one, or None when it is left.

    Args:
        load: gives the programs, newest first.
        actions: what the keys do.
        now: gives the time that ages are counted from.
    """

    DEFAULT_CSS = (
        HEAD_CSS.format(name="ProgramsScreen")
        + """
    ProgramsScreen #body { height: 1fr; }
    ProgramsScreen ProgramList { width: 46%; min-width: 46; border-left: $unmarked-panel; }
    ProgramsScreen ProgramList:focus { border-left: outer $you; }
    ProgramsScreen CodePane { width: 1fr; padding: 1 0 0 1; border-left: $unmarked-ground; }
    ProgramsScreen CodePane:focus-within { border-left: outer $copilot; }
    ProgramsScreen.-narrow ProgramList { width: 1fr; min-width: 0; }
    ProgramsScreen.-narrow CodePane { display: none; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "conversation", id="programs.open"),
        Binding("v", "view", "view", id="programs.view"),
        Binding("slash", "filter", "filter", id="programs.filter", key_display="/"),
        *PROGRAM_BINDINGS,
        Binding("escape", "leave", "back", id="programs.back"),
        Binding("q", "leave", "back", show=False, id="programs.back"),
    ]

    def __init__(
        self,
        load: Callable[[], Awaitable[list[Program]]],
        actions: ProgramActions,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(actions)
        self._load = load
        self._now = now
        self._programs: list[SearchedProgram] = []
        self._loaded = False

    def compose(self) -> ComposeResult:
        """The filter, the list with its preview, the keys."""
        with Horizontal(id="head"):
            yield Static(Content("programs"), id="name")
            yield LineInput(placeholder="words, lang:ts, org:acme, after:7d", id="filter", max_length=200, compact=True)
            yield Static(id="count", markup=False)
        with Horizontal(id="body"):
            yield ProgramList(self._now)
            yield CodePane()
        yield KeyBar()

    def on_mount(self) -> None:
        """Starts in the list."""
        self.query_one(ProgramList).focus()
        self.run_worker(self.reload(), exclusive=True, group="load")

    def on_resize(self, event: events.Resize) -> None:
        """No preview where it would be too narrow."""
        self.set_class(event.size.width < PREVIEW, "-narrow")

    async def reload(self) -> None:
        """Loads the programs again."""
        from copilot_tui.domain.program_filter import SearchedProgram

        programs = await self._load()
        # In a thread: the text of thousands of programs takes a moment.
        self._programs = await asyncio.to_thread(lambda: [SearchedProgram.of(program) for program in programs])
        self._loaded = True
        self._filter(self.query_one("#filter", Input).value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if action in {"choose", "view"}:
            return self.program is not None
        return super().check_action(action, parameters)

    def action_view(self) -> None:
        """Shows the program over the whole screen."""
        if (program := self.program) is not None:
            self.do(self._view(program))

    def action_filter(self) -> None:
        """To the filter line."""
        self.set_focus(self.query_one("#filter", Input))  # at once: what is typed next is meant for it

    def action_leave(self) -> None:
        """Out of the filter line, which is emptied; else gives the screen back."""
        words, programs = self.query_one("#filter", Input), self.query_one(ProgramList)
        if words.value or not programs.has_focus:
            words.value = ""
            programs.focus()
        else:
            self.dismiss(None)

    @on(Input.Changed, "#filter")
    def filter_changed(self, event: Input.Changed) -> None:
        """Filters while typing."""
        self._filter(event.value)

    @on(Input.Submitted, "#filter")
    def filter_submitted(self) -> None:
        """Back to the list, which stays filtered."""
        self.query_one(ProgramList).focus()

    @on(ProgramList.Meant)
    def program_meant(self, event: ProgramList.Meant) -> None:
        """Shows it beside the list."""
        before, self.program = self.program, event.program
        if event.program is None:
            self.query_one(CodePane).show("", "")
        elif before is None or before.id != event.program.id:
            self.query_one(CodePane).show(event.program.content.code, event.program.language)
        self.refresh_bindings()

    @on(ProgramList.Chosen)
    def program_chosen(self) -> None:
        """Goes to its conversation."""
        self.action_choose()

    def action_choose(self) -> None:
        """Gives the program that is meant, to go to its conversation."""
        if (program := self.program) is not None:
            self.dismiss(ProgramChosen(program.conversation_id, program.turn_id, program.id))

    async def _view(self, program: Program) -> None:
        from copilot_tui.ui.screens.program import ProgramScreen

        versions = await self.actions.versions(program)
        await self.app.push_screen(ProgramScreen(program, versions, self.actions, now=self._now))

    def _filter(self, words: str) -> None:
        if not self._loaded:
            return
        from copilot_tui.domain.program_filter import ProgramFilter

        wanted = ProgramFilter.typed(words, local_now())
        found = [searched.program for searched in self._programs if wanted.takes(searched)]
        empty = "Nothing matches." if self._programs else "No programs yet: ask Copilot to write one."
        self.query_one(ProgramList).show(found, empty=empty)
        many = f"{len(found):,} of {len(self._programs):,}" if words.strip() else count(len(found), "program")
        self.query_one("#count", Static).update(Content(many))

"""The keys that hold everywhere on the dashboard, and what each of them does."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from copilot_tui.config.actions import ACTIONS
from copilot_tui.ui.screens.dashboard.board import Board
from copilot_tui.ui.widgets.key_bar import LATER
from copilot_tui.ui.widgets.prompt import Prompt


class DashboardKeys(Board):
    """Bindings, and their actions in one line where another module does the work."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "new", "new", id="new", tooltip="New conversation", priority=True),
        Binding("ctrl+o", "open", "open", id="open", tooltip="Open or search conversations", priority=True),
        Binding("f2", "programs", "programs", id="programs", tooltip="All generated programs", priority=True),
        Binding("f3", "overview", "overview", id="overview", tooltip="The history from above", priority=True),
        Binding(
            "f4", "context", "context", id="context", tooltip="Edit the context of the next question", priority=True
        ),
        Binding(
            "f6", "next_pane", "next pane", id="next_pane", tooltip="Go to the next pane", show=False, priority=True
        ),
        Binding(
            "f7",
            "toggle_list",
            "list",
            id="toggle_list",
            tooltip="Show or hide the conversations",
            show=False,
            priority=True,
        ),
        Binding(
            "f8",
            "toggle_context",
            "context panel",
            id="toggle_context",
            tooltip="Show or hide the context",
            show=False,
            priority=True,
        ),
        Binding(
            "ctrl+t",
            "toggle_traces",
            "traces",
            id="toggle_traces",
            tooltip="Unfold or fold all traces",
            show=False,
            priority=True,
        ),
        Binding(
            "ctrl+c",
            "copy_or_cancel",
            "copy selection, or cancel",
            id="copy_or_cancel",
            tooltip="Copy the selection, or cancel the running question",
            show=False,
            priority=True,
        ),
        Binding(
            "ctrl+x",
            "leader",
            "more",
            id="leader",
            tooltip="Show what one more key does",
            group=LATER,
            priority=True,
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves ctrl+x to a text in which something is selected: there it cuts."""
        if action == "leader" and "ctrl+x" in self.keymap.get("leader", ACTIONS["leader"]):
            return not (isinstance(self.focused, Prompt | Input) and self.focused.selected_text)
        return super().check_action(action, parameters)

    async def action_new(self) -> None:
        """A new conversation."""
        await self.navigation.start_new()

    def action_open(self) -> None:
        """Opens or searches conversations."""
        self.navigation.search()

    def action_write(self) -> None:
        """To the composer; before the next key, which is meant for it."""
        self.set_focus(self.composer.prompt)

    def action_read(self) -> None:
        """To the transcript."""
        self.navigation.to_reading()

    def action_list(self) -> None:
        """To the list."""
        self.listing.go_there()

    def action_leader(self) -> None:
        """Shows what one more key does."""
        self.leading.open()

    def action_find(self) -> None:
        """The line to find words with; before the next key, which is meant for it."""
        self.transcript_actions.open_find()

    def action_filter(self) -> None:
        """The line to filter titles with."""
        self.listing.open_filter()

    def action_programs(self) -> None:
        """All programs."""
        self.program_library.browse()

    def action_overview(self) -> None:
        """The history from above."""
        self.overview_actions.open()

    def action_context(self) -> None:
        """Edits the context."""
        self.context_actions.edit_context()

    def action_next_pane(self) -> None:
        """Goes round: composer, transcript or what stands in its place, program, list, context."""
        program = self.program_viewing.pane
        read = (self.welcome, self.transcript, program and program.reader)
        rounds = (self.composer.prompt, *read, self.listed, self.panel)
        seen = [pane for pane in rounds if pane is not None and pane.display and pane.region]
        here = program.reader if program is not None and program.has_focus_within else self.focused
        at = seen.index(here) if here in seen else -1
        seen[(at + 1) % len(seen)].focus()

    def action_toggle_list(self) -> None:
        """Folds the list away, or back."""
        left = self.query_one("#left")
        in_list = left.has_focus_within
        left.toggle_class("-shown" if self.has_class("-narrow") else "-hidden")
        if not self.has_class("-narrow"):
            self.applied_settings.keep("ui.show_list", not left.has_class("-hidden"))
        self.call_after_refresh(self.program_viewing.fit)
        if left.has_class("-shown"):
            self.listed.focus()
        elif in_list and not left.display:
            self.composer.prompt.focus()

    def action_toggle_context(self) -> None:
        """Folds the right column away, or back."""
        beside = self.has_class("-wide") and self.program_viewing.pane is None
        self.panel.toggle_class("-hidden" if beside else "-shown")
        if beside:
            self.applied_settings.keep("ui.show_context", not self.panel.has_class("-hidden"))

    def action_toggle_traces(self) -> None:
        """Unfolds all traces, or folds them."""
        if self.transcript is not None:
            self.transcript.show_traces = not self.transcript.show_traces

    async def action_copy_or_cancel(self) -> None:
        """Copies the selection where there is one; else cancels the running question."""
        if not await self._copy_selected():
            await self.questions.cancel_running()

    def action_copy_text(self) -> None:
        """Copies the selection by our own door: Textual's key for it would go past that."""
        self.run_worker(self._copy_selected(), group="copy")

    async def _copy_selected(self) -> bool:
        if selected := self.selected_text():
            await self.copy(selected, "Selection")
            self.clear_selection()
        return bool(selected)

    def selected_text(self) -> str | None:
        """What is selected with the mouse, or within the text that has the focus."""
        focused = self.focused
        if isinstance(focused, Prompt | Input) and focused.selected_text:
            return focused.selected_text
        return self.get_selected_text()

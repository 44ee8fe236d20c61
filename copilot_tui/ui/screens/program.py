"""One program over the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from copilot_tui.ui.own_work import EndsOwnWork
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.program_viewer import ProgramViewer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual.app import ComposeResult

    from copilot_tui.domain.program import Program
    from copilot_tui.ui.widgets.program_actions import ProgramActions


class ProgramScreen(Screen[None], EndsOwnWork):
    """The viewer above its keys; escape gives the screen back. Arguments as for `ProgramViewer`."""

    def __init__(
        self,
        program: Program,
        versions: Sequence[Program],
        actions: ProgramActions,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._viewer = ProgramViewer(program, versions, actions, now=now)

    def compose(self) -> ComposeResult:
        """The viewer, the keys."""
        yield self._viewer
        yield KeyBar()

    def on_mount(self) -> None:
        """Starts in the code."""
        self._viewer.read()

    def on_program_viewer_left(self) -> None:
        """Gives the screen back."""
        self.dismiss(None)

    def action_copy_text(self) -> None:
        """Copies what is selected through the same door as everything else."""
        self._viewer.action_copy_text()

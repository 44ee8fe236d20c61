"""The second question before a file is replaced: what would change in it, and a yes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from copilot_tui.domain.text import line
from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.diff_view import DiffView, compare_code
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from copilot_tui.domain.planned import Survey


class ReplaceScreen(Modal[bool]):
    """Gives whether the files may be replaced.

    Args:
        folder: where they are.
        files: those that differ; at least one.
    """

    DEFAULT_CSS = """
    ReplaceScreen { background: $panel; }
    ReplaceScreen .title { height: 1; padding: 0 2; text-style: bold; }
    ReplaceScreen .which { height: 1; padding: 0 2; color: $half; }
    ReplaceScreen DiffView { height: 1fr; border-left: outer $warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "yes, replace", id="replace.yes"),
        Binding("escape", "dismiss(False)", "no, leave it", id="replace.no"),
        Binding("left_square_bracket", "file(-1)", "file before", key_display="[", id="replace.previous"),
        Binding("right_square_bracket", "file(1)", "next file", key_display="]", id="replace.next"),
    ]

    def __init__(self, folder: Path, files: Sequence[Survey]) -> None:
        super().__init__()
        self._folder = folder
        self._files = files
        self._at = 0

    def compose(self) -> ComposeResult:
        """The question, what would change, the keys."""
        these = "this file" if len(self._files) == 1 else f"these {count(len(self._files), 'file')}"
        yield Static(Content(f"Replace {these} in {line(str(self._folder), 200)}?"), classes="title")
        yield Static(classes="which", markup=False)
        yield DiffView()
        yield KeyBar()

    def on_mount(self) -> None:
        """Shows the first one."""
        self.query_one(DiffView).focus()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        return len(self._files) > 1 if action == "file" else super().check_action(action, parameters)

    def action_file(self, step: int) -> None:
        """Shows another one."""
        self._at = (self._at + step) % len(self._files)
        self._show()

    def _show(self) -> None:
        self.run_worker(self._compared(), exclusive=True, group="compare")

    async def _compared(self) -> None:
        found = self._files[self._at]
        which = f"{found.file.path} · {self._at + 1} of {len(self._files)}"
        if found.existing is None:
            self.query_one(".which", Static).update(Content(line(f"{which} · what is there is too large, or no text")))
            compared = compare_code("", "", "")
        else:
            suffix = found.file.path.rpartition(".")[2]
            compared = await asyncio.to_thread(compare_code, found.existing, found.file.text, suffix)
            difference = compared.difference
            counts = f" · +{difference.added:,} −{difference.removed:,}"
            self.query_one(".which", Static).update(Content(line(which) + counts))
        self.query_one(DiffView).show(compared)

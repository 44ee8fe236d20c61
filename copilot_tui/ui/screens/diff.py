"""What changed between two versions of a program."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.screen import Screen

from copilot_tui.domain.text import line
from copilot_tui.export.diff import diff_programs
from copilot_tui.ui.own_work import EndsOwnWork
from copilot_tui.ui.widgets.diff_view import DiffView, compare_code
from copilot_tui.ui.widgets.drawing import beside, ink
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.widgets.program_actions import title

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import App, ComposeResult

    from copilot_tui.domain.difference import Difference
    from copilot_tui.domain.program import Program
    from copilot_tui.ui.theme.palette import Palette


class DiffTitle(Lines):
    """One line: "diff · index.ts · v1 → v2" and how many lines came and went."""

    DEFAULT_CSS = """
    DiffTitle { height: 1; padding: 0 2; background: $panel; scrollbar-size: 0 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._what = ""
        self._difference: Difference | None = None

    def show(self, what: str, difference: Difference | None) -> None:
        """Shows what is compared; without counts as long as there is no difference yet."""
        self._what, self._difference = what, difference
        self.redraw()

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """The line."""
        left = Text.assemble(("diff", ink(palette.text, bold=True)), (f" · {self._what}", ink(palette.half)))
        return [beside(left, self._counts(palette), width)]

    def _counts(self, palette: Palette) -> Text:
        if self._difference is None:
            return Text("comparing…", ink(palette.half))
        if not self._difference.pairs:
            return Text("no difference", ink(palette.half))
        return Text.assemble(
            (f"+{self._difference.added:,}", ink(palette.success, bold=True)),
            "  ",
            (f"−{self._difference.removed:,}", ink(palette.error, bold=True)),
        )


class DiffScreen(Screen[None], EndsOwnWork):
    """Compares a program with another version; escape gives the screen back.

    Args:
        program: one side.
        versions: at least two, oldest first, `program` among them; the version before it is the other side at first,
            the one after it where it is the first.
        copy: copies a text; takes it and what it is.
    """

    DEFAULT_CSS = """
    DiffScreen { background: $background; }
    DiffScreen DiffView { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy_patch", "copy patch", id="diff.copy"),
        Binding("left_square_bracket", "other(-1)", "compare earlier", key_display="[", id="diff.earlier"),
        Binding("right_square_bracket", "other(1)", "compare later", key_display="]", id="diff.later"),
        Binding("escape,q", "leave", "back", id="diff.back"),
    ]

    def __init__(
        self, program: Program, versions: Sequence[Program], copy: Callable[[str, str], Awaitable[None]]
    ) -> None:
        super().__init__()
        self._program = program
        self._others = [version for version in versions if version.id != program.id]
        earlier = [at for at, version in enumerate(self._others) if version.version < program.version]
        self._at = earlier[-1] if earlier else 0
        self._copy = copy
        self._difference: Difference | None = None

    def compose(self) -> ComposeResult:
        """Title, difference, keys."""
        yield DiffTitle()
        yield DiffView()
        yield KeyBar()

    def on_mount(self) -> None:
        """Compares."""
        self.query_one(DiffView).focus()
        self._compare()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if action == "other":
            step = parameters[0] if parameters else 0
            return isinstance(step, int) and 0 <= self._at + step < len(self._others)
        if action == "copy_patch":
            return self._difference is not None and bool(self._difference.pairs)
        return super().check_action(action, parameters)

    def action_other(self, step: int) -> None:
        """Compares with another version."""
        self._at = min(max(self._at + step, 0), len(self._others) - 1)
        self._compare()

    def action_copy_patch(self) -> None:
        """Copies the difference as a patch."""
        self.run_worker(self._copy_patch(), group="copy")

    def action_leave(self) -> None:
        """Gives the screen back."""
        self.dismiss(None)

    @property
    def _pair(self) -> tuple[Program, Program]:
        """Both programs, the earlier one first."""
        one, other = self._program, self._others[self._at]
        return (other, one) if other.version <= one.version else (one, other)

    @property
    def _what(self) -> str:
        before, after = self._pair
        return line(f"{after.file_name} · v{before.version} → v{after.version}")

    async def _copy_patch(self) -> None:
        before, after = self._pair
        patch = await asyncio.to_thread(diff_programs, before, after)
        await self._copy(patch.text, f"patch of {self._what}")

    def _compare(self) -> None:
        self._difference = None
        self.query_one(DiffTitle).show(self._what, None)
        self.run_worker(self._compared(), exclusive=True, group="compare")

    async def _compared(self) -> None:
        before, after = self._pair
        # In a thread: long programs with little in common take difflib seconds.
        compared = await asyncio.to_thread(compare_code, before.content.code, after.content.code, after.language)
        self._difference = compared.difference
        self.query_one(DiffTitle).show(self._what, self._difference)
        self.query_one(DiffView).show(compared)
        self.refresh_bindings()


async def show_changes(
    app: App[Any], program: Program, versions: Sequence[Program], copy: Callable[[str, str], Awaitable[None]]
) -> None:
    """Shows what changed in a program since the version before, or says that it is the only one; arguments as there."""
    if len(versions) < 2:
        app.notify(line(f"{title(program)} is the only version: nothing to compare."), markup=False)
    else:
        await app.push_screen(DiffScreen(program, versions, copy))

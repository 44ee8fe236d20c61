"""What can be done with a program, and the keys for it that everything which shows programs shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widget import Widget

from copilot_tui.ui.widgets.key_bar import LATER

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from copilot_tui.domain.program import Program


@dataclass(frozen=True, slots=True)
class ProgramActions:
    """Given by the app to whatever shows programs; each runs in a worker of it.

    Domain errors are caught and told by whoever gives these: what escapes from them is a bug and ends the app.
    """

    copy: Callable[[str, str], Awaitable[None]]
    """Copies a text and tells the person; takes the text and what it is, such as "index.ts v2"."""
    export: Callable[[Program], Awaitable[None]]
    """Opens the export dialog for a project."""
    save: Callable[[Program], Awaitable[None]]
    """Opens the export dialog for a single file."""
    versions: Callable[[Program], Awaitable[list[Program]]]
    """Every program of the same conversation and language, the given one among them, oldest first."""
    edit: Callable[[Program], Awaitable[None]] | None = None
    """Opens a copy in the person's editor; None where there is none."""


def title(program: Program) -> str:
    """A program in a few words: "index.ts v2"."""
    return f"{program.file_name} v{program.version}"


PROGRAM_BINDINGS: Final[list[BindingType]] = [
    Binding("c", "copy_code", "copy", id="program.copy"),
    Binding("shift+c", "copy_plan", "copy plan", show=False, id="program.copy_plan"),
    Binding("C", "copy_plan", "copy plan", key_display="C", id="program.copy_plan", group=LATER),
    Binding("x", "copy_block", "copy block", id="program.copy_block", group=LATER),
    Binding("y", "copy_selection", "copy selection", id="program.copy_selection"),
    Binding("e", "export", "export", id="program.export"),
    Binding("s", "save", "save", id="program.save", group=LATER),
    Binding("d", "diff", "diff", id="program.diff"),
    Binding("ctrl+g", "edit", "edit", show=False, id="program.edit"),
]
"""For whatever shows programs, each of which puts them among its own."""


class ProgramKeys(Widget):
    """What `PROGRAM_BINDINGS` do with the program in sight; for widgets and screens."""

    def __init__(self, actions: ProgramActions, program: Program | None = None) -> None:
        super().__init__()
        self.actions = actions
        self.program = program
        """The program in sight; None where there is none."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if action == "copy_plan":
            return self.program is not None and bool(self.program.content.instructions)
        if action == "copy_block":
            return self.program is not None and _may_have_blocks(self.program.content.instructions)
        if action == "copy_selection":
            return bool(self.screen.selections)
        if action in {"copy_code", "export", "save", "diff"}:
            return self.program is not None
        if action == "edit":
            return self.program is not None and self.actions.edit is not None
        return super().check_action(action, parameters)

    def action_copy_code(self) -> None:
        """Copies the code exactly as it came."""
        if (program := self.program) is not None:
            self.do(self.actions.copy(program.content.code, title(program)))

    def action_copy_plan(self) -> None:
        """Copies the plan's instructions exactly as they came."""
        if (program := self.program) is not None:
            self.do(self.actions.copy(program.content.instructions, f"plan of {title(program)}"))

    def action_copy_block(self) -> None:
        """Copies one code block of the plan; asks which one where there are several."""
        if (program := self.program) is not None:
            self.do(self._copy_block(program))

    async def _copy_block(self, program: Program) -> None:
        from copilot_tui.ui.screens.plan_blocks import block_screen, blocks_of

        blocks = blocks_of(program.content.instructions)
        chosen = blocks[0] if len(blocks) == 1 else None
        if not blocks:
            self.notify("The plan has no code blocks.", markup=False)
        elif chosen is None:
            chosen = await self.app.push_screen_wait(block_screen(blocks))
        if chosen is not None:
            await self.actions.copy(chosen.text, "block of the plan")

    def action_copy_text(self) -> None:
        """Copies what is selected; where nothing is, the key means something else."""
        if not self.action_copy_selection():
            raise SkipAction

    def action_copy_selection(self) -> bool:
        """Copies what is selected, which is no longer marked then; tells whether there was anything."""
        selected = self.screen.get_selected_text()
        if selected:
            self.do(self.actions.copy(selected, "selection"))
            self.screen.clear_selection()
        return bool(selected)

    def action_export(self) -> None:
        """Takes the program away as a project."""
        if (program := self.program) is not None:
            self.do(self.actions.export(program))

    def action_save(self) -> None:
        """Takes the program away as one file."""
        if (program := self.program) is not None:
            self.do(self.actions.save(program))

    def action_edit(self) -> None:
        """Opens a copy in the editor."""
        if (program := self.program) is not None and self.actions.edit is not None:
            self.do(self.actions.edit(program))

    def action_diff(self) -> None:
        """Shows what changed since the version before."""
        if (program := self.program) is not None:
            self.do(self._compare(program))

    async def _compare(self, program: Program) -> None:
        from copilot_tui.ui.screens.diff import show_changes

        await show_changes(self.app, program, await self.actions.versions(program), self.actions.copy)

    def do(self, work: Awaitable[None]) -> None:
        """Runs an action in a worker; everything stays usable."""
        self.run_worker(_awaited(work), group="program-action")


def _may_have_blocks(instructions: str) -> bool:
    """Whether a look is worth it: fences, or lines that are far in."""
    return any(mark in instructions for mark in ("```", "~~~", "\n    ", "\n\t"))


async def _awaited(work: Awaitable[None]) -> None:
    await work

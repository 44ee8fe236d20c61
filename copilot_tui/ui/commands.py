"""The command palette's commands: whatever a key does, with the key, and the themes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from copilot_tui.ui.widgets.key_bar import shown_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.binding import ActiveBinding
    from textual.screen import Screen

_OURS = "copilot_tui"


def system_commands(app: App[str], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Every action that a key would run now, what has no key, then every theme."""
    seen = set()
    for key, active in screen.active_bindings.items():
        action = active.binding.action
        if action in seen or not _is_command(active):
            continue
        seen.add(action)
        name = active.binding.description
        yield SystemCommand(name[:1].upper() + name[1:], f"key {shown_key(key)}", partial(_run, app, active))
    yield from _keyless(app)
    for name in sorted(app.available_themes):
        yield SystemCommand(f"Theme: {name}", "changes the colours", partial(setattr, app, "theme", name))


def _keyless(app: App[str]) -> Iterator[SystemCommand]:
    """What is done too seldom for a key."""
    from copilot_tui.ui.screens.dashboard.board import Board

    bottom = app.screen_stack[0]
    if not isinstance(bottom, Board) or bottom.desk is None:
        return
    taking = bottom.taking
    yield SystemCommand(
        "Export listed conversations", "those that the list shows, filtered or not", taking.export_listed
    )
    yield SystemCommand("Export all conversations", "Markdown, JSON or HTML, a file each", taking.export_all)
    yield SystemCommand("Import conversations", "files of export, answers that curl saved", bottom.adding.import_files)
    yield SystemCommand("Save a picture of the screen", "SVG, as it is now", taking.export_picture)


def _is_command(active: ActiveBinding) -> bool:
    """Whether a binding is one of ours that says what it does; moving about is no command."""
    binding = active.binding
    ours = type(active.node).__module__.startswith(_OURS)
    moves = binding.action.startswith(("cursor_", "move(", "page(", "scroll", "app.command_palette"))
    return ours and bool(binding.description) and active.enabled and not moves


async def _run(app: App[str], active: ActiveBinding) -> None:
    await app.run_action(active.binding.action, active.node)

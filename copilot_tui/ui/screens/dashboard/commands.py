"""The command palette's commands: whatever a key does, what has no key, themes, contexts, and questions to ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from copilot_tui.config.actions import ACTIONS
from copilot_tui.ui.widgets.key_bar import shown_key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from textual.app import App
    from textual.binding import ActiveBinding
    from textual.screen import Screen

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.listing import Summary
    from copilot_tui.ui.screens.dashboard.board import Board

Kind = Literal["action", "conversation", "context", "theme", "prompt", "question"]


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do."""

    kind: Kind
    name: str
    run: Callable[[], Awaitable[None] | None]
    about: str = ""
    """What it does, beyond its name."""
    key: str = ""
    """The key that does the same, as shown."""


def commands(board: Board, screen: Screen[object]) -> list[Command]:
    """What can be done without looking anything up.

    Args:
        board: the dashboard.
        screen: where the palette is opened; its keys are commands too.
    """
    return [*_keyed(board.app, screen), *_keyless(board), *_themes(board), *_own(board), *_starters(board)]


def conversation_commands(board: Board, found: Sequence[Summary]) -> list[Command]:
    """Conversations to open."""
    return [
        Command("conversation", row.title, partial(board.navigation.choose, row.id), about=row.org) for row in found
    ]


def context_commands(board: Board, rows: Sequence[Summary]) -> list[Command]:
    """Contexts that were asked in, the latest first, to ask the next question in."""
    from copilot_tui.domain.context import CloudContext

    found = dict.fromkeys(CloudContext(org=row.org, url=row.url) for row in rows)
    return [
        Command("context", _place(context), partial(board.context_actions.use_context, context)) for context in found
    ]


def question_commands(board: Board, queries: Sequence[str]) -> list[Command]:
    """Questions to put into the composer."""
    return [Command("question", query, partial(board.questions.put, query)) for query in dict.fromkeys(queries)]


def _keyed(app: App[object], screen: Screen[object]) -> Iterator[Command]:
    """What the keys here do; what goes for the whole screen last."""
    rows: dict[str | None, tuple[str, ActiveBinding]] = {}
    for key, active in screen.active_bindings.items():
        known = rows.get(active.binding.id)
        if _is_command(active) and (known is None or (active.binding.show and not known[1].binding.show)):
            rows[active.binding.id] = (key, active)
    for key, active in sorted(rows.values(), key=lambda row: "." not in (row[1].binding.id or "")):
        name = active.binding.tooltip or active.binding.description
        yield Command("action", name[:1].upper() + name[1:], partial(_run, app, active), key=shown_key(key))


def _keyless(board: Board) -> Iterator[Command]:
    """What is done too seldom for a key."""
    if board.desk is None:
        return
    exports, settings = board.export_actions, board.settings_actions
    rows: list[tuple[str, str, Callable[[], None]]] = [
        ("Change the theme", "each is shown as you go through them", settings.open_themes),
        ("Give an action another key", "by pressing it", settings.open_keys),
        ("Edit config.toml", "in $EDITOR", settings.edit_config),
        ("Export listed conversations", "those that the list shows, filtered or not", exports.export_listed),
        ("Export all conversations", "Markdown, JSON or HTML, a file each", exports.export_all),
        ("Import conversations", "files of export, answers that curl saved", board.import_actions.import_files),
        ("Save a picture of the screen", "SVG, as it is now", exports.export_picture),
        ("Sign in", "with another token, for this session", board.context_actions.ask_to_sign_in),
    ]
    for name, about, run in rows:
        yield Command("action", name, run, about=about)


def _themes(board: Board) -> Iterator[Command]:
    for name in sorted(board.app.available_themes):
        yield Command("theme", name, partial(board.settings_actions.use_theme, name))


def _own(board: Board) -> Iterator[Command]:
    """The person's own contexts and prompts, by their names."""
    if board.desk is None:
        return
    settings = board.desk.settings
    for preset in settings.contexts:
        run = partial(board.context_actions.use_context, preset.context)
        yield Command("context", preset.name, run, about=_place(preset.context))
    for prompt in settings.prompts:
        yield Command("prompt", prompt.name, partial(board.slash_commands.use, prompt.name), about=prompt.text)


def _starters(board: Board) -> Iterator[Command]:
    from copilot_tui.domain.starters import starters

    for starter in starters(board.context, board.welcome.updates):
        yield Command("question", starter.label, partial(board.context_actions.begin_with, starter))


def _is_command(active: ActiveBinding) -> bool:
    """Whether a binding is one of ours that says what it does; moving about is no command."""
    binding = active.binding
    ours = binding.id in ACTIONS  # Textual's own widgets have keys for moving about and editing only
    moves = binding.action.startswith(("cursor_", "move(", "page", "scroll", "select_", "commands", "delete_word"))
    return ours and bool(binding.description) and active.enabled and not moves


def _place(context: CloudContext) -> str:
    page = context.page
    return " / ".join(part for part in (context.org, page.project, page.stack, page.page) if part)


async def _run(app: App[object], active: ActiveBinding) -> None:
    await app.run_action(active.binding.action, active.node)

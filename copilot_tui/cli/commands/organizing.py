"""Keeping the list in order: other titles, pins, the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from copilot_tui.cli import ids, output
from copilot_tui.cli.command import Command
from copilot_tui.cli.command_values import candidates
from copilot_tui.cli.open_history import open_history
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from copilot_tui.cli.invocation import Invocation
    from copilot_tui.service.ports import History


@click.command(
    "rename",
    cls=Command,
    epilog="""
    copilot-tui rename q7xk "The bucket for logs"
    """,
)
@click.argument("conversation", metavar="ID", shell_complete=candidates("conversations"))
@click.argument("title", nargs=-1, required=True)
@click.pass_obj
def rename(invocation: Invocation, conversation: str, title: tuple[str, ...]) -> None:
    """Give a conversation another title."""
    wanted = " ".join(title).strip()
    if not wanted:
        raise click.UsageError("A title has at least one letter.")
    _change(invocation, [conversation], lambda history, one: history.rename(one, wanted))


@click.command(
    "pin",
    cls=Command,
    epilog="""
    copilot-tui pin q7xk
    copilot-tui pin --undo q7xk
    """,
)
@click.argument("conversations", metavar="ID...", nargs=-1, required=True, shell_complete=candidates("conversations"))
@click.option("--undo", is_flag=True, help="No longer.")
@click.pass_obj
def pin(invocation: Invocation, conversations: tuple[str, ...], *, undo: bool) -> None:
    """Keep conversations at the top of the list."""
    _change(invocation, conversations, lambda history, one: history.set_pinned(one, pinned=not undo))


@click.command(
    "archive",
    cls=Command,
    epilog="""
    copilot-tui archive q7xk
    copilot-tui list --all
    copilot-tui archive --undo q7xk
    """,
)
@click.argument("conversations", metavar="ID...", nargs=-1, required=True, shell_complete=candidates("conversations"))
@click.option("--undo", is_flag=True, help="Back into the list.")
@click.pass_obj
def archive(invocation: Invocation, conversations: tuple[str, ...], *, undo: bool) -> None:
    """Take conversations out of the list without deleting them: they are still searched, and listed with --all."""
    _change(invocation, conversations, lambda history, one: history.set_archived(one, archived=not undo))


def _change(invocation: Invocation, prefixes: Sequence[str], call: Callable[[History, str], None]) -> None:
    with open_history(invocation) as history:
        found = [ids.conversation_id(history, prefix) for prefix in prefixes]  # all of them, before any is changed
        for one in dict.fromkeys(found):
            call(history, one)
            row = history.summary(one)
            output.data(f"{one}  {line(row.title) if row else ''}".rstrip())

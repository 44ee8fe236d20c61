"""Keeping the list in order: other titles, pins, the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from copilot_tui.cli.changing import change_each
from copilot_tui.cli.command import Command
from copilot_tui.cli.command_values import candidates
from copilot_tui.cli.ids import conversation_id

if TYPE_CHECKING:
    from copilot_tui.cli.invocation import Invocation


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
    change_each(invocation, [conversation], lambda history, one: history.rename(one, wanted), find=conversation_id)


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
    change_each(
        invocation,
        conversations,
        lambda history, one: history.set_pinned(one, pinned=not undo),
        find=conversation_id,
    )


@click.command(
    "archive",
    cls=Command,
    short_help="Take conversations out of the list, or back into it.",
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
    change_each(
        invocation,
        conversations,
        lambda history, one: history.set_archived(one, archived=not undo),
        find=conversation_id,
    )

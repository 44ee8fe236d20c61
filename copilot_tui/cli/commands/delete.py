"""Putting conversations into the bin, and taking them out again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from copilot_tui.cli import ids, output
from copilot_tui.cli.command import Command
from copilot_tui.cli.command_values import candidates
from copilot_tui.cli.open_history import open_history
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from copilot_tui.cli.invocation import Invocation


@click.command(
    "delete",
    cls=Command,
    epilog="""
    copilot-tui delete q7xk
    copilot-tui list --deleted
    copilot-tui restore q7xk
    """,
)
@click.argument("conversations", metavar="ID...", nargs=-1, required=True, shell_complete=candidates("conversations"))
@click.pass_obj
def delete(invocation: Invocation, conversations: tuple[str, ...]) -> None:
    """Put conversations into the bin.

    They stay there for trash_days (config.toml, 30 by default); `copilot-tui restore` brings them back until then.
    """
    with open_history(invocation) as history:
        found = [ids.conversation_id(history, prefix) for prefix in conversations]  # all of them, before any goes
        for one in dict.fromkeys(found):
            row = history.summary(one)
            history.delete(one, at=datetime.now(UTC))
            output.data(f"{one}  {line(row.title) if row else ''}".rstrip())


@click.command(
    "restore",
    cls=Command,
    epilog="""
    copilot-tui restore q7xk
    """,
)
@click.argument("conversations", metavar="ID...", nargs=-1, required=True, shell_complete=candidates("deleted"))
@click.pass_obj
def restore(invocation: Invocation, conversations: tuple[str, ...]) -> None:
    """Take conversations out of the bin: `copilot-tui list --deleted` shows what is in it."""
    with open_history(invocation) as history:
        found = [ids.deleted_id(history, prefix) for prefix in conversations]
        for one in dict.fromkeys(found):
            history.undelete(one)
            row = history.summary(one)
            output.data(f"{one}  {line(row.title) if row else ''}".rstrip())

"""Putting conversations into the bin, and taking them out again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from copilot_tui.cli.changing import change_each
from copilot_tui.cli.command import Command
from copilot_tui.cli.command_values import candidates
from copilot_tui.cli.ids import conversation_id, deleted_id

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
    now = datetime.now(UTC)
    change_each(invocation, conversations, lambda history, one: history.delete(one, at=now), find=conversation_id)


@click.command(
    "restore",
    cls=Command,
    short_help="Take conversations out of the bin.",
    epilog="""
    copilot-tui restore q7xk
    """,
)
@click.argument("conversations", metavar="ID...", nargs=-1, required=True, shell_complete=candidates("deleted"))
@click.pass_obj
def restore(invocation: Invocation, conversations: tuple[str, ...]) -> None:
    """Take conversations out of the bin: `copilot-tui list --deleted` shows what is in it."""
    change_each(invocation, conversations, lambda history, one: history.undelete(one), find=deleted_id)

"""The full screen, opened by the program's name alone or with a conversation."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from copilot_tui.cli import ids, output
from copilot_tui.cli.command import Command
from copilot_tui.cli.command_values import candidates
from copilot_tui.cli.open_history import open_history

if TYPE_CHECKING:
    from copilot_tui.cli.invocation import Invocation


@click.command("open", cls=Command, hidden=True)
@click.argument("conversation", required=False, shell_complete=candidates("conversations"))
@click.pass_obj
def screen(invocation: Invocation, conversation: str | None = None) -> int:
    """Open the dashboard, with a conversation in it."""
    if problem := _terminal_problem():
        output.complain(problem, "Without one there are `copilot-tui ask`, `list`, `show` and `--help`.")
        return 2
    found = None
    if conversation is not None:
        with open_history(invocation) as history:
            found = ids.conversation_id(history, conversation)
    return invocation.wiring.run_screen(invocation.options, found)


def _terminal_problem() -> str:
    """Why a full screen cannot be drawn; "" when it can."""
    if os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver"):  # a browser, by way of `copilot-tui serve`
        return ""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if any(stream is None or stream.closed or not stream.isatty() for stream in streams):
        return "The dashboard needs a terminal on stdin, stdout and stderr."
    if os.environ.get("TERM") == "dumb":
        return "The dashboard cannot be drawn on a dumb terminal (TERM=dumb)."
    return ""

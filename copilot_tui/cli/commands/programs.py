"""The generated programs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from copilot_tui.cli import ids, output, pager
from copilot_tui.cli.command import Command
from copilot_tui.cli.command_values import candidates
from copilot_tui.cli.open_history import open_history

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.cli.invocation import Invocation
    from copilot_tui.domain.program import Program


@click.command(
    "programs",
    cls=Command,
    epilog="""
    copilot-tui programs
    copilot-tui programs --conversation q7xk
    copilot-tui programs --json | jq '.[] | select(.language == "go")'
    """,
)
@click.option(
    "--conversation", metavar="ID", shell_complete=candidates("conversations"), help="Only those of one conversation."
)
@click.option("--json", "json", is_flag=True, help="Print JSON.")
@click.pass_obj
def programs(invocation: Invocation, conversation: str | None, json: bool) -> None:
    """List generated programs, the newest first.

    `copilot-tui export ID` takes one away.
    """
    with open_history(invocation) as history:
        within = None if conversation is None else ids.conversation_id(history, conversation)
        found = history.programs(conversation_id=within)
    if json:
        from copilot_tui.cli.fields import program_fields

        output.as_json([program_fields(program) for program in found])
    elif found:
        pager.data(_table(found))
    else:
        output.say("No programs: ask for one, such as “write an S3 bucket in Python”.")


def _table(found: Sequence[Program]) -> str:
    from copilot_tui.cli.table import table, terminal_width
    from copilot_tui.domain.text import line
    from copilot_tui.ui.words import age, count

    now = datetime.now(UTC)
    rows = [
        (
            program.id,
            age(program.created_at, now),
            line(program.language, 12),
            f"v{program.version}",
            count(program.lines, "line"),
            line(program.conversation_title) or "Untitled",
        )
        for program in found
    ]
    return table(rows, right={1, 4}, width=terminal_width())

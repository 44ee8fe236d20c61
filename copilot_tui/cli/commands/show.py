"""One conversation, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from copilot_tui.cli import ids, output, pager
from copilot_tui.cli.command import Command
from copilot_tui.cli.command_values import candidates
from copilot_tui.cli.open_history import open_history

if TYPE_CHECKING:
    from copilot_tui.cli.invocation import Invocation


@click.command(
    "show",
    cls=Command,
    epilog="""
    copilot-tui show q7xk
    copilot-tui show q7xk | less
    copilot-tui show q7xk --format html > conversation.html
    copilot-tui show q7xk --format md --redact > for-the-issue.md
    """,
)
@click.argument("conversation", metavar="ID", shell_complete=candidates("conversations"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json", "html"]),
    default="text",
    help="How to print it: text to read (the usual), Markdown, JSON or HTML.",
)
@click.option("--redact", is_flag=True, help="Hide what looks like a secret as ***.")
@click.pass_obj
def show(invocation: Invocation, conversation: str, form: str, redact: bool) -> None:
    """Print a conversation with all its questions and answers.

    On a terminal answers are drawn, and what does not fit comes page by page ($PAGER, or less); into a pipe goes the
    Markdown as it came.

    ID is what `copilot-tui list` shows, or its beginning.
    """
    with open_history(invocation) as history:
        found = history.conversation(ids.conversation_id(history, conversation))
        if found is None:  # deleted in this moment
            raise ids.UnknownId("This conversation was deleted just now.")
        turns = history.turns(found.id)
    if redact:
        from copilot_tui.domain.redaction import redact_conversation

        found, turns = redact_conversation(found, turns)
    manner = output.manner()
    if form == "text":
        from copilot_tui.cli.rendering import Rendering
        from copilot_tui.cli.transcript import transcript

        pager.data(transcript(found, turns, manner, Rendering(invocation.options)))
        return
    plan = invocation.wiring.exporter(invocation.options).plan_conversation(found, turns, form)
    pager.data(manner.code(plan.files[0].text))

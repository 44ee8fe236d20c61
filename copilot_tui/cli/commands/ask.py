"""Asking a question without the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot_tui.cli import output
from copilot_tui.cli.command import Command
from copilot_tui.cli.command_values import candidates
from copilot_tui.cli.question import compose

if TYPE_CHECKING:
    from datetime import datetime

    from copilot_tui.cli.asking import Outcome
    from copilot_tui.cli.invocation import Invocation


@click.command(
    "ask",
    cls=Command,
    short_help="Ask Pulumi Copilot and print its answer.",
    epilog="""
    copilot-tui ask "Why did the last update fail?"
    pulumi up 2>&1 | copilot-tui ask "What is wrong here?" -
    copilot-tui ask "Write an S3 bucket in Python" --export bucket
    copilot-tui ask "Now with versioning" --conversation q7xk --json
    pulumi up 2>&1 | copilot-tui ask "Explain this" - --secrets hide
    """,
)
@click.argument("words", metavar="[QUERY|-]", nargs=-1)
@click.option(
    "--conversation",
    metavar="ID",
    shell_complete=candidates("conversations"),
    help="Go on with a conversation, instead of starting one.",
)
@click.option("--json", "json", is_flag=True, help="Print the answer as JSON.")
@click.option(
    "--export",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the answer's program to this folder, as a project.",
)
@click.option(
    "--secrets",
    type=click.Choice(["ask", "hide", "send"]),
    default="ask",
    help="If the question seems to hold a secret: ask (the usual; without a terminal nothing is sent), hide it as "
    "***, or send it.",
)
@click.pass_obj
def ask(
    invocation: Invocation,
    *,
    words: tuple[str, ...],
    conversation: str | None,
    json: bool,
    folder: Path | None,
    secrets: str,
) -> int:
    """Ask Pulumi Copilot and print its answer: drawn on a terminal, as Markdown into a pipe or file.

    QUERY is the question; "-" stands for what comes through a pipe, and after other words for a log or a file that
    goes with them. The question and its answer are kept like those of the screen.
    """
    query = compose(words)
    from copilot_tui.cli.asking import ask as ask_and_wait
    from copilot_tui.cli.secrets import cleared
    from copilot_tui.domain.errors import CopilotError

    try:
        outcome = ask_and_wait(invocation, cleared(invocation, query, secrets), conversation)
    except CopilotError as error:
        if json:
            from copilot_tui.cli.fields import unasked_fields

            output.as_json(unasked_fields(error.as_failure()))
        raise
    status = _report(invocation, outcome, json=json)
    if folder is not None and status == 0:
        status = _export(invocation, outcome, folder)
    return status


def _report(invocation: Invocation, outcome: Outcome, *, json: bool) -> int:
    """Prints what became of the question; returns the exit status."""
    from copilot_tui.cli.answers import answer, statuses
    from copilot_tui.cli.exit_codes import EXIT_CODES, FAILED
    from copilot_tui.cli.fields import turn_fields
    from copilot_tui.domain.state import TurnState

    turn = outcome.turn
    for status in statuses(turn.messages):
        output.say(f"· {status}")
    if turn.notice:
        output.say(f"Note: {turn.notice}")
    if json:
        output.as_json(turn_fields(turn, outcome.service_id))
    else:
        from copilot_tui.cli.rendering import Rendering

        output.data(Rendering(invocation.options).markdown(answer(turn.messages, output.manner())))
    if outcome.unsaved is not None:
        output.complain(f"The outcome could not be kept. {outcome.unsaved.message}", outcome.unsaved.hint)
        return FAILED
    if turn.failure is not None:
        if turn.state is TurnState.CANCELLED:
            output.say(turn.failure.words)
        else:
            output.complain(turn.failure.message, turn.failure.hint)
        if turn.failure.retry_at is not None:
            _say_wait(turn.failure.retry_at)
        if turn.failure.ticket_id:
            output.say(f"For a support ticket: request {turn.failure.ticket_id}.")
        if outcome.kept:
            output.say(f"The question is kept: `copilot-tui {turn.conversation_id}` opens it, and r there resends it.")
        return EXIT_CODES[turn.failure.kind]
    if outcome.kept:
        output.say(f"Kept as {turn.conversation_id}.")
    return 0


def _say_wait(until: datetime) -> None:
    from datetime import UTC, datetime

    from copilot_tui.ui.words import time_left

    left = (until - datetime.now(UTC)).total_seconds()
    if left > 0:
        output.say(f"The service asks to wait: {time_left(left)} to go.")


def _export(invocation: Invocation, outcome: Outcome, folder: Path) -> int:
    from copilot_tui.cli import exporting
    from copilot_tui.cli.exit_codes import FAILED

    if not outcome.programs:
        output.complain("The answer holds no program: nothing was exported.")
        return FAILED
    exporter = invocation.wiring.exporter(invocation.options)
    newest = outcome.programs[0]
    exported = exporting.write(exporter, exporting.plan_program(exporter, newest, "project"), folder)
    for path in exported.paths:
        output.say(f"Written: {path}")
    exporting.say_what_is_next(exported)
    if others := len(outcome.programs) - 1:
        output.say(f"The answer holds {others} more: `copilot-tui programs --conversation {newest.conversation_id}`.")
    return 0

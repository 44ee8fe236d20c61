"""Taking a program or a conversation away as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot_tui.cli import exporting, ids, output
from copilot_tui.cli.command import Command
from copilot_tui.cli.command_values import candidates
from copilot_tui.cli.open_history import open_history

if TYPE_CHECKING:
    from copilot_tui.cli.exporting import Exported
    from copilot_tui.cli.invocation import Invocation
    from copilot_tui.domain.program import Program
    from copilot_tui.service.ports import Exporter, ExportPlan, History, Programs


LINES = "jsonl"


@click.command(
    "export",
    cls=Command,
    epilog="""
    copilot-tui export q7xk                     the newest program, as a project in a folder of its own
    copilot-tui export q7xk infra --name infra  the same in the folder infra
    copilot-tui export q7xk . --as file         its code only
    copilot-tui export q7xk --as md             the conversation
    copilot-tui export --all backup --as json   every conversation, a file each
    copilot-tui export --all --as jsonl > all   the same as JSON Lines, for `copilot-tui import`
    """,
)
@click.argument("wanted", metavar="[ID]", required=False, shell_complete=candidates("programs"))
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--as",
    "form",
    type=click.Choice([*exporting.PROGRAM_FORMS, *exporting.CONVERSATION_FORMS, LINES]),
    default="project",
    help="A project that runs (the usual), the program's file, the conversation as md, json or html; --all as jsonl.",
)
@click.option("--name", metavar="NAME", help="Another name for the project or the file.")
@click.option("--all", "everything", is_flag=True, help="Every conversation instead of one, the archived ones too.")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@click.option("--redact", is_flag=True, help="Hide what looks like a secret as ***, in programs too.")
@click.option("--json", "json", is_flag=True, help="Print what was written as JSON.")
@click.pass_obj
def export(
    invocation: Invocation,
    *,
    wanted: str | None,
    folder: Path | None,
    form: str,
    name: str | None,
    everything: bool,
    force: bool,
    redact: bool,
    json: bool,
) -> None:
    """Write a program or a conversation to files.

    ID is a conversation's or a program's, or its beginning; a conversation stands for its newest program, except with
    md, json and html. Without DIR, files go to the folder that config.toml names (export.folder), a project to a new
    folder in it, and so does what --all writes.
    """
    if name is not None and form not in exporting.PROGRAM_FORMS:
        raise click.UsageError("--name goes with --as project and --as file.")
    if form == LINES:
        if not everything or wanted is not None:
            raise click.UsageError("--as jsonl goes with --all, and prints to standard output.")
        _print_lines(invocation, _exporter(invocation, redact=redact))
        return
    if everything:
        wanted, folder = None, _folder_of_all(wanted, folder, form)
    elif wanted is None:
        raise click.UsageError("Which one? Give the ID of a conversation or a program, as list and programs show it.")
    settings = invocation.wiring.settings(invocation.options)
    exporter = _exporter(invocation, redact=redact)
    with open_history(invocation) as history:
        if wanted is None:
            plan = exporter.plan_conversations(exporting.every_conversation(history), form)
        else:
            plan = _plan(history, exporter, wanted, form, name)
    target = folder
    if target is None:
        target = Path(settings.export.folder).expanduser()
        if form == "project" or wanted is None:
            target = exporting.project_folder(target, plan)
    exported = exporting.write(exporter, plan, target, force=force)
    if json:
        output.as_json(_fields(exported))
        return
    output.data("\n".join(map(exporting.shown_path, exported.paths)))
    exporting.say_what_is_next(exported)


def _exporter(invocation: Invocation, *, redact: bool) -> Exporter:
    exporter = invocation.wiring.exporter(invocation.options)
    if not redact:
        return exporter
    from copilot_tui.service.redacting_exporter import RedactingExporter

    return RedactingExporter(exporter)


def _print_lines(invocation: Invocation, exporter: Exporter) -> None:
    with open_history(invocation) as history:
        for conversation, turns in exporting.every_conversation(history):
            output.data(exporter.line_of(conversation, turns))


def _folder_of_all(first: str | None, second: Path | None, form: str) -> Path | None:
    """With --all there is no ID, so that the first argument is the folder."""
    if form not in exporting.CONVERSATION_FORMS:
        raise click.UsageError("--all goes with --as md, --as json and --as html.")
    if second is not None:
        raise click.UsageError("--all takes no ID, only a folder.")
    return Path(first) if first is not None else None


def _plan(history: History, exporter: Exporter, wanted: str, form: str, name: str | None) -> ExportPlan:
    conversation, program = ids.either_id(history, wanted)
    if form in exporting.PROGRAM_FORMS:
        return exporting.plan_program(exporter, _program(history, conversation, program), form, name)
    found = history.conversation(conversation) if conversation else None
    if found is None:
        raise click.UsageError(f"This is a program's id: it can be exported as project or file, not as {form}.")
    return exporter.plan_conversation(found, history.turns(found.id), form)


def _program(history: Programs, conversation: str | None, program: str | None) -> Program:
    from copilot_tui.domain.errors import ExportTrouble

    newest = history.programs(conversation_id=conversation, limit=1) if conversation else []
    found = history.program(program) if program else next(iter(newest), None)
    if found is None:
        raise ExportTrouble(
            "This conversation holds no program.",
            hint="With --as md, json or html the conversation itself is exported.",
        )
    return found


def _fields(exported: Exported) -> dict[str, object]:
    return {
        "name": exported.plan.name,
        "folder": str(exported.folder),
        "files": [str(path) for path in exported.paths],
        "warnings": list(exported.plan.warnings),
        "commands": list(exported.plan.commands),
    }

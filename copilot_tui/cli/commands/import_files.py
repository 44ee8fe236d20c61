"""Taking conversations in from files."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot_tui.cli import output
from copilot_tui.cli.command import Command
from copilot_tui.cli.open_history import open_history

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from copilot_tui.cli.invocation import Invocation
    from copilot_tui.service.importing import ImportedFile


@click.command(
    "import",
    cls=Command,
    epilog="""
    copilot-tui import all.jsonl                what `export --all --as jsonl` printed, perhaps elsewhere
    copilot-tui import backup                   every .json and .jsonl file in a folder
    copilot-tui import answer.json --org acme   an answer that was saved from the API with curl
    """,
)
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--json", "json", is_flag=True, help="Print what was taken in as JSON.")
@click.pass_obj
def import_files(invocation: Invocation, paths: tuple[Path, ...], json: bool) -> int:
    """Take in conversations from files.

    What is in the history already stays as it is; turns and answers that it lacks are added, so that the histories of
    two machines can be brought together. Each file is taken in whole or not at all; ctrl+c leaves out the one that is
    being read.
    """
    from copilot_tui.service.importing import SUFFIXES, import_each

    intake = invocation.wiring.intake(invocation.options)
    files = intake.files(paths)
    if not files:
        output.complain(f"There are no files to import there ({', '.join(SUFFIXES)}).")
        return 1
    taken: list[ImportedFile] = []
    stopped = False
    with open_history(invocation) as history, _progress(files) as passed:
        try:
            taken.extend(import_each(history, intake, files, passed))  # what came before it is stopped stays
        except KeyboardInterrupt:
            stopped = True
    if json:
        output.as_json([_fields(one) for one in taken])
    else:
        _say(taken)
    if stopped:
        output.say(f"Stopped after {len(taken)} of {len(files)} files; nothing of the others was taken in.")
        return 130
    return 1 if any(one.failure for one in taken) else 0


@contextmanager
def _progress(files: Sequence[Path]) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, by bytes; nothing elsewhere."""
    if not output.talks_to_terminal():
        yield lambda _: None
        return
    total = sum(path.stat().st_size for path in files if path.exists())
    with click.progressbar(length=total, label="Importing", file=sys.stderr, width=30) as bar:
        yield bar.update


def _say(taken: Sequence[ImportedFile]) -> None:
    """What each file brought, and why one did not."""
    from copilot_tui.cli.exporting import shown_path
    from copilot_tui.domain.import_gain import gain_words

    for one in taken:
        path = shown_path(one.path)
        if one.failure is not None:
            output.complain(f"{path}: {one.failure.message}", one.failure.hint)
            continue
        output.data(f"{path}: {gain_words(one.gains)}")


def _fields(one: ImportedFile) -> dict[str, object]:
    from copilot_tui.cli.fields import failure_fields
    from copilot_tui.domain.import_gain import ImportGain

    return {
        "file": str(one.path),
        "new": one.gains.get(ImportGain.NEW, 0),
        "more": one.gains.get(ImportGain.MORE, 0),
        "known": one.gains.get(ImportGain.NOTHING, 0),
        "error": None if one.failure is None else failure_fields(one.failure),
    }

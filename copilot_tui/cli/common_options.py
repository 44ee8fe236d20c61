"""The options that every command takes, before the command's name or after it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from copilot_tui.cli import output
from copilot_tui.cli.command_values import candidates
from copilot_tui.cli.invocation import Invocation


def _note(context: click.Context, parameter: click.Parameter, value: object) -> None:
    """Notes an option with the invocation, instead of handing it to the command's function."""
    name = parameter.name or ""
    if value is None or value is False:
        return
    if problem := _problem(name, str(value)):
        raise click.BadParameter(problem, ctx=context, param=parameter)
    if name == "color":
        output.use_colour(str(value))
        return
    invocation = context.find_object(Invocation)
    if invocation is not None:
        invocation.note(name, value)


def _problem(name: str, value: str) -> str | None:
    """What is wrong with a value, as a sentence; None when it will do, or when its user will tell."""
    if name not in {"org", "url"}:
        return None
    from copilot_tui.domain.context import org_problem, url_problem  # only where one is given

    return org_problem(value) if name == "org" else url_problem(value)


COMMON_OPTIONS: Final[tuple[click.Option, ...]] = (
    click.Option(
        ["--demo"],
        is_flag=True,
        help="Ask a scripted demo instead of Pulumi: no account is needed.",
        expose_value=False,
        callback=_note,
    ),
    *(
        click.Option(
            [name],
            metavar=metavar,
            help=words,
            type=kind,
            expose_value=False,
            callback=_note,
            shell_complete=candidates(of) if of else None,
        )
        for name, metavar, words, kind, of in (
            ("--org", "ORG", "The Pulumi organization, such as acme.", click.STRING, "organizations"),
            ("--url", "URL", "A page of https://app.pulumi.com as context.", click.STRING, "pages"),
            ("--api-url", "URL", "Where the API is; https, or http on this machine.", click.STRING, ""),
            ("--data-dir", "DIR", "The folder of the history.", click.Path(path_type=Path, file_okay=False), ""),
            ("--config", "FILE", "The settings file.", click.Path(path_type=Path), ""),
            ("--theme", "NAME", "The screen's theme.", click.STRING, "themes"),
        )
    ),
    click.Option(
        ["--color"],
        type=click.Choice(["auto", "always", "never"]),
        help="Styles in what is printed; by itself (auto) on a terminal, unless NO_COLOR is set.",
        expose_value=False,
        callback=_note,
    ),
)
"""Theirs are the fields of `copilot_tui.service.options.Options`; --color is the process's own."""

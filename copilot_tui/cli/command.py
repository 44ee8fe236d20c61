"""Commands and groups as this program has them: common options, examples in the help, subcommands loaded late."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

import click

from copilot_tui.cli.common_options import COMMON_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping


class Command(click.Command):
    """A command that takes the common options; its epilog is examples, command lines that are shown as they are."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its own parameters, and the common options."""
        return [*super().get_params(ctx), *COMMON_OPTIONS]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the command's own options, then the common ones."""
        _write_options(self, ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the examples."""
        del ctx
        _write_examples(self.epilog, formatter)


class LazyGroup(click.Group):
    """A group whose commands are imported when they are run or listed; the rest is as with `Command`."""

    table: ClassVar[Mapping[str, str]] = {}
    """Where each command is: its name → ``"module:attribute"``, in the order of the help."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its own parameters, and the common options."""
        return [*super().get_params(ctx), *COMMON_OPTIONS]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the table's order."""
        del ctx
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command, imported now; None where the table has no such name."""
        del ctx
        module, _, attribute = self.table.get(cmd_name, "").partition(":")
        if not module:
            return None
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes commands before options: they are what people look for."""
        self.format_commands(ctx, formatter)
        _write_options(self, ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the examples."""
        del ctx
        _write_examples(self.epilog, formatter)


def _write_options(command: click.Command, context: click.Context, formatter: click.HelpFormatter) -> None:
    own: list[tuple[str, str]] = []
    common: list[tuple[str, str]] = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option):
            (common if parameter in COMMON_OPTIONS else own).append(record)
    for title, records in (("Options", own), ("Common options, before or after a command", common)):
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


def _write_examples(examples: str | None, formatter: click.HelpFormatter) -> None:
    """Writes command lines unwrapped, so that they can be copied."""
    if examples:
        with formatter.section("Examples"):
            for example in inspect.cleandoc(examples).splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")

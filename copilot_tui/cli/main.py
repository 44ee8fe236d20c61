"""The command line's root: the table of commands, and the one place where failures become exit codes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from copilot_tui.cli import ids, output
from copilot_tui.cli.command import LazyGroup
from copilot_tui.cli.invocation import Invocation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from click.shell_completion import CompletionItem

    from copilot_tui.domain.errors import CopilotError
    from copilot_tui.service.ports import Wiring

PROGRAM: Final = "copilot-tui"
_COMMANDS: Final = "copilot_tui.cli.commands"
_TABLE: Final = {
    "ask": f"{_COMMANDS}.ask:ask",
    "list": f"{_COMMANDS}.list:list_conversations",
    "show": f"{_COMMANDS}.show:show",
    "search": f"{_COMMANDS}.search:search",
    "programs": f"{_COMMANDS}.programs:programs",
    "import": f"{_COMMANDS}.import_files:import_files",
    "rename": f"{_COMMANDS}.organizing:rename",
    "pin": f"{_COMMANDS}.organizing:pin",
    "archive": f"{_COMMANDS}.organizing:archive",
    "delete": f"{_COMMANDS}.delete:delete",
    "restore": f"{_COMMANDS}.delete:restore",
    "export": f"{_COMMANDS}.export:export",
    "config": f"{_COMMANDS}.config:config",
    "doctor": f"{_COMMANDS}.doctor:doctor",
    "completion": f"{_COMMANDS}.completion:completion",
    "serve": f"{_COMMANDS}.serve:serve",
    "demo-server": f"{_COMMANDS}.demo_server:demo_server",
}


class Root(LazyGroup):
    """The group that takes whatever is no command for a conversation to open."""

    table = _TABLE

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A command by its name; anything else but an option is the screen's argument."""
        if args[0] in self.table or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        from copilot_tui.cli.commands.screen import screen

        return screen.name, screen, args

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Commands and options; once something is typed, conversations too."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete and not incomplete.startswith("-"):
            from copilot_tui.cli.candidates import conversations

            found += conversations(ctx, self.params[0], incomplete)
        return found

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Both ways to start it."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] [CONVERSATION]")
        formatter.write_usage(ctx.command_path, "[OPTIONS] COMMAND [ARGS]...", prefix="       ")


@click.group(
    PROGRAM,
    cls=Root,
    invoke_without_command=True,
    epilog="""
    copilot-tui                    open the dashboard
    copilot-tui --demo             the same without an account
    copilot-tui q7xk               open a conversation by the beginning of its id
    copilot-tui ask "Why did the last update fail?"
    """,
)
@click.version_option(package_name=PROGRAM, prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.pass_context
def root(context: click.Context) -> int | None:
    """A full-screen terminal dashboard for Pulumi Copilot.

    Without a command it opens the screen, with CONVERSATION in it: the id that `copilot-tui list` shows, or its
    beginning.
    """
    if context.invoked_subcommand is not None:
        return None
    from copilot_tui.cli.commands.screen import screen

    status: int | None = context.invoke(screen)
    return status


def run(wiring: Wiring, arguments: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Args:
        wiring: how to get at the rooms.
        arguments: without the program's name; None for those of the process.

    Returns:
        The exit status: 0 done, 1 failed, 2 wrong usage or configuration, 3 not signed in or not allowed, 4 network
        or time-out, 5 the service failed or refused, 130 interrupted.
    """
    output.make_lenient()
    output.use_colour("auto")
    if "_COPILOT_TUI_COMPLETE" in os.environ:
        from copilot_tui.cli.completion_shells import register

        register()
    given = None if arguments is None else list(arguments)
    try:
        status = root.main(given, prog_name=PROGRAM, standalone_mode=False, obj=Invocation(wiring))
    except click.UsageError as error:
        return _wrong_usage(error)
    except click.ClickException as error:
        output.complain(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except _copilot_error() as error:
        from copilot_tui.cli.exit_codes import EXIT_CODES

        output.complain(error.message, error.hint)
        return EXIT_CODES[error.kind]
    return status if isinstance(status, int) else 0


def _wrong_usage(error: click.UsageError) -> int:
    output.complain(error.format_message())
    if error.ctx is not None and not isinstance(error, ids.UnknownId):
        # The screen's command has no name of its own.
        context = error.ctx.find_root() if error.ctx.command.hidden else error.ctx
        output.say(f"Try `{context.command_path} --help`.")
    return error.exit_code


def _copilot_error() -> type[CopilotError]:
    """What an ``except`` names: imported when something is raised, since most commands end well."""
    from copilot_tui.domain.errors import CopilotError

    return CopilotError


def tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """In the place of `sys.excepthook`: a bug ends in one line, without anyone's data in it."""
    import traceback

    where = [f"in {Path(frame.filename).name}, line {frame.lineno}" for frame in traceback.extract_tb(trace, limit=-1)]
    output.complain(
        " ".join((f"This is a bug of {PROGRAM}: {kind.__name__}", *where)) + ".",
        "What was asked and answered so far is kept.",
    )
    del error  # its words may be anything

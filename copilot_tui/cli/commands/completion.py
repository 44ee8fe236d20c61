"""The script that makes a shell complete commands, options and ids."""

from __future__ import annotations

import click

from copilot_tui.cli import output
from copilot_tui.cli.command import Command


@click.command(
    "completion",
    cls=Command,
    short_help="Print what makes a shell complete options and ids.",
    epilog="""
    eval "$(copilot-tui completion bash)"                      in ~/.bashrc
    eval "$(copilot-tui completion zsh)"                       in ~/.zshrc, after compinit
    copilot-tui completion fish > ~/.config/fish/completions/copilot-tui.fish
    """,
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes SHELL complete commands, options, and ids with their titles."""
    from copilot_tui.cli.completion_shells import SHELLS, VARIABLE

    root = context.find_root()
    output.data(SHELLS[shell](root.command, {}, root.info_name or "", VARIABLE).source())

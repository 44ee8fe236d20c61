"""Naming candidates without importing what finds them: only a shell that completes needs that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import click
    from click.shell_completion import CompletionItem


def candidates(of: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]:
    """What a parameter is completed with.

    Args:
        of: a function of `copilot_tui.cli.candidates`.
    """

    def find(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem[str]]:
        from copilot_tui.cli import candidates as known

        found: list[CompletionItem[str]] = getattr(known, of)(context, parameter, begun)
        return found

    return find

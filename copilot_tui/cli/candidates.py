"""Candidates for what is being typed: ids with their titles, organizations, pages, what a search could go on with.

They come from the history, without asking anything else and without making one where there is none.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

from click.shell_completion import CompletionItem

from copilot_tui.cli.invocation import Invocation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import click

    from copilot_tui.domain.listing import ListQuery, Summary
    from copilot_tui.domain.program import Program
    from copilot_tui.service.ports import History, Lists, Programs

T = TypeVar("T")
Items = list[CompletionItem[str]]

_MOST: Final = 40
_LOOKED_AT: Final = 200
_PLAIN: Final = re.compile(r"[A-Za-z0-9._:/@+-]+")
"""What needs no quotes in any shell: nothing else is offered."""
_THEMES: Final = ("copilot-dark", "copilot-light", "ansi-dark", "ansi-light")


def conversations(context: click.Context, _parameter: click.Parameter, begun: str) -> Items:
    """Ids of conversations: those that begin so, or where there is nothing yet the latest."""
    return _asked(context, lambda history: [_of_conversation(row) for row in _rows(history, begun)])


def deleted(context: click.Context, _parameter: click.Parameter, begun: str) -> Items:
    """Ids of conversations in the bin."""
    from copilot_tui.domain.listing import ListQuery

    def find(history: History) -> Items:
        rows = history.page(ListQuery(deleted=True), limit=_LOOKED_AT)
        return [_of_conversation(row) for row in rows if row.id.startswith(begun.lower())][:_MOST]

    return _asked(context, find)


def programs(context: click.Context, _parameter: click.Parameter, begun: str) -> Items:
    """Ids of conversations that hold a program, then those of programs."""

    def find(history: History) -> Items:
        rows = [row for row in _rows(history, begun) if row.programs]
        found = history.programs(limit=_MOST) if not begun else _programs(history, begun)
        named = [
            CompletionItem(one.id, help=f"{one.language} v{one.version} · {one.conversation_title}") for one in found
        ]
        return [*map(_of_conversation, rows), *named]

    return _asked(context, find)


def organizations(context: click.Context, _parameter: click.Parameter, begun: str) -> Items:
    """Organizations that something was asked in."""
    return _asked(context, lambda history: _known(history, begun, lambda row: row.org))


def pages(context: click.Context, _parameter: click.Parameter, begun: str) -> Items:
    """Pages of the console that something was asked about."""
    return _asked(context, lambda history: _known(history, begun, lambda row: row.url))


def themes(_context: click.Context, _parameter: click.Parameter, begun: str) -> Items:
    """The themes that are ours."""
    return [CompletionItem(name) for name in _THEMES if name.startswith(begun)]


def searches(context: click.Context, _parameter: click.Parameter, begun: str) -> Items:
    """What narrows a search down."""
    from copilot_tui.domain.search_suggestions import suggestions

    def known(history: Lists) -> dict[str, list[str]]:
        rows = history.page(_everything(), limit=_LOOKED_AT)
        return {"org": list(dict.fromkeys(row.org.lower() for row in rows))}

    found: dict[str, list[str]] = {}
    if begun.startswith("org:"):
        found = _read(context, known) or {}
    return [CompletionItem(one) for one in suggestions(begun, found) if _PLAIN.fullmatch(one)]


def _rows(history: Lists, begun: str) -> Iterator[Summary]:
    if not begun:
        yield from history.page(_everything(), limit=_MOST)
        return
    for found in history.find_ids(begun.lower(), limit=_MOST):
        if (row := history.summary(found)) is not None:
            yield row


def _programs(history: Programs, begun: str) -> Iterator[Program]:
    for found in history.find_program_ids(begun.lower(), limit=_MOST):
        if (program := history.program(found)) is not None:
            yield program


def _everything() -> ListQuery:
    from copilot_tui.domain.listing import ListQuery

    return ListQuery()


def _known(history: Lists, begun: str, value: Callable[[Summary], str]) -> Items:
    """Values of the latest conversations, each once, the latest first."""
    values = dict.fromkeys(value(row) for row in history.page(_everything(), limit=_LOOKED_AT))
    return [CompletionItem(one) for one in values if one.startswith(begun) and _PLAIN.fullmatch(one)][:_MOST]


def _of_conversation(row: Summary) -> CompletionItem[str]:
    return CompletionItem(row.id, help=row.title or "Untitled")


def _asked(context: click.Context, find: Callable[[History], Items]) -> Items:
    return _read(context, find) or []


def _read(context: click.Context, find: Callable[[History], T]) -> T | None:
    """What the history says; None where there is none, or where it cannot be read: nobody wants to hear of it now."""
    from copilot_tui.config.paths import data_dir
    from copilot_tui.domain.errors import CopilotError

    invocation = context.find_object(Invocation)
    if invocation is None:
        return None
    folder = invocation.options.data_dir or data_dir()
    if not (invocation.options.demo or folder.is_dir()):
        return None
    with suppress(CopilotError, OSError):
        history = invocation.wiring.history(invocation.options)
        try:
            return find(history)
        finally:
            history.close()
    return None

"""The conversations, newest first."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from copilot_tui.cli import output, pager
from copilot_tui.cli.command import Command
from copilot_tui.cli.open_history import open_history

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.cli.invocation import Invocation
    from copilot_tui.domain.listing import ListQuery, Summary
    from copilot_tui.service.ports import Lists

_USUAL_LIMIT = 50
_PAGE = 500


@click.command(
    "list",
    cls=Command,
    epilog="""
    copilot-tui list
    copilot-tui list --org acme --all
    copilot-tui list --json | jq -r '.[].title'
    """,
)
@click.option("--json", "json", is_flag=True, help="Print JSON.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=f"How many at most; {_USUAL_LIMIT} by default.")
@click.option("--all", "everything", is_flag=True, help="All of them, the archived ones too.")
@click.option("--deleted", is_flag=True, help="Those in the bin instead.")
@click.pass_obj
def list_conversations(
    invocation: Invocation, *, json: bool, limit: int | None, everything: bool, deleted: bool
) -> None:
    """List conversations, pinned ones first, then the newest.

    With --org or --url only those that were asked there.
    """
    from copilot_tui.domain.listing import ListQuery

    options = invocation.options
    shelves = [
        ListQuery(org=options.org or "", url_prefix=options.url or "", archived=archived, deleted=deleted)
        for archived in ((False, True) if everything and not deleted else (False,))
    ]
    most = limit or (sys.maxsize if everything else _USUAL_LIMIT)
    with open_history(invocation) as history:
        found = list(_rows(history, shelves, most))
        total = sum(map(history.count, shelves))
    if json:
        from copilot_tui.cli.fields import summary_fields

        output.as_json([summary_fields(summary) for summary in found])
    elif not found:
        output.say("The bin is empty." if deleted else 'No conversations: `copilot-tui ask "…"` starts one.')
    else:
        pager.data(_table(found))
    if len(found) < total:
        output.say(f"{len(found)} of {total} shown: --limit N shows more, --all every one.")


def _rows(history: Lists, shelves: Sequence[ListQuery], most: int) -> Iterator[Summary]:
    from copilot_tui.domain.listing import Cursor

    for query in shelves:
        after = None
        while most > 0:
            page = history.page(query, after=after, limit=min(_PAGE, most))
            yield from page
            most -= len(page)
            if len(page) < _PAGE:
                break
            after = Cursor.of(page[-1])


def _table(summaries: Sequence[Summary]) -> str:
    from copilot_tui.cli.table import mark, table, terminal_width
    from copilot_tui.domain.language import badge
    from copilot_tui.domain.text import line
    from copilot_tui.ui.words import age

    now = datetime.now(UTC)
    rows = [
        (
            summary.id,
            age(summary.moment, now),
            mark(summary),
            line(badge(summary.language)),
            line(summary.title) or "Untitled",
        )
        for summary in summaries
    ]
    return table(rows, right={1}, width=terminal_width())

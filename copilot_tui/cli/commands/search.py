"""Searching everything that was ever asked and answered."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from copilot_tui.cli import output, pager
from copilot_tui.cli.command import Command
from copilot_tui.cli.command_values import candidates
from copilot_tui.cli.open_history import open_history

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.cli.invocation import Invocation
    from copilot_tui.domain.listing import SearchHit
    from copilot_tui.service.ports import Searches


@click.command(
    "search",
    cls=Command,
    epilog="""
    copilot-tui search versioning
    copilot-tui search bucket policy --limit 5 --json
    copilot-tui search 'kind:program lang:go after:3d'
    copilot-tui search '"bucket policy" -versioning' --best
    """,
)
@click.argument("words", metavar="TEXT...", nargs=-1, required=True, shell_complete=candidates("searches"))
@click.option("--json", "json", is_flag=True, help="Print JSON.")
@click.option("--limit", type=click.IntRange(min=1), default=50, metavar="N", help="How many at most; 50 by default.")
@click.option("--best", is_flag=True, help="The best hits first instead of the newest.")
@click.pass_obj
def search(invocation: Invocation, *, words: tuple[str, ...], json: bool, limit: int, best: bool) -> None:
    """Search titles, questions, answers and programs.

    The newest hits come first. Every word must be there, each as the beginning of a word, in any case. "Words in
    quotes" must stand side by side, and -words must not be there. kind:, lang:, org:, stack:, state:, after:, before:
    and in:title narrow down.
    """
    with open_history(invocation) as history:
        hits = _found(history, " ".join(words), limit, best=best)
    if json:
        from copilot_tui.cli.fields import hit_fields

        output.as_json([hit_fields(hit, _marked(hit.snippet, "", "")) for hit in hits])
    elif hits:
        pager.data("\n".join(_lines(hits)))
    else:
        output.say("Nothing was found.")


def _found(history: Searches, typed: str, limit: int, *, best: bool) -> list[SearchHit]:
    from copilot_tui.domain.search_query import parse_search

    query = parse_search(typed, datetime.now(UTC).astimezone())
    hits: list[SearchHit] = []
    after = None
    while len(hits) < limit:
        page = history.search(query, limit=limit - len(hits), ranked=best, after=after)
        hits += page
        after = page.next
        if after is None:
            break
    return hits


def _lines(hits: Sequence[SearchHit]) -> Iterator[str]:
    """A line for each conversation's title, and under it the places where something was found."""
    from copilot_tui.cli.table import fit, terminal_width
    from copilot_tui.domain.text import line

    width = terminal_width()
    before = None
    for hit in hits:
        if hit.conversation_id != before:
            before = hit.conversation_id
            heading = f"{hit.conversation_id}  {line(hit.title) or 'Untitled'}"
            yield heading if width is None else fit(heading, width)
        if hit.turn_id:
            found = f"    {line(hit.kind, 20)} {hit.turn_position + 1}: {line(hit.snippet)}"
            yield _styled(found if width is None else fit(found, width))


def _styled(snippet: str) -> str:
    from copilot_tui.domain.listing import HIT_END, HIT_START

    if not output.styled():
        return _marked(snippet, "", "")
    # A line may have been cut within a hit.
    end = HIT_END if snippet.count(HIT_START) > snippet.count(HIT_END) else ""
    return _marked(snippet + end, "\x1b[1m", "\x1b[22m")


def _marked(snippet: str, start: str, end: str) -> str:
    from copilot_tui.domain.listing import HIT_END, HIT_START

    return snippet.replace(HIT_START, start).replace(HIT_END, end)

"""A question that seems to hold a secret: nothing of it is sent before somebody has said what is to be done with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from copilot_tui.cli import output
from copilot_tui.domain.errors import SecretInQuestion
from copilot_tui.domain.secrets import HIDDEN, redact, sightings
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.cli.invocation import Invocation
    from copilot_tui.domain.secrets import Sighting

_MOST_SHOWN = 10


def cleared(invocation: Invocation, query: str, choice: str) -> str:
    """The question as it may be sent.

    Args:
        invocation: the rooms and the options; ``warn_on_secrets = false`` in config.toml sends everything.
        query: the question.
        choice: what was said beforehand: "send", "hide", or "ask".

    Raises:
        SecretInQuestion: it seems to hold a secret, and nobody can be asked, or the answer was no.
        WrongSettings: config.toml cannot be used.
    """
    if choice == "hide":
        return _hidden(query)
    if choice == "send" or not invocation.wiring.settings(invocation.options).warn_on_secrets:
        return query
    found = sightings(query)
    if not found:
        return query
    if not (output.talks_to_terminal() and sys.stdin is not None and sys.stdin.isatty()):
        raise SecretInQuestion(f"The question seems to hold {_listed(found)}. Nothing was sent.")
    return _asked(query, found)


def _hidden(query: str) -> str:
    found = sightings(query)
    if found:
        output.say(f"Sent as {HIDDEN}: {_listed(found)}.")
    return redact(query)


def _asked(query: str, found: Sequence[Sighting]) -> str:
    places = "".join(f"\n  line {one.line:,}: {one.name} · {line(one.excerpt, 120)}" for one in found[:_MOST_SHOWN])
    more = f"\n  and {len(found) - _MOST_SHOWN:,} more" if len(found) > _MOST_SHOWN else ""
    output.say(
        f"The question seems to hold {'a secret' if len(found) == 1 else f'{len(found):,} secrets'}:{places}{more}"
    )
    answer = click.prompt(
        f"Send it with {HIDDEN} instead [h], as it is [s], or not at all [n]?",
        type=click.Choice(["h", "s", "n"]), default="n", show_choices=False, show_default=False, err=True,
    )  # fmt: skip
    if answer == "n":
        raise SecretInQuestion("Nothing was sent.")
    return redact(query) if answer == "h" else query


def _listed(found: Sequence[Sighting]) -> str:
    """In one line: "a Pulumi access token (line 3) and 2 more"."""
    first = found[0]
    article = "an" if first.name[0] in "AEIOU" else "a"
    more = f" and {len(found) - 1:,} more" if len(found) > 1 else ""
    return f"{article} {first.name} (line {first.line:,}){more}"

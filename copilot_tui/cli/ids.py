"""From what a person typed to one id: any beginning that only one has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.service.ports import History, Lists, Programs

_MOST_NAMED: Final = 10


class UnknownId(click.UsageError):
    """Nothing, or more than one thing, has an id that starts so; exit status 2."""


def conversation_id(history: History, prefix: str) -> str:
    """The id of the conversation that is meant.

    Raises:
        UnknownId: none is, or several could be: they are named.
    """
    wanted = _wanted(prefix)
    return _only(history, wanted, history.find_ids(wanted, limit=_MOST_NAMED + 1), (), "conversation")


def deleted_id(history: History, prefix: str) -> str:
    """The id of the conversation in the bin that is meant.

    Raises:
        UnknownId: none is, or several could be.
    """
    wanted = _wanted(prefix)
    found = history.find_ids(wanted, limit=_MOST_NAMED + 1, deleted=True)
    if wanted in found:
        return wanted
    if len(found) == 1:
        return found[0]
    problem = "More than one in the bin" if found else "Nothing in the bin"
    raise UnknownId(f"{problem} has an id that starts with “{line(wanted, 40)}”: `copilot-tui list --deleted`.")


def either_id(history: History, prefix: str) -> tuple[str | None, str | None]:
    """The id of the conversation, or else of the program, that is meant; the other one is None.

    Raises:
        UnknownId: none is, or several could be: they are named.
    """
    wanted = _wanted(prefix)
    conversations = history.find_ids(wanted, limit=_MOST_NAMED + 1)
    programs = history.find_program_ids(wanted, limit=_MOST_NAMED + 1)
    found = _only(history, wanted, conversations, programs, "conversation or program")
    return (found, None) if found in conversations else (None, found)


def _wanted(prefix: str) -> str:
    wanted = prefix.strip().lower()  # as `copilot_tui.domain.identity` makes them
    if not wanted:
        raise UnknownId("The id is empty: `copilot-tui list` shows them.")
    return wanted


def _only(history: History, wanted: str, conversations: Sequence[str], programs: Sequence[str], noun: str) -> str:
    candidates = [*conversations, *programs]
    if wanted in candidates:
        return wanted
    if len(candidates) == 1:
        return candidates[0]
    shown = line(wanted, 40)
    if not candidates:
        raise UnknownId(f"No {noun} has an id that starts with “{shown}”: `copilot-tui list` shows them.")
    named = [f"  {found}  {_conversation_title(history, found)}" for found in conversations]
    named += [f"  {found}  {_program_title(history, found)}" for found in programs]
    more = ["  …"] if len(named) > _MOST_NAMED else []
    listed = "\n".join((*named[:_MOST_NAMED], *more))
    raise UnknownId(f"More than one id starts with “{shown}”:\n{listed}")


def _conversation_title(history: Lists, found: str) -> str:
    summary = history.summary(found)
    return line(summary.title, 60) if summary else ""


def _program_title(history: Programs, found: str) -> str:
    program = history.program(found)
    return line(f"{program.file_name} v{program.version}, {program.conversation_title}", 60) if program else ""

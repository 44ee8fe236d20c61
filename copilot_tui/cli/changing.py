"""Changing conversations that are named by the beginnings of their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.cli import output
from copilot_tui.cli.open_history import open_history
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from copilot_tui.cli.invocation import Invocation
    from copilot_tui.service.ports import History


def change_each(
    invocation: Invocation,
    prefixes: Sequence[str],
    call: Callable[[History, str], None],
    *,
    find: Callable[[History, str], str],
) -> None:
    """Changes conversations and prints the id and the title of each; none is changed unless all are found.

    Args:
        invocation: whose history.
        prefixes: what was typed for each; one that is named twice is changed once.
        call: changes the conversation with an id.
        find: the id that is meant; see `copilot_tui.cli.ids`.

    Raises:
        UnknownId: one of them is not there.
    """
    with open_history(invocation) as history:
        found = [find(history, prefix) for prefix in prefixes]
        for one in dict.fromkeys(found):
            before = history.summary(one)
            call(history, one)
            row = history.summary(one) or before  # a title as it is now; what is in the bin has no row any more
            output.data(f"{one}  {line(row.title) if row else ''}".rstrip())

"""What can be done to conversations from the list, each with the way back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from copilot_tui.domain.errors import StoreTrouble, StoreUnwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from copilot_tui.domain.listing import Summary
    from copilot_tui.service.ports import History

    Step = Callable[[History, Summary], None]


@dataclass(frozen=True, slots=True)
class ListChange:
    """A change of some conversations' rows."""

    rows: tuple[Summary, ...]
    """Those that it changes, as they were before."""
    forth: Step
    back: Step
    done: str
    """What it made of them, e.g. "Archived"; "" where the list itself shows that."""
    undone: str
    """What they are when it is taken back, e.g. "Back from the archive"."""
    deletes: bool = False

    def of(self, rows: Sequence[Summary]) -> ListChange:
        """The same of some of them."""
        return replace(self, rows=tuple(rows))


@dataclass(slots=True)
class Outcome:
    """How far a change, or its way back, came."""

    changed: list[Summary] = field(default_factory=list)
    left: list[Summary] = field(default_factory=list)
    """Those that the store did not take for now; to be tried again."""
    trouble: StoreTrouble | None = None
    """The first one."""


def run(history: History, rows: Sequence[Summary], step: Step) -> Outcome:
    """Takes a step with one row after another; one that is gone meanwhile does not keep the others from it.

    Args:
        history: where.
        rows: whose.
        step: what is to be done to each.
    """
    outcome = Outcome()
    for at, row in enumerate(rows):
        try:
            step(history, row)
            outcome.changed.append(row)
        except StoreUnwritable as error:
            outcome.left, outcome.trouble = list(rows[at:]), error
            break
        except StoreTrouble as error:
            outcome.trouble = outcome.trouble or error
    return outcome


def pinning(rows: Sequence[Summary]) -> ListChange:
    """Pins them, or no longer where all of them are."""
    pinned = not all(row.pinned for row in rows)
    return ListChange(
        rows=tuple(row for row in rows if row.pinned is not pinned),
        forth=lambda history, row: history.set_pinned(row.id, pinned=pinned),
        back=lambda history, row: history.set_pinned(row.id, pinned=not pinned),
        done="",
        undone="No longer pinned" if pinned else "Pinned again",
    )


def archiving(rows: Sequence[Summary]) -> ListChange:
    """Puts them into the archive, or back where all of them are there."""
    archived = not all(row.archived for row in rows)
    words = ("Archived", "Back from the archive")
    return ListChange(
        rows=tuple(row for row in rows if row.archived is not archived),
        forth=lambda history, row: history.set_archived(row.id, archived=archived),
        back=lambda history, row: history.set_archived(row.id, archived=not archived),
        done=words[not archived],
        undone=words[archived],
    )


def deleting(rows: Sequence[Summary], at: datetime) -> ListChange:
    """Puts them into the bin."""
    return ListChange(
        rows=tuple(rows),
        forth=lambda history, row: history.delete(row.id, at=at),
        back=restoring,
        done="Deleted",
        undone="Back from the bin",
        deletes=True,
    )


def restoring(history: History, row: Summary) -> None:
    """Takes one out of the bin."""
    history.undelete(row.id)


def renaming(row: Summary, title: str) -> ListChange:
    """Gives one another title."""
    return ListChange(
        rows=(row,),
        forth=lambda history, row: history.rename(row.id, title),
        back=lambda history, row: history.rename(row.id, row.title),
        done="",
        undone="Named as before",
    )

"""Acting on the list's rows: other titles, pins, the archive, the bin, and taking any of that back."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from copilot_tui.domain.text import line
from copilot_tui.ui.screens.dashboard.list_changes import (
    Outcome,
    archiving,
    deleting,
    pinning,
    renaming,
    restoring,
    run,
)
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.listing import Summary
    from copilot_tui.service.desk import Desk
    from copilot_tui.ui.screens.dashboard.board import Board
    from copilot_tui.ui.screens.dashboard.list_changes import ListChange, Step


class ListActions:
    """Changes conversations from the list, several at once where several are marked."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._changes: list[ListChange] = []  # newest last: what undo takes back

    async def open(self, conversation_id: str) -> None:
        """Opens a conversation, unless it is in the bin."""
        if self._board.listing.shows_bin:
            self._say_that_it_is_in_the_bin()
        else:
            await self._board.navigation.choose(conversation_id)

    async def act(self, action: str, rows: Sequence[Summary]) -> None:
        """Renames, pins, archives, deletes, exports, or takes the last change back."""
        if action != "undo" and any(row.deleted_at for row in rows):
            self._say_that_it_is_in_the_bin()
            return
        match action:
            case "rename":
                self._board.run_opening(partial(self._rename, rows[0]))
            case "pin":
                await self._change(pinning(rows))
            case "archive":
                await self._change(archiving(rows))
            case "delete":
                await self._delete(rows)
            case "export":
                self._board.export_actions.export_conversations([row.id for row in rows])
            case "undo" if self._board.listing.shows_bin and rows:
                await self._restore(rows)
            case "undo":
                await self._undo()
            case _:
                raise ValueError(action)

    def _say_that_it_is_in_the_bin(self) -> None:
        self._board.say(f"This is in the bin, kept for {self.days} and then removed: {self._undo_key} brings it back.")

    async def _delete(self, rows: Sequence[Summary]) -> None:
        from copilot_tui.service.session import utc_now

        board = self._board
        if any(row.id in board.asking for row in rows):
            board.say("A question is being asked there: cancel it first.", "warning")
            return
        gone = await self._change(deleting(rows, utc_now()))
        if board.conversation is not None and board.conversation.id in {row.id for row in gone}:
            board.conversation = None
            await board.navigation.start_new()
            board.listed.focus()

    async def _rename(self, row: Summary) -> None:
        from copilot_tui.ui.screens.dialog import LineDialog

        title = await self._board.app.push_screen_wait(LineDialog("Rename the conversation", row.title))
        if title and title != line(row.title):  # as the dialog shows it
            await self._change(renaming(row, title))

    # there and back

    async def _change(self, change: ListChange) -> Sequence[Summary]:
        """Changes conversations, says so, and remembers how to take it back; returns those that were changed."""
        changed = (await self._run(change.rows, change.forth)).changed
        if changed:
            self._changes.append(change.of(changed))
            if change.done:
                self._board.say(f"{change.done}: {_names(changed)} · {self._undo_key} takes it back")
        return changed

    async def _undo(self) -> None:
        """Takes the last change back, as far as the store takes that."""
        if not self._changes:
            view = self._board.key_of("list.view")
            self._board.say(
                f"Nothing to undo. What was deleted earlier is in the bin: {view} shows the archive, then that."
            )
            return
        change = self._changes.pop()
        outcome = await self._run(change.rows, change.back)
        if outcome.left:
            self._changes.append(change.of(outcome.left))
        if outcome.changed:
            self._board.say(f"{change.undone}: {_names(outcome.changed)}")

    async def _restore(self, rows: Sequence[Summary]) -> None:
        """Takes out of the bin what is meant there; no deletion of that is left to undo."""
        back = {row.id for row in (await self._run(rows, restoring)).changed}
        self._changes = [one for one in self._changes if not (one.deletes and {row.id for row in one.rows} <= back)]
        if back:
            self._board.say(f"Back from the bin: {_names([row for row in rows if row.id in back])}")

    async def _run(self, rows: Sequence[Summary], step: Step) -> Outcome:
        """Takes a step with each row, and shows the list as it is then."""
        board = self._board
        outcome = Outcome()
        if board.desk is None or not rows:
            return outcome
        outcome = await board.desk.session.change(rows[0].id, lambda history: run(history, rows, step))
        if outcome.trouble is not None:
            board.say_failure(outcome.trouble)
        board.listed.clear()
        await board.listing.refresh()
        return outcome

    # the bin

    async def empty_bin(self, desk: Desk) -> None:
        """Removes for good what has been in the bin for long enough; nothing else ever removes anything."""
        from copilot_tui.domain.errors import StoreTrouble
        from copilot_tui.service.session import utc_now

        before = utc_now() - timedelta(days=desk.settings.trash_days)
        with suppress(StoreTrouble):  # it will be tried again at the next start
            while await desk.session.read(lambda history: history.purge(deleted_before=before)):
                pass

    @property
    def _undo_key(self) -> str:
        return self._board.key_of("list.undo")

    @property
    def days(self) -> str:
        """How long the bin keeps what is in it."""
        desk = self._board.desk
        return count(desk.settings.trash_days, "day") if desk else ""


def _names(rows: Sequence[Summary]) -> str:
    return rows[0].title if len(rows) == 1 else count(len(rows), "conversation")

"""Acting on the list's rows: other titles, pins, the archive, the bin and the way back out of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from copilot_tui.domain.listing import Summary
    from copilot_tui.service.desk import Desk
    from copilot_tui.service.ports import History
    from copilot_tui.ui.screens.dashboard.board import Board


class ListActions:
    """Changes conversations from the list, several at once where several are marked."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._deleted: list[tuple[str, ...]] = []  # newest last: what undo takes back

    async def open(self, conversation_id: str) -> None:
        """Opens a conversation, unless it is in the bin."""
        if self._board.listing.shows_bin:
            self._board.say(f"This is in the bin, and kept for {self.days}: u brings it back.")
        else:
            await self._board.navigation.choose(conversation_id)

    async def act(self, action: str, rows: Sequence[Summary]) -> None:
        """Renames, pins, archives, deletes, exports, or takes a deletion back."""
        match action:
            case "rename":
                self._board.run_worker(self._rename(rows[-1]), exclusive=True, group="dialog")
            case "pin":
                await self._pin(rows)
            case "archive":
                await self._archive(rows)
            case "delete":
                await self._delete(rows)
            case "export":
                self._board.export_actions.export_conversations([row.id for row in rows])
            case "undo":
                await self._undo(rows)
            case _:
                raise ValueError(action)

    async def _pin(self, rows: Sequence[Summary]) -> None:
        pinned = not all(row.pinned for row in rows)
        await self._change([row.id for row in rows], lambda history, one: history.set_pinned(one, pinned=pinned))

    async def _archive(self, rows: Sequence[Summary]) -> None:
        if self._board.listing.shows_bin:
            self._board.say("This is in the bin: u brings it back.")
            return
        archived = not all(row.archived for row in rows)
        ids = [row.id for row in rows]
        if await self._change(ids, lambda history, one: history.set_archived(one, archived=archived)):
            self._board.say(f"{'Archived' if archived else 'Back from the archive'}: {_names(rows)}")

    async def _delete(self, rows: Sequence[Summary]) -> None:
        from copilot_tui.service.session import utc_now

        board = self._board
        if self._board.listing.shows_bin:
            board.say(f"Kept here for {self.days}, then removed. u brings it back.")
            return
        if any(row.id in board.asking for row in rows):
            board.say("A question is being asked there: cancel it first.", "warning")
            return
        ids = tuple(row.id for row in rows)
        if not await self._change(ids, lambda history, one: history.delete(one, at=utc_now())):
            return
        self._deleted.append(ids)
        board.say(f"Deleted: {_names(rows)} · u brings it back")
        if board.conversation is not None and board.conversation.id in ids:
            board.conversation = None
            await board.navigation.start_new()
            board.listed.focus()

    async def _undo(self, rows: Sequence[Summary]) -> None:
        """Takes out of the bin what is meant there; elsewhere takes the last deletion back."""
        ids: Sequence[str] = [row.id for row in rows] if self._board.listing.shows_bin else ()
        last = None if ids or not self._deleted else self._deleted[-1]
        if not (ids := ids or last or ()):
            self._board.say("Nothing to undo. What was deleted earlier is in the bin: v shows it.")
            return
        if not await self._change(ids, lambda history, one: history.undelete(one)):
            return
        if last is not None:
            self._deleted.remove(last)
        self._board.say("It is back." if len(ids) == 1 else f"{len(ids)} are back.")

    async def empty_bin(self, desk: Desk) -> None:
        """Removes for good what has been in the bin for long enough; nothing else ever removes anything."""
        from copilot_tui.domain.errors import StoreTrouble
        from copilot_tui.service.session import utc_now

        before = utc_now() - timedelta(days=desk.settings.trash_days)
        with suppress(StoreTrouble):  # it will be tried again at the next start
            while await desk.session.read(lambda history: history.purge(deleted_before=before)):
                pass

    @property
    def days(self) -> str:
        """How long the bin keeps what is in it."""
        desk = self._board.desk
        return count(desk.settings.trash_days, "day") if desk else ""

    async def _rename(self, summary: Summary) -> None:
        from copilot_tui.ui.screens.dialog import LineDialog

        title = await self._board.app.push_screen_wait(LineDialog("Rename the conversation", summary.title))
        if title:
            await self._change([summary.id], lambda history, one: history.rename(one, title))

    async def _change(self, ids: Sequence[str], call: Callable[[History, str], None]) -> bool:
        """Changes conversations one by one, and shows the list as it is then; whether it could be written."""
        from copilot_tui.domain.errors import StoreTrouble

        board = self._board
        if board.desk is None:
            return False

        def change(history: History) -> None:
            for one in ids:
                call(history, one)

        done = False
        try:
            await board.desk.session.change(ids[0], change)
            done = True
        except StoreTrouble as error:
            board.say_failure(error)
        board.listed.clear()
        await board.listing.refresh()
        return done


def _names(rows: Sequence[Summary]) -> str:
    return rows[0].title if len(rows) == 1 else count(len(rows), "conversation")

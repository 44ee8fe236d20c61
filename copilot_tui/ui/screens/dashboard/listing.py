"""The list pane: reading what it shows."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.widgets import Input

from copilot_tui.domain.listing import Cursor, Outline
from copilot_tui.domain.state import TurnState
from copilot_tui.ui.painting import paint_now
from copilot_tui.ui.screens.dashboard.list_scope import ListScope
from copilot_tui.ui.widgets.held_pages import PAGE
from copilot_tui.ui.widgets.list_head import ListHead
from copilot_tui.ui.widgets.list_layout import ListLayout, Stretch
from copilot_tui.ui.widgets.title_filter import TitleFilter
from copilot_tui.ui.words import local_now, periods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from textual.worker import WorkType

    from copilot_tui.domain.listing import ListQuery, Summary
    from copilot_tui.service.ports import Lists
    from copilot_tui.ui.screens.dashboard.board import Board

_PAUSE_SECONDS: Final = 0.15
"""Without another letter for so long, all titles of a filter are counted: a letter that comes meanwhile waits."""


class Listing:
    """Reads the part of the history that is wanted, and shows it."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._scope = ListScope()
        self._from_top = False  # whether the cursor goes to the first row with what is shown next

    @property
    def query(self) -> ListQuery:
        """What the list shows."""
        return self._scope.query

    @property
    def shows_bin(self) -> bool:
        """Whether it shows what was deleted."""
        return self._scope.view == "bin"

    @property
    def _head(self) -> ListHead:
        return self._board.query_one(ListHead)

    # reading

    async def refresh(self, *, pause: float = 0) -> None:
        """Reads what is in sight of the list, and how long it is, again.

        Args:
            pause: seconds between the first titles of a filter and counting them all.
        """
        board = self._board
        if board.desk is None:
            return
        names, since = periods(local_now())
        if self._scope.words:
            if await self._show_first(names, since):
                return
            await asyncio.sleep(pause)
            if not board.is_whole:
                return
        query, pages, current = self.query, board.listed.pages_in_sight, board.listed.current
        if self._from_top:
            pages, current = (0,), None

        def read(history: Lists) -> tuple[Outline, dict[int, list[Summary]], int | None]:
            outline = history.outline(query, since)
            kept = {page: history.page(query, skip=page * PAGE, limit=PAGE) for page in pages}
            return outline, kept, _position(history, query, current)

        outline, kept, at = await board.desk.session.read(read)
        if self._still_wants(query):
            self._show(names, outline, kept, at=at)
            self._go_to_top()
            self._show_amount(f"{outline.total:,}")
            self._paint()

    async def _show_first(self, names: Sequence[str], since: Sequence[datetime]) -> bool:
        """Shows the first page of what is filtered at once; returns whether that is all, so that none is to count."""
        board, query = self._board, self.query
        if board.desk is None:
            return True
        rows = await board.desk.session.read(lambda history: history.page(query, limit=PAGE))
        if not self._still_wants(query):
            return True
        whole = len(rows) < PAGE
        self._show(names, Outline.of(rows, since), {0: rows}, at=None)
        self._go_to_top()
        self._show_amount(f"{len(rows)}" if whole else f"{PAGE}+")
        self._paint()
        return whole

    def _show(
        self, names: Sequence[str], outline: Outline, pages: Mapping[int, list[Summary]], *, at: int | None
    ) -> None:
        stretches = zip(("Pinned", *names, "Earlier"), (outline.pinned, *outline.periods, outline.older), strict=True)
        layout = ListLayout(Stretch(*stretch) for stretch in stretches)
        self._board.listed.show(layout, pages, at=at, empty=self._scope.if_empty)
        self._learn_titles(pages)
        self.mark()

    async def load(self, pages: Sequence[int]) -> None:
        """Reads pages that came into sight."""
        board = self._board
        if board.desk is None:
            return
        query, total = self.query, board.listed.total

        def read(history: Lists) -> dict[int, list[Summary]]:
            return {page: _page(history, query, page, total) for page in pages}

        found = await board.desk.session.read(read)
        if self._still_wants(query):
            for page, rows in found.items():
                board.listed.fill(page, rows)
            self._learn_titles(found)
            self._paint()

    def _still_wants(self, query: ListQuery) -> bool:
        """Whether what was read is shown: something else may be wanted by now, or the screen be going."""
        return query == self.query and self._board.is_whole

    def _go_to_top(self) -> None:
        """Once what another filter lets through is there: before, what it replaces would be drawn once more."""
        if self._from_top:
            self._from_top = False
            self._board.listed.go_to(0)

    def _paint(self) -> None:
        listed = self._board.listed
        paint_now(self._board, listed, listed.vertical_scrollbar, self._head)

    def mark(self) -> None:
        """Marks the open conversation and those that are asking."""
        board = self._board
        board.listed.mark(open_id=board.conversation.id if board.conversation else None, asking=frozenset(board.asking))

    def _learn_titles(self, pages: Mapping[int, Sequence[Summary]]) -> None:
        for row in (row for rows in pages.values() for row in rows):
            if row.state is TurnState.SENDING or row.id in self._board.asking:
                self._board.titles[row.id] = row.title

    def _show_amount(self, total: str) -> None:
        head, scope = self._head, self._scope
        head.amount = f"{total} found" if scope.words else total if total != "0" else ""
        head.view = self._board.listed.view = scope.view
        head.chosen = len(self._board.listed.chosen)

    def show_chosen(self) -> None:
        """Shows how many are marked."""
        self._head.chosen = len(self._board.listed.chosen)

    # choosing what is listed

    async def want(self, what: str) -> None:
        """Changes which part of the history is listed, or adds to it."""
        match what:
            case "everything":
                self._hide_filter()
            case "scope":
                await self._narrow()
            case "view":
                self._scope.next_view()
                await self._show_other()
            case "import":
                self._board.import_actions.import_files()
            case _:
                raise ValueError(what)

    async def show_view(self, view: str) -> None:
        """Shows the list (""), the "archive" or the "bin", whole, and goes there."""
        self._scope.whole(view)
        self.go_there()
        await self._show_other()

    def go_there(self) -> None:
        """To the list, which comes into sight for that."""
        left = self._board.query_one("#left")
        left.remove_class("-hidden").set_class(self._board.has_class("-narrow"), "-shown")
        self._board.listed.focus()

    def filter(self, text: str) -> None:
        """Shows only titles that hold the words."""
        self._scope.words, self._from_top = text.strip(), True
        work: WorkType[None] = partial(self.refresh, pause=_PAUSE_SECONDS)
        self._board.run_worker(work, group="list", exclusive=True)

    async def _narrow(self) -> None:
        """To the next place: everywhere, this organization, this stack."""
        context = self._board.context
        if context is None:
            self._board.say(f"No organization is known here yet: {self._board.key_of('context')} names one.")
            return
        self._scope.narrow(context)
        await self._show_other()

    async def _show_other(self) -> None:
        self._head.place = self._scope.place_name
        self._board.listed.clear()
        self._board.listed.go_to(0)
        await self.refresh()

    def open_filter(self) -> None:
        """Shows the line to filter titles with."""
        for line in self._board.query(TitleFilter):  # which comes with the desk
            line.display = True
            self._board.set_focus(line)  # at once: what is typed next is meant for it

    def _hide_filter(self) -> None:
        line = self._board.query_one("#filter", Input)
        line.value = ""
        line.display = False
        self._board.listed.focus()


def _position(history: Lists, query: ListQuery, row: Summary | None) -> int | None:
    """Where a row stands in a list now; None where it is not in it any more."""
    if row is None or query.text:
        return None
    fresh = row if query.deleted else history.summary(row.id)
    if fresh is None or (fresh.archived != query.archived and not query.deleted):
        return None
    return history.position(query, Cursor.of(fresh))


def _page(history: Lists, query: ListQuery, page: int, total: int) -> list[Summary]:
    """One page; of the second half of the list counted from its end, which is nearer."""
    start = page * PAGE
    end = min(start + PAGE, total)
    if start > total // 2:
        return history.page(query, skip=total - end, from_end=True, limit=end - start)
    return history.page(query, skip=start, limit=PAGE)

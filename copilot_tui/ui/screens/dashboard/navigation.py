"""Opening a conversation: by search, at the start, by choice, or a new one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from copilot_tui.ui.screens.dashboard.stored_turns import StoredTurns, read_conversation

if TYPE_CHECKING:
    from collections.abc import Callable

    from copilot_tui.domain.conversation import TurnPage
    from copilot_tui.service.desk import Desk
    from copilot_tui.service.ports import History
    from copilot_tui.ui.screens.dashboard.board import Board
    from copilot_tui.ui.screens.dashboard.stored_turns import Opened
    from copilot_tui.ui.widgets.transcript.following import Place


class Navigation:
    """Knows where the reader was in each conversation."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._places: dict[str, Place] = {}  # conversation → the reader's place

    def search(self) -> None:
        """Opens the search over all conversations."""
        self._board.run_opening(self._search)

    async def _search(self) -> None:
        await self.look("")

    async def look(self, typed: str) -> bool:
        """Searches, beginning with what is typed already, and opens what is chosen; whether something was."""
        from copilot_tui.ui.screens.search import SearchScreen
        from copilot_tui.ui.words import local_now

        board = self._board
        if board.desk is None:
            return False
        found = await board.app.push_screen_wait(SearchScreen(board.desk.session, local_now, typed))
        if found is None:
            return False
        await self.choose(found.conversation_id)
        if found.turn_id and board.transcript is not None:
            await board.transcript.show_hit(found.words, found.turn_id, found.message_index)
            board.transcript.focus()
        return True

    # opening

    async def begin(self, desk: Desk) -> None:
        """At the start: interrupted questions are found, and what the last session left is open again."""
        from copilot_tui.domain.errors import StoreTrouble

        with suppress(StoreTrouble):  # a store that cannot be written can still be read
            await desk.session.recover()
        await self._board.listing.refresh()
        self._board.run_worker(self._board.list_actions.empty_bin(desk), group="bin")
        self._board.usual_seconds = await desk.session.read(lambda history: history.usual_seconds())
        last = await desk.session.read(lambda history: history.last_open())
        if last is None and desk.settings.ui.start == "last" and self._board.listed.first is not None:
            last = self._board.listed.first.id
        if last is not None and not self._board.composer.text:
            await self.open(last, unless_typed=True)
        elif desk.settings.ui.start == "overview" and not self._board.composer.text:
            self._board.overview_actions.open()

    async def choose(self, conversation_id: str) -> None:
        """Opens a conversation because the person chose it; the list that lay over the rest folds away."""
        await self.open(conversation_id)
        self._board.query_one("#left").remove_class("-shown")
        self._board.composer.prompt.focus()

    async def open(self, conversation_id: str, *, keep_draft: bool = True, unless_typed: bool = False) -> None:
        """Opens a conversation where the reader left it.

        Args:
            conversation_id: which.
            keep_draft: whether the stored draft goes into the composer.
            unless_typed: whether to stay where one is if something was typed or asked while it was read.
        """
        board = self._board
        if board.desk is None:
            return
        if keep_draft and (board.conversation is None or board.conversation.id != conversation_id):
            await self._leave()

        session, place = board.desk.session, self._places.get(conversation_id)
        position = None if place is None or place.at_end else place.position
        read = await session.read(lambda history: read_conversation(history, conversation_id, position))
        if read is None:
            board.say("This conversation is no longer there.", "warning")
            return
        if unless_typed and (board.composer.text or board.conversation is not None):
            return
        if board.transcript is not None:
            await board.transcript.prepare(board.transcript.slow_texts(read.page.turns, position))
        self._show(read, place, keep_draft=keep_draft)
        if any(turn.state.is_open for turn in read.newest.turns):
            # An outcome that came between reading and showing was told while this conversation was not yet open.
            board.run_worker(board.syncing.reload(), group="reload", exclusive=True)
        board.listing.mark()
        await self.note(lambda history: history.set_last_open(conversation_id))
        if read.conversation.unread:
            await self.note(lambda history: history.set_unread(conversation_id, unread=False))
            board.syncing.refresh_soon()
        await session.adopt_line(conversation_id)
        board.show_line()
        board.show_hint()

    def _show(self, read: Opened, place: Place | None, *, keep_draft: bool) -> None:
        """Shows what was read; awaits nothing, or an outcome told meanwhile would be taken for another's."""
        board, conversation = self._board, read.conversation
        if board.desk is not None:
            board.desk.session.watching = conversation.id
        board.conversation, board.turns = conversation, {turn.id: turn for turn in read.newest.turns}
        board.context, board.context_source = conversation.context, "the conversation"
        board.programs, board.program_count = read.programs, read.program_count
        if keep_draft:
            board.composer.show_draft(conversation.draft)
        self._show_reading(read.page, place)

    async def start_new(self) -> None:
        """A new conversation, ready to type in; it inherits the context, and is kept once something is typed."""
        board = self._board
        await self._leave()
        board.conversation, board.turns, board.programs, board.program_count = None, {}, (), 0
        if board.context is None and board.desk is not None:
            board.context, board.context_source = board.desk.context, board.desk.context_source
        elif board.context_source == "the conversation":
            board.context_source = "the conversation before"
        board.composer.show_draft("")
        self._show_reading(None, None)
        self._board.listing.mark()
        board.composer.prompt.focus()
        if board.desk is not None:
            board.desk.session.watching = None
            await self.note(lambda history: history.set_last_open(None))

    def to_reading(self) -> None:
        """To the transcript, or to what stands in its place before anything was asked."""
        board = self._board
        if board.welcome.display:
            board.applied_settings.end_tour()
            board.welcome.focus()
        elif board.transcript is not None:
            board.transcript.focus()

    async def note(self, call: Callable[[History], None]) -> None:
        """Writes what nobody would miss; a store that cannot be written can still be read."""
        from copilot_tui.domain.errors import StoreTrouble

        if self._board.desk is not None:
            with suppress(StoreTrouble):
                await self._board.desk.session.read(call)

    async def _leave(self) -> None:
        """Keeps what is typed in the conversation that is left, and the reader's place."""
        board = self._board
        await self._board.drafts.keep()
        place = board.transcript.place if board.transcript is not None else None
        if board.conversation is not None and place is not None:
            self._places[board.conversation.id] = place

    def _show_reading(self, page: TurnPage | None, place: Place | None) -> None:
        board = self._board
        begun = page is not None and bool(page.turns)
        board.welcome.display = not begun
        if board.transcript is not None:
            board.transcript.display = begun
            home, desk = board.conversation, board.desk
            source = StoredTurns(desk.session, home.id) if home is not None and desk is not None else None
            board.transcript.open(page, source, place)
        board.program_viewing.conversation_changed()
        board.show_place()

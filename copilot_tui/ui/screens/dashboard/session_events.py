"""What comes back: every event of the session, shown where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from copilot_tui.domain.state import TurnState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.service.desk import Desk
    from copilot_tui.service.events import Event
    from copilot_tui.ui.screens.dashboard.board import Board
    from copilot_tui.ui.terminal.notice import Notice
    from copilot_tui.ui.widgets.transcript.view import Transcript

_TICK_SECONDS = 0.25  # at most four frames a second, and only while something is asked


class SessionEvents:
    """Listens to the session, looks after other processes, and makes answers known to who looks away."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._ticking: Timer | None = None
        self._looking: Timer | None = None
        self._notice: Notice | None = None

    async def begin(self, desk: Desk, notice: Notice) -> None:
        """Listens from now on: whatever is read after this misses nothing that other processes write."""
        from copilot_tui.service.store_watch import PERIOD_SECONDS, StoreWatch

        self._notice = notice
        notice.begin()
        desk.session.subscribe(self.heed)
        watch = StoreWatch(desk.session)

        async def look() -> None:
            if not self._board.is_whole:
                return
            self._tick()  # a wait that is counted down, another copy's question: also while nothing is asked here
            self._board.cloud_lookup.look_soon()
            await watch.look()

        await watch.look()
        # One for all that is looked at now and then, since waking up costs more than looking. The app's timer, not the
        # screen's: under a dialog, Textual paints all anew whenever the screen below has run.
        self._looking = self._board.app.set_interval(PERIOD_SECONDS, look)

    def notify_by(self, way: Literal["auto", "bell", "off"]) -> None:
        """Makes answers known in another way."""
        if self._notice is not None:
            self._notice.way = way

    def end(self) -> None:
        """Looks no longer, and gives the terminal its own title back."""
        if self._looking is not None:
            self._looking.stop()
            self._looking = None
        if self._notice is not None:
            self._notice.end()
            self._notice = None

    def heed(self, event: Event) -> None:
        """Shows an event of the session."""
        from copilot_tui.service import events

        board = self._board
        if not board.is_whole:  # the last outcomes come while the screen goes
            return
        match event:
            case events.TurnChanged(turn) if board.transcript and (texts := board.transcript.slow_texts([turn])):
                board.run_worker(self._show_large(board.transcript, turn, texts), group="large")
            case events.TurnChanged(turn):
                self._turn_changed(turn)
            case events.TurnRemoved(conversation_id, turn_id):
                self._turn_removed(conversation_id, turn_id)
            case events.ConversationChanged():
                board.syncing.refresh_soon()
            case events.Retrying(_, attempt, reason):
                board.say(f"Connecting again, attempt {attempt}: {reason}", "warning")
            case events.LineHeld() | events.LineReleased():
                board.show_line()
                board.show_hint()
            case events.NotSaved(turn, failure):
                self._turn_changed(turn)
                board.say(f"The outcome could not be kept: {failure.words}", "error")
            case events.ConnectionChanged(failure):
                board.show_service(failure)
            case events.Unsaved(count, reason):
                self._unsaved(count, reason)
            case events.StoreChanged():
                board.run_worker(board.syncing.reload(), group="reload", exclusive=True)

    def _unsaved(self, count: int, reason: str) -> None:
        """The history takes nothing for now, or again."""
        board = self._board
        before, board.title_bar.unsaved = board.title_bar.unsaved, count
        if not count:
            board.say("The history can be written again: everything is in it.")
            board.welcome.told = ()
        elif not before:
            board.say(f"{reason} What you ask is kept in memory, and stored as soon as it can be.", "warning")
        board.syncing.refresh_soon()

    async def _show_large(self, transcript: Transcript, turn: Turn, texts: Sequence[str]) -> None:
        await transcript.prepare(texts)
        self._turn_changed(turn)

    def _turn_changed(self, turn: Turn) -> None:
        board = self._board
        if turn.state is TurnState.SENDING:
            board.asking[turn.conversation_id] = turn
        elif board.asking.get(turn.conversation_id, turn).id == turn.id:
            board.asking.pop(turn.conversation_id, None)
        self._tick_while_asking()
        if board.conversation is not None and turn.conversation_id == board.conversation.id:
            board.turns[turn.id] = turn
            board.syncing.show_turn(turn)
        elif turn.state is TurnState.ANSWERED:
            board.say(f"Answered: {board.titles.get(turn.conversation_id, turn.query)}")
        board.show_line()
        self._make_known(turn)
        board.syncing.refresh_soon()
        board.show_hint()
        board.listing.mark()

    def _make_known(self, turn: Turn) -> None:
        """The terminal's title says what is under way; who looks away is called."""
        if self._notice is None:
            return
        asking = len(self._board.asking)
        title = self._board.titles.get(turn.conversation_id, turn.query)
        self._notice.title(f"◐ {asking} asking · copilot-tui" if asking else "copilot-tui")
        if turn.state is TurnState.ANSWERED and not self._board.app.app_focus:
            self._notice.title(f"● {title} · copilot-tui")
            self._notice.answered(title)

    def _turn_removed(self, conversation_id: str, turn_id: str) -> None:
        board = self._board
        if board.conversation is not None and conversation_id == board.conversation.id:
            board.syncing.take_away(turn_id)
        board.syncing.refresh_soon()

    def _tick_while_asking(self) -> None:
        if self._board.asking and self._ticking is None:
            self._ticking = self._board.set_interval(_TICK_SECONDS, self._tick)
        elif not self._board.asking and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
        self._board.show_panel()

    def _tick(self) -> None:
        self._board.show_panel()
        if self._board.transcript is not None:
            self._board.transcript.tick()

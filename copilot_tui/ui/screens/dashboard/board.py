"""What all parts of the dashboard share: its state, its widgets, and what is shown everywhere."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from copilot_tui.domain.text import line
from copilot_tui.ui.failure_reporter import FailureReporter
from copilot_tui.ui.screens.dashboard.enter_hint import enter_hint
from copilot_tui.ui.screens.dashboard.part import Part
from copilot_tui.ui.screens.dashboard.still_screen import StillScreen
from copilot_tui.ui.service_state import UNKNOWN
from copilot_tui.ui.widgets.composer import Composer
from copilot_tui.ui.widgets.context_panel import Asked, ContextPanel, Panel
from copilot_tui.ui.widgets.conversation_list import ConversationList
from copilot_tui.ui.widgets.key_bar import key_of
from copilot_tui.ui.widgets.list_head import ListHead
from copilot_tui.ui.widgets.title_bar import TitleBar
from copilot_tui.ui.widgets.typed_order import hold_typed
from copilot_tui.ui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Literal

    from textual.worker import WorkType

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.domain.errors import CopilotError, Failure
    from copilot_tui.domain.program import Program
    from copilot_tui.service.desk import Desk
    from copilot_tui.ui.clipboard.clipboard import Clipboard
    from copilot_tui.ui.screens.dashboard.applied_settings import AppliedSettings
    from copilot_tui.ui.screens.dashboard.cloud_lookup import CloudLookup
    from copilot_tui.ui.screens.dashboard.context_actions import ContextActions
    from copilot_tui.ui.screens.dashboard.drafts import Drafts
    from copilot_tui.ui.screens.dashboard.export_actions import ExportActions
    from copilot_tui.ui.screens.dashboard.import_actions import ImportActions
    from copilot_tui.ui.screens.dashboard.leading import Leading
    from copilot_tui.ui.screens.dashboard.list_actions import ListActions
    from copilot_tui.ui.screens.dashboard.listing import Listing
    from copilot_tui.ui.screens.dashboard.navigation import Navigation
    from copilot_tui.ui.screens.dashboard.overview_actions import OverviewActions
    from copilot_tui.ui.screens.dashboard.program_library import ProgramLibrary
    from copilot_tui.ui.screens.dashboard.program_viewing import ProgramViewing
    from copilot_tui.ui.screens.dashboard.questions import Questions
    from copilot_tui.ui.screens.dashboard.session_events import SessionEvents
    from copilot_tui.ui.screens.dashboard.settings_actions import SettingsActions
    from copilot_tui.ui.screens.dashboard.slash_commands import SlashCommands
    from copilot_tui.ui.screens.dashboard.syncing import Syncing
    from copilot_tui.ui.screens.dashboard.transcript_actions import TranscriptActions
    from copilot_tui.ui.widgets.transcript.view import Transcript


class Board(FailureReporter, StillScreen):
    """State and widgets. Everything is usable before the desk is there, which takes a moment after the first frame."""

    applied_settings: Part[AppliedSettings] = Part()
    cloud_lookup: Part[CloudLookup] = Part()
    context_actions: Part[ContextActions] = Part()
    drafts: Part[Drafts] = Part()
    export_actions: Part[ExportActions] = Part()
    import_actions: Part[ImportActions] = Part()
    leading: Part[Leading] = Part()
    list_actions: Part[ListActions] = Part()
    listing: Part[Listing] = Part()
    navigation: Part[Navigation] = Part()
    overview_actions: Part[OverviewActions] = Part()
    program_library: Part[ProgramLibrary] = Part()
    program_viewing: Part[ProgramViewing] = Part()
    questions: Part[Questions] = Part()
    session_events: Part[SessionEvents] = Part()
    settings_actions: Part[SettingsActions] = Part()
    slash_commands: Part[SlashCommands] = Part()
    syncing: Part[Syncing] = Part()
    transcript_actions: Part[TranscriptActions] = Part()

    def __init__(self) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.keymap: dict[str, str] = {}
        """Binding id → keys, where the person has remapped them."""
        self.conversation: Conversation | None = None
        """The open one; None for one that is not begun."""
        self.turns: dict[str, Turn] = {}
        """Of the open conversation the last ones, all without an outcome among them, and whatever has changed since."""
        self.context: CloudContext | None = None
        """Goes with the next question."""
        self.context_source = ""
        self.language = "typescript"
        """What programs are asked for in, unless another one is chosen."""
        self.programs: tuple[Program, ...] = ()
        """Of the open conversation the newest ones, newest first."""
        self.program_count = 0
        """How many the open conversation has."""
        self.asking: dict[str, Turn] = {}
        """Conversation → its turn on the wire, in all conversations."""
        self.titles: dict[str, str] = {}
        """Conversation → title, for those that are asking."""
        self.usual_seconds: tuple[float, float] | None = None
        """How long answers usually take, from and to; None before there are some."""
        self.service = UNKNOWN
        """Whether the service answers, as far as the questions of this run tell."""
        self.clipboard: Clipboard | None = None
        self._told = ("", 0.0)  # the last failure in words, and when it was said
        self.transcript: Transcript | None = None
        """None before the desk is there."""

    # widgets

    @property
    def is_whole(self) -> bool:
        """Whether all of it is there: not while the screen goes, when some parts are gone already."""
        parts = (TitleBar, ListHead, ConversationList, Composer, ContextPanel)
        return self.is_attached and all(self.query_one_optional(part) is not None for part in parts)

    @property
    def title_bar(self) -> TitleBar:
        """The first line."""
        return self.query_one(TitleBar)

    @property
    def listed(self) -> ConversationList:
        """The list of conversations."""
        return self.query_one(ConversationList)

    @property
    def composer(self) -> Composer:
        """Where a question is written."""
        return self.query_one(Composer)

    @property
    def panel(self) -> ContextPanel:
        """The right column."""
        return self.query_one(ContextPanel)

    @property
    def welcome(self) -> Welcome:
        """What stands where nothing was asked yet."""
        return self.query_one(Welcome)

    # opening

    def run_opening(
        self, work: Callable[[], Coroutine[None, None, None]], *, group: str = "dialog", exclusive: bool = True
    ) -> None:
        """Runs what opens a dialog or a pane; what is typed until that is there is typed into it.

        Args:
            work: opens it, and may wait for what it gives.
            group: of the worker.
            exclusive: whether it ends the other workers of its group.
        """
        run: WorkType[None] = partial(_release_after, work, hold_typed(self))
        self.run_worker(run, group=group, exclusive=exclusive)

    # saying

    def say(self, words: str, severity: Literal["information", "warning", "error"] = "information") -> None:
        """Says something in passing; literal text."""
        self.notify(line(words, 400), severity=severity, markup=False)

    def say_failure(self, error: CopilotError) -> None:
        """Says what went wrong and what can be done; the same at most once while it is still shown."""
        told, at = self._told
        if error.words != told or monotonic() - at > self.app.NOTIFICATION_TIMEOUT:
            self._told = error.words, monotonic()
            self.say(error.words, "error")

    def report_failure(self, error: CopilotError) -> None:
        """Tells what nobody caught."""
        self.say_failure(error)

    async def copy(self, text: str, what: str) -> None:
        """Copies, and says exactly what became of it."""
        if self.clipboard is None:
            return
        outcome = await self.clipboard.copy(text)
        self.say(f"{what}: {outcome.message}", "information" if outcome.ok else "error")

    # showing

    def key_of(self, action: str) -> str:
        """An action's first key as people write it, as it is remapped."""
        return key_of(self, action)

    def show_place(self) -> None:
        """Shows the context of the next question wherever it stands."""
        bar = self.title_bar
        bar.context, bar.source = self.context, self.context_source
        self.welcome.context, self.welcome.updates = self.context, self.cloud_lookup.updates
        self.show_panel()
        self.show_hint()

    def show_panel(self) -> None:
        """Shows what the right column shows."""
        from copilot_tui.service.session import utc_now

        now = utc_now()
        asked = tuple(
            Asked(home, self.titles.get(home, "…"), max(0.0, (now - (turn.sent_at or turn.asked_at)).total_seconds()))
            for home, turn in self.asking.items()
        )
        self.panel.show(
            Panel(
                context=self.context,
                context_key=self.key_of("context"),
                source=self.context_source,
                account=self.desk.account if self.desk else None,
                updates=self.cloud_lookup.updates,
                programs=self.programs,
                program_count=self.program_count,
                asking=asked,
                usual_seconds=self.usual_seconds if asked else None,
                service=self.service,
                now=now.replace(second=0, microsecond=0),
            )
        )
        self.title_bar.asking = len(asked)
        if self.transcript is not None:
            self.transcript.usual_seconds = self.usual_seconds

    def show_service(self, failure: Failure | None) -> None:
        """Shows what an exchange has told about the service: a failure, or (None) that it answers."""
        from copilot_tui.service.session import utc_now

        self.service = self.title_bar.service = self.service.after(failure, utc_now())
        self.show_panel()

    def show_line(self) -> None:
        """Shows what questions in line wait for: the person, other conversations, or another copy that sends them."""
        if self.transcript is None or self.desk is None or self.conversation is None:
            return
        session = self.desk.session
        self.transcript.wire_full = session.dispatch.is_full
        self.transcript.line_held = session.dispatch.is_held(self.conversation.id)
        self.transcript.elsewhere = frozenset(
            turn.id for turn in self.turns.values() if turn.state.is_open and not session.dispatch.is_ours(turn.id)
        )

    def show_hint(self) -> None:
        """Says what Enter will do."""
        self.composer.hint.text, self.composer.hint.warning = enter_hint(self)


async def _release_after(work: Callable[[], Coroutine[None, None, None]], release: Callable[[], None]) -> None:
    try:
        await work()
    finally:
        release()

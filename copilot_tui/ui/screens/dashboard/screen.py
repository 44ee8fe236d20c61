"""The dashboard's composition, and how it begins and ends."""

from __future__ import annotations

from importlib import import_module
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

from copilot_tui.config.first_frame import Panes
from copilot_tui.ui.screens.dashboard.applied_settings import arrange
from copilot_tui.ui.screens.dashboard.board import Board
from copilot_tui.ui.screens.dashboard.keys import DashboardKeys
from copilot_tui.ui.screens.dashboard.messages import DashboardMessages
from copilot_tui.ui.screens.dashboard.part import load_parts
from copilot_tui.ui.widgets.composer import Composer
from copilot_tui.ui.widgets.context_panel import ContextPanel
from copilot_tui.ui.widgets.conversation_list import ConversationList
from copilot_tui.ui.widgets.ground import SideBySide, Stacked
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.list_head import ListHead
from copilot_tui.ui.widgets.list_pane import ListPane
from copilot_tui.ui.widgets.title_bar import TitleBar
from copilot_tui.ui.widgets.title_filter import TitleFilter
from copilot_tui.ui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from copilot_tui.service.desk import Desk

NARROW, WIDE = 72, 100  # below the first the list folds away, below the second the right column


_WITH_THE_DESK: Final = (
    "clipboard.clipboard",
    "terminal.notice",
    "widgets.below_mark",
    "widgets.find_bar",
    "widgets.transcript.view",
)
"""What `Dashboard.attach` imports."""


class Dashboard(DashboardKeys, DashboardMessages):
    """List, transcript, composer, context: all that a person needs beside an editor."""

    DEFAULT_CSS = """
    Dashboard { background: $background; }
    Dashboard #panes { height: 1fr; }
    Dashboard #left { width: 24%; min-width: 28; max-width: 44; }
    Dashboard #left Input {
        border: none; height: 1; margin: 1 0 0 2; padding: 0 1; background: $raised; display: none;
    }
    Dashboard #left ConversationList { width: 100%; height: 1fr; }
    Dashboard #reading { width: 1fr; }
    Dashboard #reading Transcript, Dashboard #reading Welcome { height: 1fr; }
    Dashboard #left.-hidden, Dashboard ContextPanel.-hidden { display: none; }
    Dashboard.-narrow #left { display: none; }
    Dashboard.-narrow #left.-shown { display: block; dock: left; height: 100%; layer: above; }
    Dashboard.-narrow ContextPanel, Dashboard.-middle ContextPanel { display: none; }
    Dashboard.-narrow ContextPanel.-shown, Dashboard.-middle ContextPanel.-shown {
        display: block; dock: right; height: 100%; layer: above;
    }
    Dashboard #panes { layers: base above; }
    Dashboard ProgramViewer, Dashboard.-viewing ContextPanel, Dashboard.-viewing.-tight #reading { display: none; }
    Dashboard.-viewing ProgramViewer { display: block; }
    Dashboard.-viewing ContextPanel.-shown { display: block; dock: right; height: 100%; layer: above; }
    """

    def __init__(self, *, demo: bool = False, panes: Panes | None = None) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-middle"), (WIDE, "-wide")]
        # Set before the first frame, which would else be styled twice.
        width = get_terminal_size().columns
        self.add_class([name for least, name in self.HORIZONTAL_BREAKPOINTS if width >= least][-1], update=False)
        self._panes_at_first = panes or Panes()
        self._demo = demo

    def compose(self) -> ComposeResult:
        """The panes; the transcript joins them with the desk."""
        yield TitleBar()
        with SideBySide(id="panes"):
            with ListPane(id="left"):
                yield ListHead()
                yield ConversationList()
            with Stacked(id="reading"):
                yield Welcome()
                yield Composer()
            yield ContextPanel()
        yield KeyBar()

    def on_mount(self) -> None:
        """Ready to type in before anything else is there."""
        self.title_bar.demo = self._demo
        arrange(self, self._panes_at_first)
        self.composer.prompt.focus()
        self.show_hint()

    def on_resize(self) -> None:
        """Two panes beside the list need room."""
        if self.has_class("-viewing"):
            self.program_viewing.fit()
        self.call_after_refresh(self._focus_something)

    def _focus_something(self) -> None:
        """A pane that goes with the room for it takes the focus along: keys must arrive somewhere."""
        if self.focused is None:
            self.composer.prompt.focus()

    def on_unmount(self) -> None:
        """Here and not in the app, whose screens are gone by the time that it ends."""
        self.session_events.end()
        self.cloud_lookup.end()

    @classmethod
    def import_rest(cls) -> None:
        """Imports what comes with the desk; in a thread, so that keys are echoed meanwhile."""
        for module in _WITH_THE_DESK:
            import_module(f"copilot_tui.ui.{module}")
        load_parts(Board)

    async def attach(self, desk: Desk) -> None:
        """Puts the desk under everything: from here on there is a history and a wire."""
        from copilot_tui.ui.clipboard.clipboard import Clipboard
        from copilot_tui.ui.terminal.notice import Notice
        from copilot_tui.ui.widgets.below_mark import BelowMark
        from copilot_tui.ui.widgets.find_bar import FindBar
        from copilot_tui.ui.widgets.transcript.view import Transcript

        reading = Transcript(id="transcript")
        reading.display = False
        await self.query_one("#reading").mount(reading, before=self.welcome)
        await self.query_one("#left").mount(TitleFilter(id="filter"), before=0)
        await self.query_one("#reading").mount(BelowMark(), FindBar(), before=self.composer)
        # All at once, with no await between: whoever presses Enter meanwhile finds either nothing of it or everything.
        self.desk, self.transcript = desk, reading
        self.clipboard = Clipboard(self._write, desk.data_dir / "copied")
        self.context, self.context_source = desk.context, desk.context_source
        self.applied_settings.begin(desk)
        self.title_bar.host = desk.api_host
        self.language = desk.settings.language
        self.welcome.prompts = tuple((prompt.name, prompt.text) for prompt in desk.settings.prompts)
        self.welcome.told = desk.notices
        if not desk.account.source:
            self.welcome.notice = desk.account.problem or "Nobody is signed in."
        self.show_place()
        await self.session_events.begin(desk, Notice(self._write, desk.settings.notify))
        await self.navigation.begin(desk)
        for notice in desk.notices:
            self.say(notice, "warning")
        self.cloud_lookup.begin(desk)
        self.transcript_actions.prepare()
        self.overview_actions.prepare(desk)
        await self.questions.send_early()

    def _write(self, sequence: str) -> None:
        """Writes an escape sequence of our own to the terminal."""
        driver = self.app._driver  # noqa: SLF001 — Textual has no public way to write to the terminal
        if driver is not None and not self.app.is_headless:
            driver.write(sequence)
            driver.flush()

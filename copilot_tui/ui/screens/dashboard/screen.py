"""The dashboard's composition, its keys, and which part answers to what."""

from __future__ import annotations

from shutil import get_terminal_size
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from copilot_tui.config.first_frame import Panes
from copilot_tui.ui.screens.dashboard.applied_settings import arrange_first, set_width
from copilot_tui.ui.screens.dashboard.board import Board
from copilot_tui.ui.screens.dashboard.part import load_parts
from copilot_tui.ui.widgets.composer import Composer
from copilot_tui.ui.widgets.context_panel import ContextPanel
from copilot_tui.ui.widgets.conversation_list import ConversationList
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.widgets.list_head import ListHead
from copilot_tui.ui.widgets.list_pane import ListPane
from copilot_tui.ui.widgets.prompt import Prompt
from copilot_tui.ui.widgets.resizable import Resizable
from copilot_tui.ui.widgets.title_bar import TitleBar
from copilot_tui.ui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from copilot_tui.service.desk import Desk
    from copilot_tui.ui.widgets.find_bar import FindBar
    from copilot_tui.ui.widgets.program_viewer import ProgramViewer
    from copilot_tui.ui.widgets.transcript import messages as transcript

NARROW, WIDE = 72, 100  # below the first the list folds away, below the second the right column


class Dashboard(Board):
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

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "new", "new", id="new", tooltip="New conversation", priority=True),
        Binding("ctrl+o", "open", "open", id="open", tooltip="Open or search conversations", priority=True),
        Binding("f2", "programs", "programs", id="programs", tooltip="All generated programs", priority=True),
        Binding("f3", "overview", "overview", id="overview", tooltip="The history from above", priority=True),
        Binding(
            "f4", "context", "context", id="context", tooltip="Edit the context of the next question", priority=True
        ),
        Binding(
            "f6", "next_pane", "next pane", id="next_pane", tooltip="Go to the next pane", show=False, priority=True
        ),
        Binding(
            "f7",
            "toggle_list",
            "list",
            id="toggle_list",
            tooltip="Show or hide the conversations",
            show=False,
            priority=True,
        ),
        Binding(
            "f8",
            "toggle_context",
            "context panel",
            id="toggle_context",
            tooltip="Show or hide the context",
            show=False,
            priority=True,
        ),
        Binding(
            "ctrl+t",
            "toggle_traces",
            "traces",
            id="toggle_traces",
            tooltip="Unfold or fold all traces",
            show=False,
            priority=True,
        ),
        Binding(
            "ctrl+c",
            "copy_or_cancel",
            "copy selection, or cancel",
            id="copy_or_cancel",
            tooltip="Copy the selection, or cancel the running question",
            show=False,
            priority=True,
        ),
    ]

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
        with Horizontal(id="panes"):
            with ListPane(id="left"):
                yield ListHead()
                yield ConversationList()
            with Vertical(id="reading"):
                yield Welcome()
                yield Composer()
            yield ContextPanel()
        yield KeyBar()

    def on_mount(self) -> None:
        """Ready to type in before anything else is there."""
        self.title_bar.demo = self._demo
        arrange_first(self, self._panes_at_first)
        self.composer.prompt.focus()
        self.show_hint()

    def on_resize(self) -> None:
        """Two panes beside the list need room."""
        if self.has_class("-viewing"):
            self.program_viewing.fit()

    def on_unmount(self) -> None:
        """Here and not in the app, whose screens are gone by the time that it ends."""
        self.session_events.end()
        self.cloud_lookup.end()

    @classmethod
    def import_rest(cls) -> None:
        """Imports what comes with the desk; in a thread, so that keys are echoed meanwhile."""
        from copilot_tui.ui.clipboard import clipboard  # noqa: F401 — used by `attach`
        from copilot_tui.ui.terminal import notice  # noqa: F401
        from copilot_tui.ui.widgets import below_mark, find_bar  # noqa: F401
        from copilot_tui.ui.widgets.transcript import view  # noqa: F401

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
        await self.query_one("#left").mount(Input(placeholder="filter titles", id="filter"), before=0)
        await self.query_one("#reading").mount(BelowMark(), FindBar(), before=self.composer)
        # All at once, with no await between: whoever presses Enter meanwhile finds either nothing of it or everything.
        self.desk, self.transcript = desk, reading
        self.clipboard = Clipboard(self._write, desk.data_dir / "copied")
        self.context, self.context_source = desk.context, desk.context_source
        self.applied_settings.begin(desk)
        self.title_bar.host = desk.api_host
        self.language = desk.settings.language
        self.welcome.prompts = tuple((prompt.name, prompt.text) for prompt in desk.settings.prompts)
        if not desk.account.source:
            self.welcome.notice = desk.account.problem or "Nobody is signed in."
        self.show_place()
        await self.session_events.begin(desk, Notice(self._write, desk.settings.notify))
        await self.navigation.begin(desk)
        for notice in desk.notices:
            self.say(notice, "warning")
        self.cloud_lookup.begin(desk)
        self.overview_actions.prepare(desk)
        await self.questions.send_early()

    def _write(self, sequence: str) -> None:
        """Writes an escape sequence of our own to the terminal."""
        driver = self.app._driver  # noqa: SLF001 — Textual has no public way to write to the terminal
        if driver is not None and not self.app.is_headless:
            driver.write(sequence)
            driver.flush()

    # the composer

    @on(Composer.Submitted)
    async def _submitted(self, event: Composer.Submitted) -> None:
        await self.questions.submit(event.query)

    @on(Composer.SentBlank)
    def _sent_blank(self) -> None:
        self.questions.ask_for_what_lacks()

    @on(Composer.Drafted)
    async def _drafted(self) -> None:
        await self.navigation.keep_typed()

    @on(Composer.Edited)
    async def _edited(self, event: Composer.Edited) -> None:
        await self.slash_commands.suggest(event.typed)

    @on(Prompt.EarlierWanted)
    async def _earlier_wanted(self, event: Prompt.EarlierWanted) -> None:
        await self.questions.go_through_earlier(event.step)

    @on(Prompt.SearchWanted)
    def _search_wanted(self) -> None:
        self.questions.search_earlier()

    @on(Prompt.EditorWanted)
    def _editor_wanted(self) -> None:
        self.questions.edit_elsewhere()

    @on(Prompt.Left)
    def _composer_left(self) -> None:
        if self.welcome.display:
            self.applied_settings.end_tour()
            self.welcome.focus()
        elif self.transcript is not None:
            self.transcript.focus()

    # the transcript, its find bar, a program beside it; their messages are named, not imported, since the first frame
    # does without them

    async def on_acted(self, event: transcript.Acted) -> None:
        """A key of a block was pressed."""
        await self.transcript_actions.act(event.action, event.target)

    def on_link_pressed(self, event: transcript.LinkPressed) -> None:
        """A link was clicked."""
        self.transcript_actions.press_link(event.text, event.url)

    def on_new_below(self, event: transcript.NewBelow) -> None:
        """Something new stands below what is in sight, or no longer."""
        from copilot_tui.ui.widgets.below_mark import BelowMark

        self.query_one(BelowMark).count = event.count

    def on_found(self, event: transcript.Found) -> None:
        """What is found has changed."""
        self.transcript_actions.show_found(event.count, event.number)

    async def on_selection_taken(self, event: transcript.SelectionTaken) -> None:
        """The selected text is to be copied."""
        await self.export_actions.copy(event.text, "Selection")

    def on_find_bar_sought(self, event: FindBar.Sought) -> None:
        """Other words are looked for."""
        self.transcript_actions.find(event.words)

    def on_find_bar_stepped(self, event: FindBar.Stepped) -> None:
        """Another hit is wanted."""
        self.transcript_actions.step(event.direction)

    def on_find_bar_closed(self) -> None:
        """The find bar has gone."""
        self.transcript_actions.close_find()

    def on_program_viewer_left(self) -> None:
        """Back to the transcript."""
        self.program_viewing.close()

    def on_program_viewer_enlarge_wanted(self, event: ProgramViewer.EnlargeWanted) -> None:
        """The program is wanted over the whole screen."""
        self.program_viewing.enlarge(event.program, event.versions)

    # the list

    @on(ConversationList.Opened)
    async def _opened(self, event: ConversationList.Opened) -> None:
        await self.list_actions.open(event.conversation_id)

    @on(ConversationList.Acted)
    async def _acted(self, event: ConversationList.Acted) -> None:
        await self.list_actions.act(event.action, event.summaries)

    @on(ConversationList.Wanted)
    async def _list_wanted(self, event: ConversationList.Wanted) -> None:
        await self.listing.want(event.what)

    @on(ConversationList.PagesWanted)
    async def _pages_wanted(self, event: ConversationList.PagesWanted) -> None:
        await self.listing.load(event.pages)

    @on(ConversationList.ChoiceChanged)
    def _choice_changed(self) -> None:
        self.listing.show_chosen()

    @on(Input.Changed, "#filter")
    def _filter_changed(self, event: Input.Changed) -> None:
        self.listing.filter(event.value)

    @on(Input.Submitted, "#filter")
    def _filter_submitted(self) -> None:
        self.listed.focus()

    @on(Welcome.Chosen)
    async def _starter_chosen(self, event: Welcome.Chosen) -> None:
        await self.context_actions.begin_with(event.starter)

    @on(Welcome.Left)
    def _welcome_left(self) -> None:
        self.composer.prompt.focus()

    # what is pressed with the mouse

    @on(Lines.Pressed)
    async def _pressed(self, event: Lines.Pressed) -> None:
        verb, _, rest = event.action.partition(" ")
        match verb:
            case "edit_context":
                self.context_actions.edit_context()
            case "sign_in":
                self.context_actions.ask_to_sign_in()
            case "update":
                await self.context_actions.choose_update(int(rest))
            case "scope" | "view":
                await self.listing.want(verb)
            case "conversation":
                await self.navigation.choose(rest)
            case "below" if self.transcript is not None:
                self.transcript.scroll_to_end()
            case "program":
                self.program_viewing.open(rest)
            case "tour_seen":
                self.applied_settings.end_tour()

    @on(Resizable.Dragged)
    def _edge_dragged(self, event: Resizable.Dragged) -> None:
        set_width(event.pane, event.columns)
        if event.done:
            name = "ui.list_width" if event.pane.id == "left" else "ui.context_width"
            self.applied_settings.keep(name, event.columns)

    # keys

    async def action_new(self) -> None:
        """A new conversation."""
        await self.navigation.start_new()

    def action_open(self) -> None:
        """Opens or searches conversations."""
        self.navigation.search()

    def action_write(self) -> None:
        """To the composer; before the next key, which is meant for it."""
        self.set_focus(self.composer.prompt)

    def action_find(self) -> None:
        """The line to find words with; before the next key, which is meant for it."""
        self.transcript_actions.open_find()

    def action_programs(self) -> None:
        """All programs."""
        self.export_actions.browse_programs()

    def action_overview(self) -> None:
        """The history from above."""
        self.overview_actions.open()

    def action_context(self) -> None:
        """Edits the context."""
        self.context_actions.edit_context()

    def action_next_pane(self) -> None:
        """Goes round: composer, transcript or what stands in its place, program, list, context."""
        program = self.program_viewing.pane
        read = (self.welcome, self.transcript, program and program.reader)
        rounds = (self.composer.prompt, *read, self.listed, self.panel)
        seen = [pane for pane in rounds if pane is not None and pane.display and pane.region]
        here = program.reader if program is not None and program.has_focus_within else self.focused
        at = seen.index(here) if here in seen else -1
        seen[(at + 1) % len(seen)].focus()

    def action_toggle_list(self) -> None:
        """Folds the list away, or back."""
        left = self.query_one("#left")
        in_list = left.has_focus_within
        left.toggle_class("-shown" if self.has_class("-narrow") else "-hidden")
        if not self.has_class("-narrow"):
            self.applied_settings.keep("ui.show_list", not left.has_class("-hidden"))
        self.call_after_refresh(self.program_viewing.fit)
        if left.has_class("-shown"):
            self.listed.focus()
        elif in_list and not left.display:
            self.composer.prompt.focus()

    def action_toggle_context(self) -> None:
        """Folds the right column away, or back."""
        beside = self.has_class("-wide") and self.program_viewing.pane is None
        self.panel.toggle_class("-hidden" if beside else "-shown")
        if beside:
            self.applied_settings.keep("ui.show_context", not self.panel.has_class("-hidden"))

    def action_toggle_traces(self) -> None:
        """Unfolds all traces, or folds them."""
        if self.transcript is not None:
            self.transcript.show_traces = not self.transcript.show_traces

    async def action_copy_or_cancel(self) -> None:
        """Copies the selection where there is one; else cancels the running question."""
        if not await self._copy_selected():
            await self.questions.cancel_running()

    def action_copy_text(self) -> None:
        """Copies the selection by our own door: Textual's key for it would go past that."""
        self.run_worker(self._copy_selected(), group="copy")

    async def _copy_selected(self) -> bool:
        if selected := self.selected_text():
            await self.export_actions.copy(selected, "Selection")
            self.clear_selection()
        return bool(selected)

    def selected_text(self) -> str | None:
        """What is selected with the mouse, or within the text that has the focus."""
        focused = self.focused
        if isinstance(focused, Prompt | Input) and focused.selected_text:
            return focused.selected_text
        return self.get_selected_text()

"""What the dashboard's widgets tell, each message handed to the module that answers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from copilot_tui.ui.screens.dashboard.applied_settings import set_width
from copilot_tui.ui.screens.dashboard.board import Board
from copilot_tui.ui.widgets.composer import Composer
from copilot_tui.ui.widgets.conversation_list import ConversationList
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.widgets.prompt import Prompt
from copilot_tui.ui.widgets.resizable import Resizable
from copilot_tui.ui.widgets.title_filter import TitleFilter
from copilot_tui.ui.widgets.typed_order import Answered
from copilot_tui.ui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from copilot_tui.ui.widgets.find_bar import FindBar
    from copilot_tui.ui.widgets.program_viewer import ProgramViewer
    from copilot_tui.ui.widgets.transcript import messages as transcript


class DashboardMessages(Board):
    """Handlers of one line; none knows more than who is meant."""

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        event.release()

    # the composer

    @on(Composer.Submitted)
    async def _submitted(self, event: Composer.Submitted) -> None:
        await self.questions.submit(event.query)

    @on(Composer.SentBlank)
    def _sent_blank(self) -> None:
        self.questions.ask_for_what_lacks()

    @on(Composer.Drafted)
    async def _drafted(self) -> None:
        await self.drafts.keep()

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
        self.navigation.to_reading()

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
        await self.copy(event.text, "Selection")

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

    @on(TitleFilter.Done)
    def _filter_done(self) -> None:
        self.listed.focus()

    @on(TitleFilter.Closed)
    async def _filter_closed(self) -> None:
        await self.listing.want("everything")

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

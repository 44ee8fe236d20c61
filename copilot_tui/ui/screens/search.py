"""Opening a conversation by its words: the newest ones before anything is typed, the search from then on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from copilot_tui.domain.listing import ListQuery, SearchHit
from copilot_tui.domain.search_query import parse_search, without_begun_letter
from copilot_tui.domain.search_suggestions import completed, suggestions, values_of
from copilot_tui.ui.painting import paint_now
from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.completing import Completing
from copilot_tui.ui.widgets.hit_list import HitList, hit_words
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.line_input import LineInput
from copilot_tui.ui.widgets.suggestion_line import SuggestionLine
from copilot_tui.ui.widgets.typed_order import do_after_typed
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.worker import WorkType

    from copilot_tui.domain.listing import SearchCursor, SearchPage
    from copilot_tui.domain.search_query import SearchQuery
    from copilot_tui.service.session import Session

_PAGE: Final = 24
_PATIENCE_SECONDS: Final = 0.025  # the next letter's search waits for as long
_OF_ONE: Final = 3  # hits of a conversation that are shown; the rest is counted
_KNOWN: Final = 300  # conversations whose organizations and stacks are suggested


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation, or a place in one."""

    conversation_id: str
    turn_id: str
    """"" for the conversation as a whole."""
    message_index: int | None
    words: tuple[str, ...]
    """What to mark there."""


class SearchScreen(Modal[Found | None], Completing):
    """Gives what was chosen, or None.

    The newest hits are there at once; the best ones follow in their place, unless one of them was already meant by
    then. An answer that comes after something else was typed is dropped; keys for hits wait for those of what was typed
    before them, so that who types words and Enter in one go is not led to a hit of half of them.

    Args:
        session: whose history is searched.
        now: the time, with the person's time zone.
        typed: what to begin with.
    """

    DEFAULT_CSS = """
    SearchScreen { align: center top; background: $veil; }
    SearchScreen > .search {
        width: 110; max-width: 100%; height: 84%; max-height: 100%; margin-top: 2; background: $panel;
        padding: $frame-padding; border: $frame; border-left: $frame-mark;
    }
    SearchScreen .title { text-style: bold; height: 1; }
    SearchScreen Input { border: none; height: 1; padding: 0 1; background: $raised; margin-top: 1; }
    SearchScreen Input:focus { border: none; }
    SearchScreen #search-state { color: $half; height: 1; margin-top: 1; }
    SearchScreen KeyBar { padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "open", id="search.open", priority=True),
        Binding("tab", "complete", "complete", id="search.complete", priority=True),
        Binding("up,ctrl+p", "move(-1)", "up", show=False, priority=True, id="search.up"),
        Binding("down,ctrl+n", "move(1)", "down", show=False, priority=True, id="search.down"),
        Binding("pageup", "page(-1)", "page up", show=False, priority=True, id="search.page_up"),
        Binding("pagedown", "page(1)", "page down", show=False, priority=True, id="search.page_down"),
        Binding("ctrl+home", "move(-1000000)", "first", show=False, priority=True, id="search.first"),
        Binding("ctrl+end", "move(1000000)", "last", show=False, priority=True, id="search.last"),
        Binding("escape", "leave", "back", priority=True, id="search.back"),
    ]

    def __init__(self, session: Session, now: Callable[[], datetime], typed: str = "") -> None:
        super().__init__()
        self._session = session
        self._now = now
        self._typed = typed
        self._query = parse_search("", now())
        self._next: SearchCursor | None = None
        self._ranked = False  # whether the best of what is shown come first, else the newest
        self._known: Mapping[str, Sequence[str]] = {}
        self._sought = ""  # what was typed last
        self._shown: str | None = None  # what was typed for the hits in sight
        self._awaited = ""  # what was typed for the hits that keys wait for
        self._waiting: list[Callable[[], None]] = []  # what those keys do

    def compose(self) -> ComposeResult:
        """Title, line, suggestions, hits, keys."""
        with Vertical(classes="search"):
            yield Static(Content("Open or search conversations"), classes="title")
            yield LineInput(self._typed, placeholder="words of a title, question, answer or program", max_length=1000)
            yield SuggestionLine()
            yield HitList(self._now)
            yield Static(id="search-state", markup=False)
            yield KeyBar()

    @property
    def hits(self) -> HitList:
        """The list of hits."""
        return self.query_one(HitList)

    def on_mount(self) -> None:
        """Shows what there is before anything is typed."""
        self._work(self._learn, "known")
        self._look(self._typed)

    @on(Input.Changed)
    def _typed_on(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.value != self._awaited:
            self._waiting.clear()
        self._look(event.value)

    def _look(self, typed: str) -> None:
        self.query_one(SuggestionLine).show(suggestions(typed, self._known))
        self._work(partial(self._show, typed), "hits")

    def _work(self, work: WorkType[None], group: str) -> None:
        # Not a coroutine: one that is put aside before it has begun would be complained about.
        self.run_worker(work, exclusive=True, group=group)

    async def _learn(self) -> None:
        """The organizations and stacks to suggest."""
        rows = await self._session.read(lambda history: history.page(ListQuery(), limit=_KNOWN))
        self._known = values_of(rows)

    # looking

    async def _show(self, typed: str) -> None:
        query = self._query = parse_search(without_begun_letter(typed), self._now())
        self._next, self._sought = None, typed
        if query.is_empty:
            rows = await self._session.read(lambda history: history.page(ListQuery(), limit=self._page_size))
            hits = [SearchHit(row.id, row.title, "", 0, "", "", row.updated_at) for row in rows]
            self._show_hits(hits, empty="No conversations yet.")
        else:
            await self._show_found(query)
        if self._awaited == typed:
            waiting, self._waiting = self._waiting, []
            for act in waiting:
                act()

    async def _show_found(self, query: SearchQuery) -> None:
        """The newest hits, then the best ones."""
        page = await self._first(query)
        self._take(page, ranked=False)
        if query.terms and len(page) > 1:
            best = await self._page(query, None, ranked=True)  # looked for while the newest are painted
            # Fewer where the disk let it see less: nothing that is there is to go again.
            if len(best) >= len(page) and self.hits.at == 0 and not self.hits.scroll_offset.y:
                self._take(best, ranked=True)

    async def _first(self, query: SearchQuery) -> SearchPage:
        """The first page with hits in it: what narrows down much may leave whole stretches of the index empty."""
        page = await self._page(query, None, ranked=False)
        while not page and page.next is not None:
            self._say("searching further back…")
            page = await self._page(query, page.next, ranked=False)
        return page

    async def _page(self, query: SearchQuery, after: SearchCursor | None, *, ranked: bool) -> SearchPage:
        return await self._session.search(
            lambda history: history.search(
                query,
                limit=self._page_size,
                ranked=ranked,
                per_conversation=_OF_ONE,
                after=after,
                patience=_PATIENCE_SECONDS,
            )
        )

    @property
    def _page_size(self) -> int:
        return max(_PAGE, self.hits.size.height)

    def _take(self, page: SearchPage, *, ranked: bool) -> None:
        self._next, self._ranked = page.next, ranked
        self._show_hits(page.hits, empty="Nothing holds that.")

    def _show_hits(self, hits: Sequence[SearchHit], *, empty: str) -> None:
        self.hits.show(hits, empty=empty)
        self._shown = self._sought
        self._say_hits()
        paint_now(self, self.hits, self.hits.vertical_scrollbar, self.query_one("#search-state"))

    @on(HitList.EndNear)
    def _end_near(self) -> None:
        query, after = self._query, self._next
        if after is not None:
            self._work(partial(self._go_on, query, after), "more")

    async def _go_on(self, query: SearchQuery, after: SearchCursor | None) -> None:
        """Adds the next page that has hits."""
        while after is not None and query == self._query:
            page = await self._page(query, after, ranked=self._ranked)
            if query != self._query:
                return
            self._next = after = page.next
            if page:
                self.hits.extend(page.hits)
                break
        self._say_hits()

    def _say_hits(self) -> None:
        if self._query.is_empty:
            self._say("")
            return
        many = f"{count(len(self.hits), 'hit')} in {count(self.hits.conversations, 'conversation')}"
        self._say(f"{many}, older ones follow below" if self._next else many if len(self.hits) else "")

    def _say(self, words: str) -> None:
        self.query_one("#search-state", Static).update(Content(words), layout=False)

    # keys

    def completed(self, typed: str, suggestion: str) -> str:
        """A search that is gone on with, word by word."""
        return completed(typed, suggestion)

    def action_move(self, hits: int) -> None:
        """Means another hit."""
        self._once_shown(partial(self.hits.move, hits))

    def action_page(self, pages: int) -> None:
        """Means one a page further."""
        self._once_shown(partial(self.hits.move_page, pages))

    def action_take(self) -> None:
        """Gives the hit that is meant."""
        self._once_shown(self._take_meant)

    def _once_shown(self, act: Callable[[], None]) -> None:
        """Does something with the hits of all that was typed before."""

        def act_or_wait() -> None:
            typed = self.query_one(Input).value
            if self._awaited != typed:
                self._awaited = typed
                self._waiting.clear()
            if self._shown == typed and not self._waiting:
                act()
            else:
                self._waiting.append(act)

        do_after_typed(self, act_or_wait)

    @on(HitList.Chosen)
    def _take_meant(self) -> None:
        if (hit := self.hits.meant) is not None:
            typed = (word for term in self._query.terms for word in term.words.split())
            words = tuple(dict.fromkeys((*hit_words(hit.snippet), *typed))) if hit.turn_id else ()
            self.dismiss(Found(hit.conversation_id, hit.turn_id, hit.message_index, words))

    def action_leave(self) -> None:
        """Gives nothing."""
        self.dismiss(None)

"""The history from above: every number leads to the conversations behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from copilot_tui.ui.own_work import EndsOwnWork
from copilot_tui.ui.screens.head import HEAD_CSS
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.widgets.overview.days import day_name
from copilot_tui.ui.widgets.overview.pane import OverviewPane

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from textual.app import ComposeResult

    from copilot_tui.domain.overview import Overview

_LOST = "conversation "


class OverviewScreen(Screen[str | None], EndsOwnWork):
    """Gives the action of the number that was chosen, or None when it is left.

    Args:
        overview: what is shown first: the first picture has the numbers in it.
        load: gives it anew.
        resend: sends a question again, by its turn's id.
        now: gives the time, with the person's time zone.
        starters: questions to begin with, for a history without any.
    """

    DEFAULT_CSS = (
        HEAD_CSS.format(name="OverviewScreen")
        + """
    OverviewScreen { background: $background; }
    OverviewScreen #facts { width: 1fr; color: $half; }
    OverviewScreen #meant { height: 1; padding: 0 3; color: $half; background: $background; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "resend", "resend", id="overview.resend"),
        Binding("f5", "reload", "count again", id="overview.reload"),
        Binding("escape,q", "leave", "back", id="overview.back"),
        Binding("f3", "leave", "back", show=False, id="overview"),
    ]

    def __init__(
        self,
        overview: Overview,
        load: Callable[[], Awaitable[Overview]],
        resend: Callable[[str], Awaitable[None]],
        *,
        now: Callable[[], datetime],
        starters: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._overview = overview
        self._load = load
        self._resend = resend
        self._now = now
        self._starters = starters
        self._fresh = False

    def compose(self) -> ComposeResult:
        """The head, the pane, what is meant in words, the keys."""
        with Horizontal(id="head"):
            yield Static(Content("overview"), id="name")
            yield Static(id="facts", markup=False)
        yield OverviewPane(self._now, self._starters)
        yield Static(id="meant", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Starts in the pane."""
        self.query_one(OverviewPane).focus()
        self._show(self._overview)
        self._fresh = True

    def on_screen_resume(self) -> None:
        """Counts again after another screen lay over this one."""
        if not self._fresh:
            self.action_reload()
        self._fresh = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what has no answer can be sent again; nothing is followed where nothing is meant."""
        target = self.query_one(OverviewPane).meant if self.is_mounted else None
        if action == "resend":
            return target is not None and target.action.startswith(_LOST)
        return super().check_action(action, parameters)

    def action_reload(self) -> None:
        """Counts again."""
        self.run_worker(self._count(), exclusive=True, group="load")

    async def _count(self) -> None:
        self._show(await self._load())

    def _show(self, overview: Overview) -> None:
        facts = f"{len(overview.weeks)} weeks, since {day_name(overview.days[0])}"
        self.query_one("#facts", Static).update(Content("" if overview.is_empty else facts))
        self.query_one(OverviewPane).show(overview)

    def action_resend(self) -> None:
        """Sends the question that is meant again."""
        target = self.query_one(OverviewPane).meant
        if target is not None and target.action.startswith(_LOST):
            self.run_worker(self._send(target.action.rpartition(" ")[2]), group="send")

    async def _send(self, turn_id: str) -> None:
        await self._resend(turn_id)
        self.action_reload()

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss(None)

    @on(OverviewPane.Meant)
    def _meant(self, event: OverviewPane.Meant) -> None:
        words = event.target.words if event.target is not None else ""
        self.query_one("#meant", Static).update(Content(words), layout=False)
        self.refresh_bindings()

    @on(Lines.Pressed)
    def _pressed(self, event: Lines.Pressed) -> None:
        event.stop()
        self.dismiss(event.action)

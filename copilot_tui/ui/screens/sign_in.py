"""Signing in and switching accounts: the places where a token may be, a masked field, and the demo to look around."""

from __future__ import annotations

import asyncio
import textwrap
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from copilot_tui.domain.errors import NotSignedIn, Unauthorized, WrongSettings
from copilot_tui.domain.text import prose
from copilot_tui.ui.screens.choosing import Rows
from copilot_tui.ui.screens.dialog import DIALOG_CSS
from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.drawing import ink
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.line_input import LineInput
from copilot_tui.ui.widgets.typed_order import do_after_typed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult

    from copilot_tui.domain.account import Account, TokenSource
    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.lines import Lines

_NAME = 21  # cells of a source's name
_HOW = {
    "pulumi login": "Run it in a shell; then choose it here.",
    "PULUMI_ACCESS_TOKEN": "It goes before the other ways; it is read at the start.",
}


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways to an account, as `copilot_tui.service.desk.Desk` has them."""

    sign_in: Callable[[str], Awaitable[Account]]
    sources: Sequence[TokenSource]
    """Those that there are, as they are now."""
    use_source: Callable[[str], Account]


class SignInScreen(Modal["Account | None"]):
    """Gives the account that is in use from now on, or None when it is left as it was.

    Args:
        doors: the ways in.
        account: the one in use.
        problem: why that is none, or no good, as a sentence.
        offer_demo: whether the demo is one of the ways.
    """

    DEFAULT_CSS = DIALOG_CSS.format(name="SignInScreen") + (
        "SignInScreen Input { margin-top: 1; } SignInScreen Rows { height: auto; margin: 1 0; max-height: 12; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "use it", priority=True, id="sign_in.accept"),
        Binding("up", "move(-1)", "way before", show=False, priority=True, id="sign_in.up"),
        Binding("down", "move(1)", "next way", show=False, priority=True, id="sign_in.down"),
        Binding("ctrl+d", "demo", "open the demo", priority=True, id="sign_in.demo"),
        Binding("escape", "leave", "leave", id="sign_in.back"),
    ]

    def __init__(self, doors: Doors, account: Account, problem: str = "", *, offer_demo: bool = True) -> None:
        super().__init__()
        self._doors = doors
        self._account = account
        said = any(account.problem.startswith(source.state) for source in doors.sources)  # by the way itself, below
        self._problem = problem or ("" if said else account.problem)
        self._offer_demo = offer_demo
        self._sources = doors.sources

    def compose(self) -> ComposeResult:
        """What is so, the ways in, the field."""
        with Vertical(classes="dialog"):
            yield Static(Content("Account" if self._account.source else "Sign in to Pulumi"), classes="title")
            yield Static(Content(prose(self._state())))
            yield Rows()
            yield Static(Content("or paste a token from https://app.pulumi.com/account/tokens:"), classes="quiet")
            yield LineInput(password=True, placeholder="pul-…", id="token")
            yield Static(
                Content("It is kept in memory only, and sent to the Pulumi Cloud only."), classes="quiet", id="promise"
            )
            yield Static(classes="problem", id="problem")
            yield KeyBar()

    def on_mount(self) -> None:
        """Ready to paste."""
        self.query_one("#problem").display = False
        self.query_one(Input).focus()
        in_use = next((at for at, one in enumerate(self._sources) if one.name == self._account.source), 0)
        self.query_one(Rows).show([partial(self._drawn, source) for source in self._sources], at=in_use)

    def action_accept(self) -> None:
        """Uses the token, or the marked way where none is typed; stays while that is none."""
        do_after_typed(self, self._accept)

    def _accept(self) -> None:
        field = self.query_one(Input)
        typed = field.value
        with self.prevent(Input.Changed):
            field.value = ""  # nothing on screen keeps it
        at = self.query_one(Rows).at
        if typed.strip():
            self._try(partial(self._doors.sign_in, typed), "Asking the Pulumi Cloud whose it is …")
        elif at < len(self._sources):
            name = self._sources[at].name
            self._try(partial(asyncio.to_thread, self._doors.use_source, name), f"Reading {name} …")

    def action_move(self, rows: int) -> None:
        """Marks another way."""
        self.query_one(Rows).move(rows)

    def on_lines_pressed(self, event: Lines.Pressed) -> None:
        """Marks the way that was clicked, and uses it."""
        if isinstance(rows := event.control, Rows):
            event.stop()
            rows.move(int(event.action) - rows.at)
            self.action_accept()

    def _try(self, attempt: Callable[[], Awaitable[Account]], meanwhile: str) -> None:
        self._say(meanwhile, quiet=True)
        self._attempt(attempt)

    @work(exclusive=True, group="attempt")
    async def _attempt(self, attempt: Callable[[], Awaitable[Account]]) -> None:
        try:
            account = await attempt()
        except (WrongSettings, NotSignedIn, Unauthorized) as error:
            self._say(error.words)
        else:
            self.dismiss(account)

    def _say(self, words: str, *, quiet: bool = False) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(Content(prose(words)))
        problem.set_class(quiet, "quiet")
        problem.set_class(not quiet, "problem")
        problem.display = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers the demo only where it is not running already."""
        return self._offer_demo if action == "demo" else super().check_action(action, parameters)

    def action_demo(self) -> None:
        """Leaves for the demo."""
        self.app.exit("demo")

    def action_leave(self) -> None:
        """Leaves everything as it was."""
        self.dismiss(None)

    def _state(self) -> str:
        if self._problem:
            return self._problem
        if not self._account.source:
            return "Choose a way, or look around in the demo first: it needs no account."
        who = f"Signed in as {self._account.user}" if self._account.user else "Signed in"
        return f"{who} by {self._account.source}. The arrow keys choose another way."

    def _drawn(self, source: TokenSource, width: int, palette: Palette) -> list[Text]:
        in_use = source.name == self._account.source
        state = f"{source.state}{' · in use' if in_use else ''}"
        if not source.usable and source.name in _HOW:
            state = f"{state}{'' if state.endswith('.') else '.'} {_HOW[source.name]}"
        first, *others = textwrap.wrap(prose(state), max(10, width - _NAME)) or [""]
        name = Text(f"{source.name:<{_NAME}}", ink(palette.accent if source.usable else palette.half))
        quiet = ink(palette.text if source.usable else palette.half)
        return [Text.assemble(name, (first, quiet)), *(Text(" " * _NAME + other, quiet) for other in others)]

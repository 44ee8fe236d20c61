"""Signing in: the ways in, a masked field, and the demo for those who only want to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from copilot_tui.domain.errors import WrongSettings
from copilot_tui.domain.text import prose
from copilot_tui.ui.screens.dialog import DIALOG_CSS
from copilot_tui.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from copilot_tui.service.desk import Account

WAYS = (
    ("pulumi login", "signs the Pulumi CLI in, and this too"),
    ("PULUMI_ACCESS_TOKEN", "in the environment, before the start"),
    ("token_command", "in config.toml: what prints the token"),
)


class SignInScreen(ModalScreen["Account | None"]):
    """Gives the account that was made with a typed token, or None when it is left.

    Args:
        sign_in: uses a token; raises WrongSettings where it cannot be one.
        problem: why there is no token, as a sentence.
    """

    DEFAULT_CSS = DIALOG_CSS.format(name="SignInScreen") + "SignInScreen Input { margin-top: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "use this token", priority=True, id="sign_in.accept"),
        Binding("ctrl+d", "demo", "open the demo", priority=True, id="sign_in.demo"),
        Binding("escape", "leave", "look around first", id="sign_in.back"),
    ]

    def __init__(self, sign_in: Callable[[str], Account], problem: str = "", *, offer_demo: bool = True) -> None:
        super().__init__()
        self._sign_in = sign_in
        self._problem = problem
        self._offer_demo = offer_demo

    def compose(self) -> ComposeResult:
        """What is missing, the ways in, the field."""
        with Vertical(classes="dialog"):
            yield Static(Content("Sign in to Pulumi"), classes="title")
            yield Static(Content(prose(self._problem or "There is no access token.")))
            yield Static(self._ways(), classes="ways")
            yield Static(Content("or paste one from https://app.pulumi.com/account/tokens:"), classes="quiet")
            yield Input(password=True, placeholder="pul-…", id="token")
            yield Static(
                Content("It is kept in memory only, and sent to the Pulumi Cloud only."), classes="quiet", id="promise"
            )
            yield Static(classes="problem", id="problem")
            yield KeyBar()

    def on_mount(self) -> None:
        """Ready to paste."""
        self.query_one("#problem").display = False
        self.query_one(Input).focus()

    def action_accept(self) -> None:
        """Uses the token; stays while it cannot be one."""
        field = self.query_one(Input)
        try:
            account = self._sign_in(field.value)
        except WrongSettings as error:
            problem = self.query_one("#problem", Static)
            problem.update(Content(f"{error.message} {error.hint}"))
            problem.display = True
        else:
            self.dismiss(account)
        finally:
            with self.prevent(Input.Changed):
                field.value = ""  # nothing on screen keeps it

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 — the base's
        """Offers the demo only where it is not running already."""
        return self._offer_demo if action == "demo" else True

    def action_demo(self) -> None:
        """Leaves for the demo."""
        self.app.exit("demo")

    def action_leave(self) -> None:
        """Looks around without signing in."""
        self.dismiss(None)

    @staticmethod
    def _ways() -> Content:
        width = max(len(name) for name, _ in WAYS)
        rows = [Content.assemble("  ", (name.ljust(width), "$accent"), ("  " + words, "$half")) for name, words in WAYS]
        return Content("\n").join([Content(""), *rows, Content("")])

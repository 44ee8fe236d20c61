"""Editing the cloud context: organization and console URL, checked while they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from copilot_tui.domain.context import CONSOLE, CloudContext, console_url, org_problem, read_console_url, url_problem
from copilot_tui.domain.text import line
from copilot_tui.ui.screens.dialog import DIALOG_CSS
from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.line_input import LineInput
from copilot_tui.ui.widgets.typed_order import do_after_typed

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ContextScreen(Modal[CloudContext | None]):
    """Gives the context that was accepted, or None when it is left as it was."""

    DEFAULT_CSS = DIALOG_CSS.format(name="ContextScreen") + "ContextScreen .field { margin-top: 1; color: $half; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "use it", priority=True, id="context.accept"),
        Binding("tab,down", "app.focus_next", "next field", show=False, id="context.next"),
        Binding("shift+tab,up", "app.focus_previous", "field before", show=False, id="context.previous"),
        Binding("escape", "leave", "leave as it was", id="context.back"),
    ]

    def __init__(self, context: CloudContext | None, source: str = "", *, span_note: bool = False) -> None:
        super().__init__()
        self._before = context
        self._source = source
        self._span_note = span_note

    def compose(self) -> ComposeResult:
        """Two fields, each with what is wrong with it."""
        context = self._before
        with Vertical(classes="dialog"):
            yield Static(Content("Context of the next question"), classes="title")
            yield Static(Content(self._explanation()), classes="quiet")
            yield Static(Content("Organization"), classes="field")
            yield LineInput(line(context.org) if context else "", placeholder="acme", id="org")
            yield Static(classes="problem", id="org-problem")
            yield Static(Content("Console page"), classes="field")
            url = line(context.url, 2000) if context else CONSOLE
            yield LineInput(url, placeholder=f"{CONSOLE}/acme/project1/dev", id="url")
            yield Static(classes="problem", id="url-problem")
            yield KeyBar()

    def on_mount(self) -> None:
        """Starts where something is missing."""
        self.query_one("#org" if self._before is None else "#url", Input).focus()
        for problem in self.query(".problem"):
            problem.display = False  # nothing is wrong before something is typed

    def on_input_changed(self, event: Input.Changed) -> None:
        """Takes a pasted console address apart, then checks both fields."""
        org = self.query_one("#org", Input)
        url = self.query_one("#url", Input)
        value = event.value.strip()
        if event.input is org and value.startswith(f"{CONSOLE}/") and not url_problem(value):
            page = read_console_url(value)
            with self.prevent(Input.Changed):
                url.value, org.value = value, page.org
        elif event.input is url and not url_problem(value):
            page = read_console_url(value)
            if page.org and page.org != org.value:
                with self.prevent(Input.Changed):
                    org.value = page.org
        elif event.input is org and not org_problem(value):
            self._follow(url, value)
        self._check()

    def action_accept(self) -> None:
        """Gives the context; stays while something is wrong."""
        do_after_typed(self, self._accept)

    def _accept(self) -> None:
        org, url = self._values()
        if self._check():
            self.dismiss(CloudContext(org=org, url=url))

    def action_leave(self) -> None:
        """Gives nothing."""
        self.dismiss(None)

    def _follow(self, url: Input, org: str) -> None:
        """An address of another organization's pages makes no sense with a new one: its front page is taken."""
        page = read_console_url(url.value)
        if page.org and page.org != org and not page.project:
            with self.prevent(Input.Changed):
                url.value = console_url(org)

    def _values(self) -> tuple[str, str]:
        return self.query_one("#org", Input).value.strip(), self.query_one("#url", Input).value.strip()

    def _check(self) -> bool:
        org, url = self._values()
        problems = {"#org-problem": org_problem(org), "#url-problem": url_problem(url)}
        for selector, problem in problems.items():
            shown = self.query_one(selector, Static)
            shown.update(Content(problem or ""))
            shown.display = bool(problem)
        return not any(problems.values())

    def _explanation(self) -> str:
        found = f"Found by: {self._source}. " if self._source else ""
        note = "Another organization starts a new conversation. " if self._span_note else ""
        return f"{found}{note}Copilot knows only what goes with each question; a console address can be pasted."

"""Every screen, and the way to it from the dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.ui.theme.palette import DEFAULT_THEME
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from copilot_tui.ui.app import CopilotApp


WAIT = "…"
"""Begins what is waited for between two keys."""


@dataclass(frozen=True)
class Visit:
    """One screen."""

    name: str
    shows: str
    """What stands on it once it is there."""
    keys: tuple[str, ...] = ()
    """What is pressed on the dashboard with the newest conversation open, the composer focused."""
    before: Callable[[CopilotApp], Awaitable[object] | None] = lambda _app: None
    """What is done before the keys are pressed."""


def open_newest(app: CopilotApp) -> Awaitable[object]:
    """Opens a conversation with a program in two versions."""
    return app.dashboard.navigation.choose(app.dashboard.listed.summaries[1].id)


def open_failed(app: CopilotApp) -> Awaitable[object]:
    """Opens a conversation whose question failed."""
    row = next(row for row in app.dashboard.listed.summaries if row.title.startswith("Cost of"))
    return app.dashboard.navigation.choose(row.id)


def focus_list(app: CopilotApp) -> None:
    """Goes to the list."""
    app.dashboard.listed.focus()


def focus_transcript(app: CopilotApp) -> None:
    """Goes to the transcript."""
    assert app.dashboard.transcript is not None
    app.dashboard.transcript.focus()


def ask_to_sign_in(app: CopilotApp) -> None:
    """Opens the way in."""
    app.dashboard.context_actions.ask_to_sign_in()


def compare(app: CopilotApp) -> None:
    """Opens the comparison of a program's versions."""
    app.dashboard.program_library.compare(app.dashboard.programs[0].id)


def view(app: CopilotApp) -> None:
    """Opens a program, beside the conversation where there is room."""
    app.dashboard.program_viewing.open(app.dashboard.programs[0].id)


def go_dark(app: CopilotApp) -> None:
    """Back to the theme that is kept: where themes are chosen from, the one in force is marked."""
    app.theme = DEFAULT_THEME


async def ask_slowly(app: CopilotApp) -> None:
    """Asks something that is not answered while anybody looks."""
    await app.dashboard.questions.submit("/slow 60 Who are the admins?")
    await until(lambda: bool(app.dashboard.titles and app.dashboard.asking))
    app.dashboard.show_panel()


VISITS = (
    Visit("reading", "improved program", before=open_newest),
    Visit("failed", "Your question is kept", before=open_failed),
    Visit("list", "delete", ("j", "x"), before=focus_list),
    Visit("search", "VPC module", ("ctrl+o", "…Open or search", *"vpc")),
    Visit("earlier", "Earlier questions", ("ctrl+r",)),
    Visit("programs", "10 programs", ("f2",)),
    Visit("overview", "weeks", ("f3",)),
    Visit("program", "v2 of 2", before=view),
    Visit("diff", "copy patch", before=compare),
    Visit("export", "enter write", ("e",), before=focus_transcript),
    Visit("exchange", "copy JSON", ("i",), before=focus_transcript),
    Visit("context", "edit both fields", ("f4",)),
    Visit("context-fields", "Console page", ("f4", "…edit both", "ctrl+e")),
    Visit("sign-in", "token", before=ask_to_sign_in),
    Visit("settings", "settings", ("f9", "…warn_on_secrets", "j")),
    Visit("setting-value", "Takes", ("f9", "…warn_on_secrets", "slash", *"trash", "enter", "enter")),
    Visit("themes", "keep it", ("f9", "…warn_on_secrets", "enter"), before=go_dark),
    Visit("keys", "another key", ("f9", "…warn_on_secrets", "G", "enter")),
    Visit(
        "key",
        "give it this key",
        ("f9", "…warn_on_secrets", "G", "enter", "…another key", *"new", "enter", "…Press the key", "ctrl+o"),
    ),
    Visit("palette", "conversation", ("ctrl+p", "…Send the question", *"cluster")),
    Visit("help", "type to find", ("f1",)),
    Visit("leader", "PANES", ("ctrl+x",)),
    Visit("jump", "Composer", ("alt+j",)),
    Visit("asking", "asking", before=ask_slowly),
    Visit("leaving", "quit now", ("ctrl+q",)),
)
"""In this order; the last two with a question on the wire."""

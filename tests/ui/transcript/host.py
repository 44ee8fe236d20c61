"""A small app that shows a transcript and writes down what it posts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from textual.app import App

from copilot_tui.ui.theme.palette import DEFAULT_THEME, themes
from copilot_tui.ui.widgets.transcript.messages import (
    Acted,
    BlockMeant,
    Found,
    LinkPressed,
    NewBelow,
    SelectionTaken,
)
from copilot_tui.ui.widgets.transcript.view import Transcript
from tests.ui.transcript.conversation import START

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.message import Message

    from copilot_tui.domain.conversation import Turn

Posted = TypeVar("Posted")


class Host(App[None]):
    """Shows turns.

    Args:
        turns: what to show.
        theme: by name.
    """

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, turns: Sequence[Turn] = (), theme: str = DEFAULT_THEME) -> None:
        super().__init__()
        self.turns = turns
        self.posted: list[Message] = []
        self.time: datetime = START + timedelta(minutes=15, seconds=4.2)
        self._wanted_theme = theme
        for known in themes():
            self.register_theme(known)

    def compose(self) -> ComposeResult:
        yield Transcript(clock=lambda: self.time)

    def on_mount(self) -> None:
        self.theme = self._wanted_theme
        self.transcript.show(self.turns)
        self.transcript.focus()

    @property
    def transcript(self) -> Transcript:
        return self.query_one(Transcript)

    def on_acted(self, event: Acted) -> None:
        self.posted.append(event)

    def on_link_pressed(self, event: LinkPressed) -> None:
        self.posted.append(event)

    def on_new_below(self, event: NewBelow) -> None:
        self.posted.append(event)

    def on_found(self, event: Found) -> None:
        self.posted.append(event)

    def on_selection_taken(self, event: SelectionTaken) -> None:
        self.posted.append(event)

    def on_block_meant(self, event: BlockMeant) -> None:
        self.posted.append(event)

    def last(self, kind: type[Posted]) -> Posted:
        """The last message of a kind that was posted."""
        return next(message for message in reversed(self.posted) if isinstance(message, kind))

    def screen_lines(self) -> list[str]:
        """What is seen, line by line, without the blanks at the ends."""
        transcript = self.transcript
        return [transcript.render_line(y).text.rstrip() for y in range(transcript.size.height)]

    def screen_text(self) -> str:
        """What is seen."""
        return "\n".join(self.screen_lines())

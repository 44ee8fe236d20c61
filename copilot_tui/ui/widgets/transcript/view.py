"""The transcript: a conversation to read, to find words in, to act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from copilot_tui.ui.widgets.drawing import palette
from copilot_tui.ui.widgets.transcript.bindings import DEFAULT_KEYS, TRANSCRIPT_BINDINGS
from copilot_tui.ui.widgets.transcript.following import FollowingPane
from copilot_tui.ui.widgets.transcript.messages import SelectionTaken
from copilot_tui.ui.widgets.transcript.rows import Canvas, utc_now
from copilot_tui.ui.widgets.transcript.selection import selected_text
from copilot_tui.ui.widgets.typed_order import KeysInOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from textual.binding import BindingType
    from textual.selection import Selection

    from copilot_tui.ui.widgets.transcript.strips import Frame


class Transcript(FollowingPane, KeysInOrder):
    """A conversation. Its cost follows what is in sight, not its length.

    The screen gives it turns and acts on what it posts (see `messages`); it does nothing by itself.

    Args:
        clock: now, UTC; for elapsed times.
    """

    BINDINGS: ClassVar[list[BindingType]] = TRANSCRIPT_BINDINGS

    show_traces: var[bool] = var(default=False)
    """Whether the text of every trace is shown."""
    show_gutter: var[bool] = var(default=True)
    """Whether times stand in a gutter where there is room for one."""
    still: var[bool] = var(default=False)
    """Whether nothing turns while something is asked."""
    usual_seconds: var[tuple[float, float] | None] = var(None)
    """How long answers usually take, from and to; None while that is not known."""
    line_held: var[bool] = var(default=False)
    """Whether the questions in line stand still until the person lets them go on."""
    wire_full: var[bool] = var(default=False)
    """Whether as many questions are asked as may be asked at once."""
    elsewhere: var[frozenset[str]] = var(frozenset())
    """Turns that another copy of the program sends."""
    keys: var[Mapping[str, str]] = var(DEFAULT_KEYS)
    """The key of each action as blocks show it; to be set when keys are remapped. An action without one is left out."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = utc_now,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._clock = clock
        self._offers_selection = False

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing here are left to the screen."""
        if action == "release":
            return self.line_held
        if action == "take_selection":
            return self.text_selection is not None
        return super().check_action(action, parameters)

    def action_release(self) -> None:
        """Lets the questions in line go on, whichever block is meant."""
        self.action_act("release")

    def selection_updated(self, selection: Selection | None) -> None:
        """Paints the selection, and offers the key for it."""
        super().selection_updated(selection)
        if self._offers_selection != (selection is not None):
            self._offers_selection = selection is not None
            self.refresh_bindings()

    def action_take_selection(self) -> None:
        """Hands the selected text to the screen."""
        if self.text_selection is not None and (text := selected_text(self.viewport, self.text_selection)):
            self.post_message(SelectionTaken(text))

    # drawing

    def canvas(self, frame: Frame) -> Canvas:
        """What blocks are drawn on."""
        return Canvas(
            width=frame.text_width,
            palette=palette(self),
            keys=self.keys,
            times_in_gutter=frame.times,
            show_traces=self.show_traces,
            usual_seconds=self.usual_seconds,
            line_held=self.line_held,
            wire_full=self.wire_full,
            elsewhere=self.elsewhere,
            still=self.still,
            clock=self._clock,
        )

    def wants_times(self) -> bool:
        """Whether times should stand in the gutter."""
        return self.show_gutter

    def watch_show_traces(self) -> None:
        """Draws all anew."""
        self.relay()

    def watch_show_gutter(self) -> None:
        """Draws all anew."""
        self.relay()

    def watch_still(self) -> None:
        """Draws all anew."""
        self.relay()

    def watch_usual_seconds(self) -> None:
        """Draws all anew."""
        self.relay()

    def watch_line_held(self) -> None:
        """Draws all anew; another key means something now."""
        self.relay()
        if self.is_attached:
            self.refresh_bindings()

    def watch_wire_full(self) -> None:
        """Draws all anew."""
        self.relay()

    def watch_elsewhere(self) -> None:
        """Draws all anew."""
        self.relay()

    def watch_keys(self) -> None:
        """Draws all anew."""
        self.relay()

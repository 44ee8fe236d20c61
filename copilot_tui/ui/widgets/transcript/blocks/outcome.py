"""How a question ended, where that was not with an answer: it is asked still, or it was lost."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from copilot_tui.domain import text as door
from copilot_tui.domain.errors import NextStep
from copilot_tui.domain.finding import failure_text
from copilot_tui.domain.state import TurnState
from copilot_tui.ui.widgets.drawing import ink
from copilot_tui.ui.widgets.transcript.blocks.base import Block, Header, gap, half, header_row, prose_rows
from copilot_tui.ui.widgets.transcript.blocks.keys import key_rows
from copilot_tui.ui.widgets.transcript.rows import Row, Rows, wrapped
from copilot_tui.ui.words import between, duration, time_left

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.widgets.transcript.rows import Canvas, Layout

_TURNING: Final = "◐◓◑◒"
_TURNS_PER_SECOND: Final = 4
_ENDINGS: Final = {
    TurnState.FAILED: ("✗ ", "failed", "Your question is kept."),
    TurnState.CANCELLED: ("– ", "cancelled", "Your question is kept."),
    TurnState.INTERRUPTED: ("– ", "interrupted", "Your question is kept."),
}
_STEPS: Final = {
    NextStep.RESEND: ("resend", "resend"),
    NextStep.EDIT: ("edit", "edit and ask again"),
    NextStep.SIGN_IN: ("sign_in", "sign in"),
    NextStep.EDIT_CONTEXT: ("edit_context", "edit the context"),
}


class FailureBlock(Block):
    """Failed, cancelled or interrupted: what happened, what was kept, what can be done."""

    def __init__(self, turn: Turn) -> None:
        super().__init__(turn, "outcome")
        self._seconds_left = 0  # of the wait that the service asked for, as drawn

    @property
    def changes_with_time(self) -> bool:
        """While there is something left to wait, and once more after that."""
        return self._seconds_left > 0

    @property
    def actions(self) -> tuple[str, ...]:
        """The steps that the failure names."""
        return ("copy", "inspect", *(action for action, _ in self._steps()))

    @classmethod
    def text_of(cls, turn: Turn, _indices: Sequence[int]) -> str:
        """What happened and what can be done, in words."""
        return failure_text(turn) or _ENDINGS[turn.state][1]

    @classmethod
    def rough_height(cls, turn: Turn, indices: Sequence[int], width: int) -> int:
        """Its texts and three lines around them."""
        return super().rough_height(turn, indices, width) + 3

    def draw(self, canvas: Canvas) -> Layout:
        """All of it behind a bar."""
        failed = self.turn.state is TurnState.FAILED
        colour = canvas.palette.error if failed else canvas.palette.half
        rows = [*self._what(canvas, colour), *self._why(canvas), Row(), *key_rows(self._steps(), canvas)]
        for row in rows:
            row.bar = colour
        return Rows([gap(), *rows])

    def _what(self, canvas: Canvas, colour: str) -> Iterator[Row]:
        mark, word, _ = _ENDINGS[self.turn.state]
        failure, seconds = self.turn.failure, self.turn.duration_seconds
        facts = [
            str(failure.status) if failure and failure.status else "",
            f"after {duration(seconds)}" if seconds is not None else "",
        ]
        spans: list[Span] = [(f"{mark}{word}", ink(colour, bold=True))]
        spans += [half(canvas.palette, f" · {fact}") for fact in facts if fact]
        return wrapped(spans, canvas.width)

    def _why(self, canvas: Canvas) -> Iterator[Row]:
        failure = self.turn.failure
        if failure and self.turn.state is not TurnState.CANCELLED:  # who cancelled knows
            yield from prose_rows(failure.message, canvas)
        if failure and failure.retry_at:
            yield from self._wait(failure.retry_at, canvas)
        kept = [_ENDINGS[self.turn.state][2], failure.hint if failure else ""]
        yield from prose_rows(" ".join(part for part in kept if part), canvas, canvas.palette.half)
        if failure and failure.ticket_id:
            words = f"For a support ticket: request {door.line(failure.ticket_id, 80)}."
            yield from prose_rows(words, canvas, canvas.palette.half)

    def _wait(self, until: datetime, canvas: Canvas) -> Iterator[Row]:
        """The wait that the service asked for, counted down; resending is offered all the same."""
        left = (until - canvas.clock()).total_seconds()
        self._seconds_left = max(0, math.ceil(left))
        palette = canvas.palette
        if self._seconds_left:
            spans = [half(palette, "The service asks to wait: "), (time_left(left), ink(palette.warning, bold=True))]
            return wrapped([*spans, half(palette, " to go.")], canvas.width)
        return wrapped([half(palette, "The wait that the service asked for is over.")], canvas.width)

    def _steps(self) -> list[tuple[str, str]]:
        failure = self.turn.failure
        steps = failure.next_steps if failure else (NextStep.RESEND, NextStep.EDIT)
        return [_STEPS[step] for step in steps if step in _STEPS]


class AskingBlock(Block):
    """A question on its way: for how long, how long it usually takes, how to stop it."""

    def __init__(self, turn: Turn) -> None:
        super().__init__(turn, "outcome")

    @property
    def changes_with_time(self) -> bool:
        """Its seconds count."""
        return True

    @property
    def actions(self) -> tuple[str, ...]:
        """It can be cancelled."""
        return ("cancel",)

    @classmethod
    def text_of(cls, _turn: Turn, _indices: Sequence[int]) -> str:
        """There is no text to it."""
        return ""

    @classmethod
    def rough_height(cls, _turn: Turn, _indices: Sequence[int], _width: int) -> int:
        """A line and its key below an empty one."""
        return 3

    def draw(self, canvas: Canvas) -> Layout:
        """A turning mark, the seconds, the key; no key where another copy of the program asks."""
        palette, ours = canvas.palette, self.turn.id not in canvas.elsewhere
        elapsed = self._elapsed(canvas)
        passed = time_left(int(elapsed)) if canvas.still else duration(elapsed)
        mark = _TURNING[0 if canvas.still else int(elapsed * _TURNS_PER_SECOND) % len(_TURNING)]
        spans: list[Span] = [(f"{mark} ", ink(palette.warning)), ("asking", ink(palette.copilot, bold=True))]
        spans.append(half(palette, ("" if ours else " in another copy of copilot-tui") + f" · {passed}"))
        if usual := canvas.usual_seconds:
            late = elapsed > max(1.0, usual[1])
            words = f"longer than the usual {between(*usual)}" if late else f"usually {between(*usual)}"
            spans += [half(palette, " · "), (words, ink(palette.warning if late else palette.half))]
        keys = key_rows([("cancel", "cancel")] if ours else [], canvas)
        return Rows([gap(), *wrapped(spans, canvas.width), *keys])

    def _elapsed(self, canvas: Canvas) -> float:
        since = self.turn.sent_at or self.turn.asked_at
        return max(0.0, (canvas.clock() - since).total_seconds())


class NoticeBlock(Block):
    """What the service said beside its answer, or that its answer was empty."""

    def __init__(self, turn: Turn, header: Header | None) -> None:
        super().__init__(turn, "notice")
        self.header = header

    @property
    def actions(self) -> tuple[str, ...]:
        """It can be copied, and the exchange looked at."""
        return ("copy", "inspect")

    @classmethod
    def text_of(cls, turn: Turn, _indices: Sequence[int]) -> str:
        """The notice."""
        return turn.notice or "The answer was empty."

    def draw(self, canvas: Canvas) -> Layout:
        """A line or more, with a mark."""
        rows = [gap(), *(header_row(self.header, canvas) if self.header else ())]
        if not self.turn.notice:
            return Rows([*rows, *prose_rows(self.source(), canvas, canvas.palette.half)])
        spans = [("! ", ink(canvas.palette.warning, bold=True)), (door.line(self.turn.notice, 4_000), None)]
        return Rows([*rows, *wrapped(spans, canvas.width)])

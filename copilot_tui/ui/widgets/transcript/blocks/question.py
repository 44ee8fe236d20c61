"""What the person asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.state import TurnState
from copilot_tui.ui.widgets.drawing import ink
from copilot_tui.ui.widgets.transcript.blocks.base import (
    Block,
    Header,
    context_label,
    gap,
    header_row,
    is_large,
    prose_rows,
)
from copilot_tui.ui.widgets.transcript.blocks.keys import key_rows
from copilot_tui.ui.widgets.transcript.plain import PlainRows, Stack
from copilot_tui.ui.widgets.transcript.rows import Row, Rows, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.widgets.transcript.rows import Canvas, Layout


class QuestionBlock(Block):
    """A question with the context it was sent with; one that waits in line says so and offers its keys.

    Args:
        turn: whose question it is.
        before: the turn before it, whose context is compared with this one's.
    """

    def __init__(self, turn: Turn, before: Turn | None) -> None:
        super().__init__(turn, "question")
        self._before = before
        self._divided = before is not None and before.context != turn.context
        same = before is not None and before.context == turn.context
        self._asked = Header("you", "same context" if same else context_label(turn), turn.asked_at)

    @property
    def actions(self) -> tuple[str, ...]:
        """One in line can be changed and removed; one that is answered or lost can be asked again."""
        if self.turn.state is TurnState.QUEUED:
            return ("copy", "edit", "remove")
        shown = ("copy", "export", "inspect")
        return shown if self.turn.state is TurnState.SENDING else (*shown, "resend", "edit", "branch")

    @classmethod
    def text_of(cls, turn: Turn, _indices: Sequence[int]) -> str:
        """The question as typed."""
        return turn.query

    @classmethod
    def rough_height(cls, turn: Turn, _indices: Sequence[int], width: int) -> int:
        """Header and text."""
        return 3 + len(turn.query) // width

    @property
    def is_slow(self) -> bool:
        """Where it is very large; up to there, plain text is quick to draw."""
        return is_large(self.turn.query)

    def draw(self, canvas: Canvas) -> Layout:
        """Header, text, and for a waiting one its keys."""
        above = [gap()]
        if self._divided:
            rule = ("─" * canvas.width, ink(canvas.palette.faint))
            above += [Row(lead=[rule], silent=True), gap()]
        above += header_row(self._asked, canvas)
        below = [*self.beside(canvas), *self._below(canvas)]
        if is_large(self.said):
            return Stack([Rows(above), PlainRows(self.said, canvas.width), Rows(below)])
        return Rows([*above, *prose_rows(self.said, canvas), *below])

    @property
    def said(self) -> str:
        """What is shown of the question."""
        return self.turn.query

    def beside(self, _canvas: Canvas) -> Iterable[Row]:
        """What stands right below it."""
        return ()

    def _below(self, canvas: Canvas) -> list[Row]:
        if self.turn.state is not TurnState.QUEUED:
            return []
        words, offers = self._waiting(canvas)
        rows = list(wrapped([(f"◌ {words}", ink(canvas.palette.half))], canvas.width))
        for row in rows:
            row.silent = True
        return [*rows, *key_rows(offers, canvas)]

    def _waiting(self, canvas: Canvas) -> tuple[str, list[tuple[str, str]]]:
        """What a question in line waits for, and what can be done with it."""
        if self.turn.id in canvas.elsewhere:
            return "waits in another copy of copilot-tui", []
        offers = [("edit", "edit"), ("remove", "remove")]
        if self._before is not None and self._before.state.is_open:
            return "waits in line", offers
        if canvas.line_held:
            return "held: the question before it got no answer", [("release", "let the line go on"), *offers]
        if canvas.wire_full:
            return "waits until another conversation has its answer", offers
        return "about to be sent", offers  # what it is sent for is being committed, or drawn

"""A question that texts went with: they are folded behind their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.attachment import without_attachments
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import ink, pressable
from copilot_tui.ui.widgets.transcript.blocks.question import QuestionBlock
from copilot_tui.ui.widgets.transcript.rows import wrapped
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.widgets.transcript.rows import Canvas, Row


class AttachedQuestionBlock(QuestionBlock):
    """Folded, each attachment is one line; opened, everything stands there as it was sent."""

    foldable = True

    @classmethod
    def rough_height(cls, turn: Turn, _indices: Sequence[int], width: int) -> int:
        """Folded: header, text, and a line for each attachment."""
        typed, attachments = without_attachments(turn.query)
        return 3 + len(typed) // width + len(attachments)

    @property
    def said(self) -> str:
        """What is shown of the question."""
        return self.turn.query if self.opened else without_attachments(self.turn.query)[0]

    def beside(self, canvas: Canvas) -> Iterator[Row]:
        """The names, each with how long it is; one press opens them."""
        half = pressable(ink(canvas.palette.half), "fold")
        accent = pressable(ink(canvas.palette.accent), "fold")
        if self.opened:
            yield from wrapped([("▾ ", accent), ("fold", half)], canvas.width)
            return
        for one in without_attachments(self.turn.query)[1]:
            spans = [("▸ ", accent), (f"▤ {line(one.name, 100)} · {count(one.lines, 'line')}", half)]
            yield from wrapped(spans, canvas.width)


def has_attachments(turn: Turn) -> bool:
    """Whether texts went with a question; cheap for the many that had none."""
    return "Attached: " in turn.query and bool(without_attachments(turn.query)[1])

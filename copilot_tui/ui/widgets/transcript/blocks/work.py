"""What Copilot did on the way to its answer: status lines and traces, kept quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain import text as door
from copilot_tui.domain.message import TraceMessage, searchable_text
from copilot_tui.ui.widgets.drawing import ink, pressable
from copilot_tui.ui.widgets.transcript.blocks.base import gap, half, prose_rows
from copilot_tui.ui.widgets.transcript.blocks.message import MessageBlock
from copilot_tui.ui.widgets.transcript.rows import Row, Rows, wrapped
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.widgets.transcript.blocks.base import Part
    from copilot_tui.ui.widgets.transcript.rows import Canvas, Layout


class WorkBlock(MessageBlock):
    """Statuses and traces that stand together.

    Folded it is one line: how many traces, and the last status. While the answer is still to come every status has its
    line; opened, every trace has its text too.
    """

    foldable = True
    gathers = True
    speaks = False

    @classmethod
    def rough_height(cls, _turn: Turn, _indices: Sequence[int], _width: int) -> int:
        """Folded it is a line below an empty one."""
        return 2

    def draw(self, canvas: Canvas) -> Layout:
        """One line, or one a message."""
        traces, statuses = self._kinds()
        if self.opened or (traces and self._shows_traces(canvas)) or self.turn.state.is_open:
            return Rows([gap(), *self._every(canvas)])
        spans: list[Span] = []
        if traces:
            spans += [(f"▸ {count(len(traces), 'trace')}", pressable(ink(canvas.palette.half), "fold"))]
        if statuses:
            spans += [("   ", None)] if spans else []
            spans += self._status(statuses[-1], canvas)
        if len(statuses) > 1:
            spans.append((f" · {len(statuses) - 1} before", pressable(ink(canvas.palette.half), "fold")))
        return Rows([gap(), *wrapped(spans, canvas.width)])

    def _every(self, canvas: Canvas) -> Iterator[Row]:
        """Every message in its order; traces may still be folded into their count."""
        traces, statuses = self._kinds()
        shown = self._shows_traces(canvas)
        if traces:
            mark = "▾" if shown else "▸"
            fold = pressable(ink(canvas.palette.half), "fold")
            yield Row([(f"{mark} {count(len(traces), 'trace')}", fold)])
        for part in self.parts:
            if not isinstance(part.message, TraceMessage):
                if self.opened or self.turn.state.is_open or not shown or part is statuses[-1]:
                    yield from wrapped(self._status(part, canvas), canvas.width)
            elif shown:
                yield from prose_rows(part.message.content, canvas, canvas.palette.half, indent=2)

    def _shows_traces(self, canvas: Canvas) -> bool:
        return self.opened or canvas.show_traces

    def _kinds(self) -> tuple[list[Part], list[Part]]:
        traces: list[Part] = []
        statuses: list[Part] = []
        for part in self.parts:
            (traces if isinstance(part.message, TraceMessage) else statuses).append(part)
        return traces, statuses

    @staticmethod
    def _status(part: Part, canvas: Canvas) -> list[Span]:
        palette = canvas.palette
        return [("✓ ", ink(palette.success)), half(palette, door.line(searchable_text(part.message)))]

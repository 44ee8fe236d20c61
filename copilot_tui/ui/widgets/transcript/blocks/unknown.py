"""A kind that this version does not know: named, and shown as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.domain import text as door
from copilot_tui.ui.highlight import highlight_spans
from copilot_tui.ui.widgets.drawing import ink, pressable
from copilot_tui.ui.widgets.transcript.blocks.base import half, is_large
from copilot_tui.ui.widgets.transcript.blocks.message import MessageBlock
from copilot_tui.ui.widgets.transcript.plain import PlainRows, Stack
from copilot_tui.ui.widgets.transcript.rows import Row, Rows, wrapped
from copilot_tui.ui.widgets.transcript.wrap import chop, slice_spans
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.widgets.transcript.rows import Canvas, Layout

HEAD: Final = 16
"""Lines shown while it is folded; two more are shown rather than counted."""


class UnknownBlock(MessageBlock):
    """The fallback of the table: a message's kind and role, and its content as indented JSON."""

    foldable = True

    @classmethod
    def rough_height(cls, _turn: Turn, _indices: Sequence[int], _width: int) -> int:
        """Folded it is at most its first lines."""
        return HEAD // 2

    def draw(self, canvas: Canvas) -> Layout:
        """Its name, then the JSON on a raised ground."""
        source = self.source()
        above = [*self.above(canvas), *self._name(canvas)]
        lines = source.count("\n") + 1
        if self.opened and is_large(source):
            return Stack(
                [Rows(above), PlainRows(source, max(2, canvas.width - 2), lambda row, *_: _raised(row, canvas))]
            )
        cut = not self.opened and lines > HEAD + 2
        shown = "\n".join(source.split("\n", HEAD)[:HEAD]) if cut else source
        rows = [*above, *_json_rows(shown, canvas)]
        if cut:
            more = f" … {count(lines - HEAD, 'more line')}"
            style = pressable(ink(canvas.palette.half), "fold")
            rows.append(_raised(Row(lead=[(more, style)], silent=True), canvas))
        return Rows(rows)

    def _name(self, canvas: Canvas) -> Iterator[Row]:
        message = self.parts[0].message
        kind = door.line(message.kind, 100) or "no kind"
        facts = f" · {door.line(message.role, 40)} · a kind this version does not know"
        return wrapped([(kind, ink(canvas.palette.text, bold=True)), half(canvas.palette, facts)], canvas.width)


def _json_rows(source: str, canvas: Canvas) -> Iterator[Row]:
    for spans in highlight_spans(source, "json", canvas.palette):
        breaks = chop("".join(text for text, _ in spans), max(2, canvas.width - 2))
        for at, (start, end) in enumerate(breaks):
            row = Row(slice_spans(spans, start, end), join=None if at + 1 == len(breaks) else "")
            yield _raised(row, canvas)


def _raised(row: Row, canvas: Canvas) -> Row:
    row.lead = row.lead or [(" ", None)]
    row.ground = canvas.palette.raised
    return row

"""A generated program: its facts, its first lines, its keys."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from copilot_tui.domain import text as door
from copilot_tui.domain.language import canonical_language
from copilot_tui.domain.message import ImprovedProgramMessage, ProgramContent, ProgramMessage
from copilot_tui.domain.program import count_lines
from copilot_tui.ui.highlight import highlight_spans
from copilot_tui.ui.widgets.drawing import ink, pressable
from copilot_tui.ui.widgets.transcript.blocks.base import half, is_large
from copilot_tui.ui.widgets.transcript.blocks.keys import key_rows
from copilot_tui.ui.widgets.transcript.blocks.message import MessageBlock
from copilot_tui.ui.widgets.transcript.copies import Copy, copies_of_markdown
from copilot_tui.ui.widgets.transcript.markdown import draw_markdown
from copilot_tui.ui.widgets.transcript.plain import PlainRows, Stack
from copilot_tui.ui.widgets.transcript.rows import Row, Rows, wrapped
from copilot_tui.ui.widgets.transcript.wrap import chop, slice_spans
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.message import Message
    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.code_text import CodeRow
    from copilot_tui.ui.widgets.transcript.rows import Canvas, Layout

HEAD: Final = 8
"""Lines shown while it is folded; two more are shown rather than counted."""


class ProgramBlock(MessageBlock):
    """A program behind a bar; opened it shows all its lines and what came with them."""

    foldable = True

    @property
    def actions(self) -> tuple[str, ...]:
        """A program can be viewed, exported, copied with its plan, and compared from its second version on."""
        return (*super().actions, "copy_part", "view", *(("diff",) if self.version > 1 else ()))

    @property
    def content(self) -> ProgramContent:
        """The program."""
        return _content(self.parts[0].message)

    @property
    def version(self) -> int:
        """1, 2, … among the programs of its conversation in its language."""
        return self.parts[0].version or 1

    def copies(self, palette: Palette) -> list[Copy]:
        """The code, and the plan as an answer."""
        code = Copy(f"code of v{self.version}", self.content.code)
        plan = self.content.instructions
        return [code, *(copies_of_markdown("plan", plan, palette) if plan and not is_large(plan) else ())]

    @classmethod
    def rough_height(cls, _turn: Turn, _indices: Sequence[int], _width: int) -> int:
        """The facts, the head, the keys."""
        return HEAD + 7

    def draw(self, canvas: Canvas) -> Layout:
        """Facts, code, keys, all behind the bar."""
        above = [*self._barred(self._facts(canvas), canvas), *self._barred([Row()], canvas)]
        below = [*self._barred(self._rest(canvas), canvas)]
        keys = [("view", "view"), ("copy", "copy"), ("export", "export project")]
        keys += [("diff", f"diff with v{self.version - 1}")] if self.version > 1 else []
        below += self._barred([Row(), *key_rows(keys, canvas)], canvas)
        code: Layout = Rows([*self._barred(self._code(canvas), canvas)])
        if self.opened and is_large(self.content.code):
            code = self._large_code(canvas)
        return Stack([Rows([*self.above(canvas), *above]), code, Rows(below)])

    @cached_property
    def _lines(self) -> int:
        return count_lines(self.content.code)

    @property
    def _is_cut(self) -> bool:
        return not self.opened and self._lines > HEAD + 2

    def _facts(self, canvas: Canvas) -> Iterator[Row]:
        content = self.content
        kind = "improved program" if isinstance(self.parts[0].message, ImprovedProgramMessage) else "program"
        language = door.line(canonical_language(content.language), 40)
        facts = [fact for fact in (language, f"v{self.version}", count(self._lines, "line")) if fact]
        if len(" · ".join([kind, *facts])) > canvas.width:  # the length can be seen: better one line than two
            facts.pop()
        spans: list[Span] = [(kind, ink(canvas.palette.text, bold=True))]
        spans += [half(canvas.palette, f" · {fact}") for fact in facts]
        return wrapped(spans, canvas.width)

    def _code(self, canvas: Canvas) -> Iterator[Row]:
        """The first lines, each in a row; or all, long ones going on in the next row."""
        code = self.content.code
        shown = "\n".join(code.split("\n", HEAD)[:HEAD]) if self._is_cut else code
        if self.opened and is_large(code):
            return
        for number, spans in enumerate(highlight_spans(shown, self.content.language, canvas.palette)):
            if not self.opened:
                yield self._numbered(_begun(spans, self._code_width(canvas), canvas), number, canvas, first=True)
                continue
            breaks = chop("".join(text for text, _ in spans), self._code_width(canvas))
            for at, (start, end) in enumerate(breaks):
                pieces = slice_spans(spans, start, end)
                join = None if at + 1 == len(breaks) else ""
                yield self._numbered(Row(pieces, join=join), number, canvas, first=not at)
        if self._is_cut:
            more = pressable(ink(canvas.palette.half), "fold")
            words = f"{count(self._lines - HEAD, 'more line')}"
            yield Row(lead=[("…".rjust(self._digits + 1), more), (f"  {words}", more)], silent=True)

    def _large_code(self, canvas: Canvas) -> Layout:
        def finish(row: Row, of_code: CodeRow) -> Row:
            row.bar = canvas.palette.copilot
            return self._numbered(row, of_code.line, canvas, first=of_code.start == 0)

        return PlainRows(self.content.code, self._code_width(canvas), finish)

    def _rest(self, canvas: Canvas) -> Iterator[Row]:
        """What came with the code, once it is opened."""
        content = self.content
        if not self.opened:
            return
        if content.instructions:
            yield from (Row(), Row([("plan", ink(canvas.palette.text, bold=True))]))
            yield from draw_markdown(content.instructions, canvas.width, canvas.palette).rows
        for name, value in (
            ("search terms", ", ".join(content.search_terms)),
            ("template", content.template_url),
            ("programId", content.program_id),
        ):
            if value:
                yield from wrapped([half(canvas.palette, f"{name}  "), (door.line(value), None)], canvas.width)

    @property
    def _digits(self) -> int:
        return max(2, len(str(self._lines if self.opened else min(self._lines, HEAD + 2))))

    def _code_width(self, canvas: Canvas) -> int:
        return max(2, canvas.width - self._digits - 3)

    def _numbered(self, row: Row, line: int, canvas: Canvas, *, first: bool) -> Row:
        number = str(line + 1) if first else ""
        row.lead = [half(canvas.palette, f"{number.rjust(self._digits + 1)}  ")]
        return row

    @staticmethod
    def _barred(rows: Iterator[Row] | list[Row], canvas: Canvas) -> Iterator[Row]:
        for row in rows:
            row.bar = canvas.palette.copilot
            yield row


def _content(message: Message) -> ProgramContent:
    return message.content if isinstance(message, ProgramMessage | ImprovedProgramMessage) else ProgramContent()


def _begun(spans: list[Span], width: int, canvas: Canvas) -> Row:
    """The part of a line that fits, with a mark where it goes on."""
    line = "".join(text for text, _ in spans)
    _, *others = chop(line, width)
    if not others:
        return Row(spans)
    (_, end), *_ = chop(line, max(2, width - 1))
    return Row([*slice_spans(spans, 0, end), half(canvas.palette, "…")], cut_off=line[end:])

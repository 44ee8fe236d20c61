"""What is known about a program, and its plan's instructions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from rich.style import Style
from rich.text import Text
from textual.reactive import var

from copilot_tui.domain.text import line, prose
from copilot_tui.ui.widgets.drawing import ink
from copilot_tui.ui.widgets.lines import Lines, heading
from copilot_tui.ui.words import ago, count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from rich.console import Console

    from copilot_tui.domain.program import Program
    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.transcript.rows import Row

_LABEL: Final = 10
_LONGEST: Final = 20_000  # characters of instructions that are drawn; what is longer is copied or exported whole


class ProgramFacts(Lines, can_focus=True):
    """Facts of a program by name, then the instructions of its plan.

    Args:
        now: gives the time that ages are counted from.
    """

    DEFAULT_CSS = """
    ProgramFacts { padding: 1 2 0 2; overflow-x: hidden; }
    ProgramFacts { scrollbar-background: $panel; scrollbar-background-hover: $panel; }
    """

    program: var[Program | None] = var(None)
    versions: var[int] = var(1)
    """How many versions there are."""

    packages: var[tuple[str, ...] | None] = var(None)
    """What it imports; None while that is not known, or cannot be."""

    def __init__(self, now: Callable[[], datetime], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._now = now

    def watch_program(self) -> None:
        """Draws anew from the top."""
        self.redraw()
        self.scroll_to(0, 0, animate=False)

    def watch_packages(self) -> None:
        """Draws anew."""
        self.redraw()

    def watch_versions(self) -> None:
        """Draws anew."""
        self.redraw()

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """Facts, then the plan."""
        if self.program is None:
            return []
        drawn = [heading("Program", palette)]
        for name, value in self._facts(self.program):
            drawn.extend(_fact(name, value, width, palette))
        if self.program.query:
            drawn += [Text(), heading("Question", palette)]
            drawn.extend(_wrapped(Text(prose(self.program.query[:_LONGEST]).strip(), ink(palette.text)), width))
        drawn += [Text(), heading("Plan", palette)]
        return drawn + list(plan_lines(self.program.content.instructions, width, palette))

    def _facts(self, program: Program) -> Iterator[tuple[str, str]]:
        yield "language", program.language or "not said"
        yield "file", program.file_name
        yield "version", f"v{program.version} of {max(self.versions, program.version)}"
        yield "lines", f"{program.lines:,}"
        if self.packages is not None:
            yield "needs", ", ".join(self.packages) or "no packages but Pulumi's own"
        when = program.created_at.astimezone()
        yield "written", f"{when:%Y-%m-%d %H:%M} · {ago(program.created_at, self._now())}"
        if program.conversation_title:
            yield "in", program.conversation_title
        if program.context is not None:
            yield "asked in", " · ".join(filter(None, (program.context.org, program.context.page.label)))
        if program.content.program_id:
            yield "programId", program.content.program_id
        if program.content.template_url:
            yield "template", program.content.template_url
        if program.content.search_terms:
            yield "searched", ", ".join(program.content.search_terms)


def plan_lines(instructions: str, width: int, palette: Palette) -> Iterator[Text]:
    """A plan's instructions, which are Markdown, as lines; the beginning of one that is too long to draw."""
    if not instructions.strip():
        yield Text.assemble(("none", ink(palette.half)))
        return
    from copilot_tui.ui.widgets.transcript.markdown.draw import draw_markdown

    for row in draw_markdown(instructions[:_LONGEST], width, palette).rows:
        yield _row(row, width, palette)
    if len(instructions) > _LONGEST:
        yield Text.assemble((f"… {count(len(instructions) - _LONGEST, 'more character')}", ink(palette.half)))


def _row(row: Row, width: int, palette: Palette) -> Text:
    line = Text()
    for words, style in (*row.lead, *row.pieces):
        line.append(words, style or ink(palette.text))
    if row.ground is not None:
        line.pad_right(max(0, width - line.cell_len))
        line.stylize_before(Style(bgcolor=row.ground), row.inset)
    return line


def _fact(name: str, value: str, width: int, palette: Palette) -> list[Text]:
    return _wrapped(Text(line(value), ink(palette.text)), width, Text(name.ljust(_LABEL), ink(palette.half)))


def _wrapped(text: Text, width: int, first: Text | None = None) -> list[Text]:
    """Lines of at most `width` cells, the first after `first`, the others as far in."""
    first = first if first is not None else Text()
    room = max(8, width - first.cell_len)
    wrapped = list(text.wrap(_ruler(), room, overflow="fold")) or [Text()]
    inset = Text(" " * first.cell_len)
    # Onto a text of its own: the name's half tone must not reach the value.
    return [Text().append_text(inset if at else first).append_text(part) for at, part in enumerate(wrapped)]


@cache
def _ruler() -> Console:
    """A console to wrap with: Rich asks it for a tab size, which no line here needs."""
    from rich.console import Console

    return Console(width=80, color_system=None)

"""The list of programs, newest first by day; rows are drawn as they scroll into view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from copilot_tui.domain.language import badge
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import beside, cut, ink, palette, strip
from copilot_tui.ui.widgets.lines import heading
from copilot_tui.ui.widgets.moving_keys import cursor_keys
from copilot_tui.ui.widgets.typed_order import KeysInOrder
from copilot_tui.ui.words import age, day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rich.console import RenderableType
    from textual import events
    from textual.binding import BindingType

    from copilot_tui.domain.program import Program
    from copilot_tui.ui.theme.palette import Palette

_WITH_ORG: Final = 64  # lists at least this wide say which organization a program was asked for in


class ProgramList(ScrollView, KeysInOrder, can_focus=True):
    """Shows programs in the order given, one of which is meant.

    Args:
        now: gives the time that ages and days are counted from.
    """

    DEFAULT_CSS = """
    ProgramList { background: $panel; padding: 1 1 0 1; scrollbar-size: 0 1; overflow-x: hidden; }
    ProgramList { scrollbar-background: $panel; scrollbar-background-hover: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = cursor_keys(
        "programs", page_down="pagedown,space", first="newest", last="oldest"
    )

    @dataclass
    class Meant(Message):
        """Another program is meant now."""

        program: Program | None

    class Chosen(Message):
        """The one that is meant was chosen with the mouse."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._programs: list[Program] = []
        self._rows: list[int | str] = []  # places in `_programs`, headings, and "" for a blank line
        self._row_of: list[int] = []
        self._at = -1
        self._empty = ""

    @property
    def meant(self) -> Program | None:
        """The program that is meant."""
        return self._programs[self._at] if 0 <= self._at < len(self._programs) else None

    def show(self, programs: Sequence[Program], *, empty: str) -> None:
        """Shows these programs; the one that was meant stays so if it is among them.

        Args:
            programs: newest first.
            empty: what to say where there are none.
        """
        before = self.meant
        self._programs, self._empty = list(programs), empty
        kept = [at for at, program in enumerate(self._programs) if before and program.id == before.id]
        self._arrange()
        self._mean(kept[0] if kept else 0 if self._programs else -1)

    def action_move(self, rows: int) -> None:
        """Means another one."""
        if self._programs:
            self._mean(min(max(self._at + rows, 0), len(self._programs) - 1))

    def action_page(self, pages: int) -> None:
        """Means one a page further."""
        self.action_move(pages * max(1, self.size.height - 1))

    def on_mount(self) -> None:
        """Follows the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.refresh())

    def on_click(self, event: events.Click) -> None:
        """One click means a row, two choose it."""
        content = event.get_content_offset(self)
        at = content.y + self.scroll_offset.y if content is not None else -1
        row = self._rows[at] if 0 <= at < len(self._rows) else ""
        if isinstance(row, int):
            self._mean(row)
            if event.chain > 1:
                self.post_message(self.Chosen())

    def render(self) -> RenderableType:
        """Not used: lines are drawn by `render_line`."""
        return ""

    def render_line(self, y: int) -> Strip:
        """Draws one row."""
        colours, ground, width = palette(self), self.rich_style, self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if not self._programs:
            text = Text(cut(self._empty, max(0, width)), ink(colours.half)) if y == 0 else Text()
            return strip(self, text, width, ground)
        if at >= len(self._rows):
            return Strip.blank(width, ground)
        row = self._rows[at]
        if isinstance(row, str):
            return strip(self, heading(row, colours), width, ground)
        on = ground + ink(colours.text, on=colours.selected) if row == self._at else ground
        return strip(self, self._draw(self._programs[row], width, colours, meant=row == self._at), width, on)

    def _draw(self, program: Program, width: int, colours: Palette, *, meant: bool) -> Text:
        name = line(program.conversation_title or program.query, 200) or program.file_name
        left = Text.assemble(
            (f"{badge(program.language):<4} ", ink(colours.copilot)),
            (name, ink(colours.text, bold=meant)),
        )
        facts = f" v{program.version:<2} {program.lines:>5,}" if width >= 36 else ""
        if width >= _WITH_ORG and program.context is not None:
            facts = f" {cut(line(program.context.org), 16)} {facts}"
        right = Text(f"{facts} {age(program.created_at, self._now()):>4}", ink(colours.half))
        return beside(left, right, width)

    def _arrange(self) -> None:
        now, group = self._now(), None
        self._rows, self._row_of = [], []
        for at, program in enumerate(self._programs):
            name = day(program.created_at, now)
            if name != group:
                self._rows += ["", name] if self._rows else [name]
                group = name
            self._row_of.append(len(self._rows))
            self._rows.append(at)
        self.virtual_size = Size(0, len(self._rows))
        self.refresh()

    def _mean(self, at: int) -> None:
        self._at = at
        if at >= 0:
            row, top, height = self._row_of[at], self.scroll_offset.y, self.size.height
            first = 0 if at == 0 else row  # with its heading
            if first < top:
                self.scroll_to(y=first, animate=False)
            elif row >= top + height:
                self.scroll_to(y=row - height + 1, animate=False)
        self.refresh()
        self.post_message(self.Meant(self.meant))

"""The first line: where the person is, what is under way, and whether the service answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.content import Content
from textual.reactive import var

from copilot_tui.domain.text import line, prose
from copilot_tui.ui.service_state import UNKNOWN, ServiceState
from copilot_tui.ui.widgets.drawing import beside, ink, pressable
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.words import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.ui.theme.palette import Palette


class TitleBar(Lines):
    """One line; the context in it can be pressed to edit it."""

    DEFAULT_CSS = """
    TitleBar { height: 1; padding: 0 2; background: $panel; scrollbar-size: 0 0; }
    """

    context: var[CloudContext | None] = var(None)
    source: var[str] = var("")
    """Where the context came from, in words."""
    demo: var[bool] = var(default=False)
    asking: var[int] = var(0)
    """How many questions are on the wire."""
    unsaved: var[int] = var(0)
    """How many conversations are in memory only, since the history cannot be written."""
    host: var[str] = var("")
    """The API's host."""
    service: var[ServiceState] = var(UNKNOWN)
    """Whether the service answers; its words are the bar's tooltip."""

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """The line, its parts left out from the least needed on when it is narrow."""
        right = self._right(palette, width)
        left = Text.assemble(("copilot-tui", ink(palette.text, bold=True)))
        if self.context is not None:
            left.append("   ")
            left.append_text(self._where(self.context, palette, with_source=width >= 100))
        return [beside(left, right, width)]

    def watch_context(self) -> None:
        """Draws anew."""
        self.redraw()

    watch_source = watch_demo = watch_asking = watch_unsaved = watch_context

    def watch_host(self) -> None:
        """Draws anew, and says the state in words to whoever points at it."""
        self.tooltip = Content(f"{self.host} · {prose(self.service.words)}") if self.host else None
        self.redraw()

    watch_service = watch_host

    def _where(self, context: CloudContext, palette: Palette, *, with_source: bool) -> Text:
        page = context.page
        names = [context.org, *(name for name in (page.project, page.stack) if name)]
        half = pressable(ink(palette.half), "edit_context")
        where = Text()
        for at, name in enumerate(names):
            where.append(" / " if at else "", half)
            where.append(line(name, 60), pressable(ink(palette.text, bold=at == 1), "edit_context"))
        if with_source and self.source:
            where.append(f" · from {self.source}", half)
        return where

    def _right(self, palette: Palette, width: int) -> Text:
        parts = []
        if self.demo:
            parts.append(Text("DEMO", ink(palette.accent)))
        if self.unsaved:
            parts.append(Text(f"✗ {self.unsaved} not stored", ink(palette.error)))
        if self.asking:
            parts.append(Text.assemble(("◐ ", ink(palette.accent)), (f"{self.asking} asking", ink(palette.half))))
        if width >= 60 and self.host:
            since = self.service.failing_since
            failing = f" · failing since {clock(since)}" if since is not None and width >= 100 else ""
            parts.append(Text.assemble(self._mark(palette), " ", (f"{self.host}{failing}", ink(palette.half))))
        elif self.host and self.service.fails:
            parts.append(Text(*self._mark(palette)))
        return Text("   ").join(parts)

    def _mark(self, palette: Palette) -> tuple[str, str]:
        if self.service.fails:
            return "✗", palette.error
        return ("●", palette.success) if self.service.last_success else ("○", palette.half)

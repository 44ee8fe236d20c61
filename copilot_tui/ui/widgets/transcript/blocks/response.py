"""Prose in Markdown, by Copilot or, where a question was asked elsewhere, by the person."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from copilot_tui.ui.widgets.transcript.blocks.base import is_large, is_slow
from copilot_tui.ui.widgets.transcript.blocks.message import MessageBlock
from copilot_tui.ui.widgets.transcript.copies import Copy, copies_of_markdown
from copilot_tui.ui.widgets.transcript.markdown import draw_markdown
from copilot_tui.ui.widgets.transcript.plain import PlainRows, Stack
from copilot_tui.ui.widgets.transcript.rows import Rows

if TYPE_CHECKING:
    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.transcript.markdown import Drawing, Link
    from copilot_tui.ui.widgets.transcript.rows import Canvas, Layout


@lru_cache(maxsize=4)
def drawn_once(text: str, width: int, palette: Palette) -> Drawing:
    """Markdown, drawn; a text that takes long is drawn in a thread before."""
    return draw_markdown(text, width, palette)


class ResponseBlock(MessageBlock):
    """An answer's prose. It is parsed when it first comes into sight."""

    _links: tuple[Link, ...] = ()

    @property
    def actions(self) -> tuple[str, ...]:
        """Parts of it can be copied; links can be opened once they are known, which is when it is drawn."""
        return (*super().actions, "copy_part", *(("links",) if self._links else ()))

    def copies(self, palette: Palette) -> list[Copy]:
        """The Markdown, each of its code blocks, the text without marks; of a very large text the whole alone."""
        source = self.source()
        return super().copies(palette) if is_large(source) else copies_of_markdown("answer", source, palette)

    @property
    def is_slow(self) -> bool:
        """By its length."""
        return is_slow(self.source())

    def draw(self, canvas: Canvas) -> Layout:
        """Header and Markdown; a very large text stays as it is written."""
        source = self.source()
        if is_large(source):
            return Stack([Rows(self.above(canvas)), PlainRows(source, canvas.width)])
        draw = drawn_once if is_slow(source) else draw_markdown
        drawing = draw(source, canvas.width, canvas.palette)
        self._links = tuple(drawing.links)
        return Rows([*self.above(canvas), *drawing.rows])

    def links(self, canvas: Canvas) -> list[Link]:
        """The links of the text, in order."""
        self.layout(canvas)
        return list(self._links)

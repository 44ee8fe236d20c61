"""Block Markdown as rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from copilot_tui.domain import text as door
from copilot_tui.syntax import TAB
from copilot_tui.ui.highlight import highlight_spans
from copilot_tui.ui.theme.styles import ink
from copilot_tui.ui.widgets.transcript.markdown.inline import Inline
from copilot_tui.ui.widgets.transcript.markdown.parser import parse
from copilot_tui.ui.widgets.transcript.markdown.table import draw_table, read_table
from copilot_tui.ui.widgets.transcript.markdown.writer import Writer
from copilot_tui.ui.widgets.transcript.rows import Row, wrapped
from copilot_tui.ui.widgets.transcript.wrap import chop, slice_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from markdown_it.token import Token

    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.transcript.markdown.links import Link

_BULLETS: Final = "•◦▪"
_TASK: Final = re.compile(r"\[([ xX])\]\s+")


@dataclass(slots=True)
class Drawing:
    """Markdown, drawn."""

    rows: list[Row]
    links: list[Link] = field(default_factory=list)
    """In the order in which they stand."""


def draw_markdown(source: str, width: int, palette: Palette) -> Drawing:
    """Draws Markdown as GitHub reads it; HTML is shown as it is written.

    Args:
        source: as it came; whatever reaches a row has passed `copilot_tui.domain.text`.
        width: cells of a row.
        palette: the colours.
    """
    parsed = parse(source)
    if parsed is None:
        lines = door.prose(source).split("\n")
        return Drawing([row for line in lines for row in wrapped([(line.expandtabs(TAB), None)], width)])
    tokens, definitions = parsed
    page = _Page(tokens, source.split("\n"), Writer(width), palette)
    page.draw()
    page.draw_definitions(definitions)
    return Drawing(page.writer.rows, page.links)


@dataclass(slots=True)
class _List:
    """A list while it is drawn."""

    first: int | None
    """The number of its first item; None for a bulleted one."""
    items: int = 0
    """How many items it has so far."""


class _Page:
    """One text while it is drawn: a walk over its tokens, a method a token type."""

    def __init__(self, tokens: list[Token], lines: list[str], writer: Writer, palette: Palette) -> None:
        self.writer = writer
        self.links: list[Link] = []
        self._tokens = tokens
        self._lines = lines
        self._palette = palette
        self._inline = Inline(palette, self.links)
        self._lists: list[_List] = []
        self._loose = {
            id(item)
            for item, inner in pairwise(tokens)
            if item.type == "list_item_open" and inner.type == "paragraph_open" and not inner.hidden
        }
        self._emphasis: tuple[str, ...] = ()
        self._below_heading = False

    def draw(self) -> None:
        """Draws every token; tables are read as a whole."""
        walk: Iterator[Token] = iter(self._tokens)
        for token in walk:
            if token.type == "table_open":
                self._draw_table(token, walk)
            elif method := self._METHODS.get(token.type):
                method(self, token)
            elif token.content:  # whatever a later parser may bring: as it is written
                self.writer.gap()
                self.writer.paragraph([[(door.line(token.content, len(token.content)), None)]])

    def draw_definitions(self, ranges: list[tuple[int, int]]) -> None:
        """Link definitions: their targets stand after the links, but no word of an answer vanishes."""
        self.writer.gap()
        for first, last in ranges:
            words = door.line(" ".join(self._lines[first:last]), 4_000)
            self.writer.paragraph([[(words, ink(self._palette.half))]])

    def _draw_inline(self, token: Token) -> None:
        lines = self._inline.lines(token.children or (), self._emphasis)
        if self._lists and lines[0] and (task := _TASK.match(lines[0][0][0])):
            words, style = lines[0][0]
            done = task[1] != " "
            mark = ("✓ ", ink(self._palette.success, bold=True)) if done else ("☐ ", ink(self._palette.half))
            lines[0][:1] = [mark, (words[task.end() :], style)]
        self.writer.paragraph(lines)

    def _start_block(self) -> None:
        """An empty row before what comes, except right below a heading."""
        if not self._below_heading:
            self.writer.gap()
        self._below_heading = False

    def _open_heading(self, token: Token) -> None:
        self.writer.gap()
        self._emphasis = ("bold",) if token.tag in {"h1", "h2", "h3"} else ("bold", "italic")

    def _close_heading(self, _token: Token) -> None:
        self._emphasis = ()
        self._below_heading = True

    def _open_paragraph(self, token: Token) -> None:
        if not token.hidden:
            self._start_block()

    def _open_list(self, token: Token) -> None:
        if not self._lists:
            self._start_block()
        start = token.attrGet("start")
        first = int(start) if start is not None else 1
        self._lists.append(_List(first if token.type == "ordered_list_open" else None))

    def _close_list(self, _token: Token) -> None:
        self._lists.pop()

    def _open_item(self, token: Token) -> None:
        current = self._lists[-1]
        if current.items and id(token) in self._loose:
            self.writer.gap()
        if current.first is None:
            mark = f"{_BULLETS[(len(self._lists) - 1) % len(_BULLETS)]} "
        else:
            mark = f"{token.info or current.first + current.items}  "
        current.items += 1
        self.writer.enter((" " * len(mark), None), (mark, ink(self._palette.you)))

    def _leave(self, _token: Token) -> None:
        self.writer.leave()

    def _open_quote(self, _token: Token) -> None:
        self._start_block()
        self.writer.enter(("▌ ", ink(self._palette.faint)))

    def _draw_rule(self, _token: Token) -> None:
        self._start_block()
        self.writer.add(Row(lead=[("─" * self.writer.width, ink(self._palette.faint))], silent=True))

    def _draw_code(self, token: Token) -> None:
        """Code on a raised ground; long lines go on in the next row."""
        self._start_block()
        palette, width = self._palette, max(2, self.writer.width - 2)
        label = door.line(token.info)
        if label:
            words: Span = (f" {label}", ink(palette.half))
            self.writer.add(Row(lead=[words], ground=palette.raised, silent=True))
        for spans in highlight_spans(token.content, label.split(" ")[0], palette) or [[]]:
            breaks = chop("".join(text for text, _ in spans), width)
            for at, (start, end) in enumerate(breaks):
                join = None if at + 1 == len(breaks) else ""
                pieces = slice_spans(spans, start, end)
                self.writer.add(Row(pieces, [(" ", None)], join=join, ground=palette.raised))

    def _draw_table(self, token: Token, walk: Iterator[Token]) -> None:
        self._start_block()
        table = read_table(token, walk, self._lines, self._inline)
        for row in draw_table(table, self.writer.width, self._palette):
            self.writer.add(row)

    # Of the class: an object that held its own methods would be garbage that only the collector finds.
    _METHODS: ClassVar[Mapping[str, Callable[[_Page, Token], None]]] = {
        "inline": _draw_inline,
        "heading_open": _open_heading,
        "heading_close": _close_heading,
        "paragraph_open": _open_paragraph,
        "bullet_list_open": _open_list,
        "ordered_list_open": _open_list,
        "bullet_list_close": _close_list,
        "ordered_list_close": _close_list,
        "list_item_open": _open_item,
        "list_item_close": _leave,
        "blockquote_open": _open_quote,
        "blockquote_close": _leave,
        "hr": _draw_rule,
        "fence": _draw_code,
        "code_block": _draw_code,
    }

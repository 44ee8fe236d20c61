"""Inline Markdown as styled text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.style import Style

from copilot_tui.domain import text as door
from copilot_tui.ui.theme.styles import ink
from copilot_tui.ui.widgets.transcript.markdown.links import Link, target_in_sight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.theme.palette import Palette

_EMPHASIS = {"em_open": "italic", "strong_open": "bold", "s_open": "strike"}


@lru_cache(maxsize=256)
def _style(palette: Palette, emphasis: frozenset[str], *, link: bool = False, code: bool = False) -> Style | None:
    if not (emphasis or link or code):
        return None
    return Style(
        color=palette.link if link else palette.accent if code else None,
        bgcolor=palette.raised if code else None,
        bold="bold" in emphasis or None,
        italic="italic" in emphasis or None,
        strike="strike" in emphasis or None,
        underline=link or None,
    )


@dataclass
class Inline:
    """Draws the children of inline tokens.

    Args:
        palette: the colours.
        links: every link met is added here.
    """

    palette: Palette
    links: list[Link]
    _emphasis: list[str] = field(default_factory=list)
    _open: list[tuple[int, str, str]] = field(default_factory=list)
    """Links not yet closed: the span at which each starts, its target and title."""
    _spans: list[Span] = field(default_factory=list)

    def lines(self, tokens: Sequence[Token], emphasis: Sequence[str] = ()) -> list[list[Span]]:
        """One list of spans a line; only hard breaks end a line.

        Args:
            tokens: an inline token's children.
            emphasis: what holds for all of it: "bold", "italic", "strike".
        """
        self._emphasis, self._open = list(emphasis), []
        lines: list[list[Span]] = []
        self._spans = []
        for token in tokens:
            if token.type == "hardbreak":
                lines.append(self._spans)
                self._spans = []
            else:
                self._add(token)
        return [*lines, self._spans]

    def _add(self, token: Token) -> None:
        if token.type in _EMPHASIS:
            self._emphasis.append(_EMPHASIS[token.type])
        elif token.type.endswith("_close") and token.type != "link_close":
            self._emphasis.pop()
        elif token.type == "link_open":
            self._open.append((len(self._spans), str(token.attrGet("href") or ""), str(token.attrGet("title") or "")))
        elif token.type == "link_close":
            self._close_link()
        elif token.type == "image":
            self._add_image(token)
        elif token.type == "softbreak":
            self._spans.append((" ", self._voice()))
        else:  # text, code_inline, and whatever a later parser may bring
            self._add_text(token)

    def _add_text(self, token: Token) -> None:
        code = token.type == "code_inline"
        text = door.code(token.content) if code else door.prose(token.content)
        if text:  # entities may have brought in what would end a row
            self._spans.append((text.replace("\n", " ").replace("\t", " "), self._voice(code=code)))

    def _voice(self, *, code: bool = False) -> Style | None:
        style = _style(self.palette, frozenset(self._emphasis), link=bool(self._open), code=code)
        return (style or Style()) + _pointing_at(self._open[-1][1]) if self._open else style

    def _close_link(self) -> None:
        start, target, title = self._open.pop()
        text = "".join(text for text, _ in self._spans[start:])
        self.links.append(Link(text, target))
        self._append_target(text, target, title)

    def _add_image(self, token: Token) -> None:
        """An image is its words and where it is; nothing is fetched."""
        target, title = str(token.attrGet("src") or ""), str(token.attrGet("title") or "")
        words = door.line(token.content) or "without words"
        self._spans.append(("image ", ink(self.palette.half)))
        self._spans.append((words, ink(self.palette.link, underline=True) + _pointing_at(target)))
        self.links.append(Link(words, target))
        self._append_target(words, target, title)

    def _append_target(self, text: str, target: str, title: str) -> None:
        if shown := target_in_sight(text, target, title):
            self._spans.append((f" {shown}", ink(self.palette.half)))


def _pointing_at(target: str) -> Style:
    return Style(meta={"press": "link", "link": target})

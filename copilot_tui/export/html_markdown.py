"""Markdown as HTML that can do nothing: no raw HTML, no images, links of three kinds."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from copilot_tui.export.html_code import code_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINKS = frozenset({"http", "https", "mailto"})
_DEEPEST = 100


def render(text: str) -> str:
    """Markdown as HTML.

    Args:
        text: foreign Markdown. Tags in it are shown as text (``Output<T>`` keeps its T), images become links' text.

    Returns:
        HTML elements without scripts, styles, images, or links other than http, https and mailto.
    """
    parser = _parser()
    try:
        tokens = parser.parse(text)
        _soften(tokens)
        html: str = parser.renderer.render(tokens, parser.options, {})
    except RecursionError:  # thousands of nested marks: no text that anyone wrote
        return f"<pre>{escape(text)}</pre>\n"
    return html


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # only needed once something is exported as HTML

    options = {"html": False, "maxNesting": _DEEPEST, "highlight": _coloured}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.disable(["image", "html_block", "html_inline"])
    parser.validateLink = _is_harmless  # type: ignore[method-assign]  # the library's own way to set it
    return parser


def _coloured(code: str, language: str, _attributes: str) -> str:
    return code_html(code, language) + "\n"


def _is_harmless(url: str) -> bool:
    try:
        return urlsplit(url.strip()).scheme.lower() in _LINKS
    except ValueError:
        return False


def _soften(tokens: Sequence[Token]) -> None:
    """Gives links their manners, headings a place below the page's own, and cells classes instead of styles."""
    for token in tokens:
        if token.type == "link_open":
            token.attrSet("rel", "noopener noreferrer nofollow")
        elif token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
        elif token.type in {"th_open", "td_open"} and "style" in token.attrs:
            # The policy forbids styles on elements; the aligned value is "text-align:right".
            token.attrs = {"class": str(token.attrs["style"]).rpartition(":")[2]}
        if token.children:
            _soften(token.children)

"""Markdown parsed, within bounds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MAX_NESTING: Final = 100
"""Deeper nesting would be dropped by the parser, and at 1,000 hostile input exhausts the stack."""


@cache
def _markdown() -> MarkdownIt:
    # The parser asks for `html.entities`, and has `html` loaded for that; in the thread that connects `html` asks for
    # `html.entities`: each holds what the other waits for, and Python ends one of them. The whole first, both wait.
    import html  # noqa: F401

    from markdown_it import MarkdownIt

    return MarkdownIt("gfm-like", {"html": False, "maxNesting": _MAX_NESTING})


def parse(source: str) -> tuple[list[Token], list[tuple[int, int]]] | None:
    """The tokens of a Markdown text, and the line ranges of its link definitions.

    Returns:
        None where the text cannot be parsed without losing something: then it is to be shown as it is.
    """
    environment: dict[str, Any] = {}
    try:
        tokens = _markdown().parse(source, environment)
    except RecursionError:
        return None
    if any(token.level >= _MAX_NESTING - 1 for token in tokens):
        return None
    definitions = [*environment.get("references", {}).values(), *environment.get("duplicate_refs", [])]
    return tokens, sorted((first, last) for first, last in (definition["map"] for definition in definitions))

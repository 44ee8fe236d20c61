"""Code in colour: Pygments' tokens in the palette's syntax colours, line by line, bounded in cost.

Pygments is imported when the first code is drawn: it costs some 50 ms, and many sessions show no code.
"""

from __future__ import annotations

from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING, Final

from rich.style import Style
from rich.text import Text

from copilot_tui.domain import text as door
from copilot_tui.domain.language import find_language
from copilot_tui.ui.inks import ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pygments.lexer import Lexer

    from copilot_tui.ui.theme import Palette

MAX_CHARACTERS: Final = 64 * 1024
"""Longer code is drawn plain."""
MAX_LINE: Final = 2_000
"""Code with a longer line is drawn plain: such lines are data, and lexers may take quadratic time over them."""
MAX_SECONDS: Final = 0.1
"""Hostile code can hold a lexer for minutes (most are quadratic somewhere): the rest is drawn plain."""
TAB: Final = 4
"""Columns between tab stops."""

_ITALIC: Final = Style(italic=True)

Span = tuple[str, Style | None]
"""A piece of one line and its style; None for the colour of the text around."""

# A fence's language is foreign text: only lexers that people of this field meet, none of Pygments' odder 500.
_LEXERS: Final = {
    spelling: lexer
    for lexer, spellings in {
        "bash": "bash sh shell zsh console shell-session",
        "c": "c",
        "cpp": "cpp c++",
        "css": "css",
        "diff": "diff patch",
        "docker": "docker dockerfile",
        "html": "html",
        "ini": "ini cfg properties",
        "json": "json jsonc json5",
        "kotlin": "kotlin kt",
        "make": "make makefile",
        "php": "php",
        "powershell": "powershell pwsh ps1",
        "rb": "ruby rb",
        "rust": "rust rs",
        "sql": "sql",
        "terraform": "terraform tf hcl",
        "toml": "toml",
        "tsx": "tsx jsx",
        "xml": "xml",
    }.items()
    for spelling in spellings.split()
}

# Pygments' token names, most particular first: the first that a token's own name starts with decides.
_ROLES: Final = (
    ("Comment", "comment"),
    ("Literal.String", "string"),
    ("Literal.Number", "number"),
    ("Literal.Scalar", "string"),
    ("Literal.Date", "number"),
    ("Keyword.Type", "type"),
    ("Keyword.Constant", "number"),
    ("Keyword", "keyword"),
    ("Operator.Word", "keyword"),
    ("Name.Function", "function"),
    ("Name.Decorator", "function"),
    ("Name.Class", "type"),
    ("Name.Namespace", "type"),
    ("Name.Builtin", "type"),
    ("Name.Exception", "type"),
    ("Name.Attribute", "type"),
    ("Name.Tag", "function"),
    ("Generic.Heading", "keyword"),
    ("Generic.Subheading", "keyword"),
    ("Generic.Inserted", "success"),
    ("Generic.Deleted", "error"),
)


def highlight_lines(code: str, language: str, palette: Palette) -> list[Text]:
    """Code as lines of literal text in colour, safe to show.

    Args:
        code: as it came; it passes `copilot_tui.domain.text.code` here, and tabs become spaces up to the next stop.
        language: any spelling, also of a fence; "" or an unknown one gives plain lines.
        palette: the colours.

    Returns:
        One text a line, without line ends; a last newline starts no further line. Plain where the code is longer
        than `MAX_CHARACTERS` or has a line longer than `MAX_LINE`, and from where `MAX_SECONDS` are spent.
    """
    return [
        Text.assemble(*((text, style or "") for text, style in spans), no_wrap=True, end="")
        for spans in highlight_spans(code, language, palette)
    ]


def highlight_spans(code: str, language: str, palette: Palette) -> list[list[Span]]:
    """The same as `highlight_lines`, as pieces that a line-drawing widget can put into segments."""
    shown = shown_code(code)
    lines = shown.split("\n") if shown else []
    lexer = None if _is_large(shown, lines) else _lexer(language)
    if lexer is None:
        return [[(line, None)] for line in lines]
    return _split_lines(_styled(lexer, shown, palette), len(lines))


def shown_code(code: str) -> str:
    """Code made safe to show, tabs expanded, without its last newline."""
    shown = door.code(code).removesuffix("\n")
    return "\n".join(line.expandtabs(TAB) for line in shown.split("\n")) if "\t" in shown else shown


def _is_large(code: str, lines: list[str]) -> bool:
    return len(code) > MAX_CHARACTERS or any(len(line) > MAX_LINE for line in lines)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    words = language.strip().lower()[:40]
    known = find_language(words)
    name = known.lexer if known else _LEXERS.get(words)
    if name is None:
        return None
    from pygments.lexers import get_lexer_by_name

    lexer: Lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    return lexer


@lru_cache(maxsize=512)
def _style(token: str, palette: Palette) -> Style | None:
    role = next((role for name, role in _ROLES if token.startswith(name)), None)
    if role is None:
        return None
    style = ink(getattr(palette, role))
    return style + _ITALIC if role == "comment" else style


def _styled(lexer: Lexer, code: str, palette: Palette) -> Iterator[Span]:
    """Tokens with their styles; a plain name right before a parenthesis is a call, which few lexers say."""
    call = ink(palette.function)
    name = ""
    for token, text in _timely(lexer, code):
        token_name = ".".join(token)
        if name:
            yield name, call if text.startswith("(") else None
            name = ""
        if token_name in {"Name", "Name.Other"}:
            name = text
        else:
            yield text, _style(token_name, palette)
    if name:
        yield name, None


def _timely(lexer: Lexer, code: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The lexer's tokens while there is time, then what is left as one piece."""
    deadline = monotonic() + MAX_SECONDS
    done = 0
    for token, text in lexer.get_tokens(code):
        yield token, text
        done += len(text)
        if monotonic() > deadline:
            yield ("Text",), code[done:]
            return


def _split_lines(spans: Iterable[Span], count: int) -> list[list[Span]]:
    """Cuts the stream of spans at its newlines into `count` lines."""
    lines: list[list[Span]] = [[]]
    for text, style in spans:
        first, *others = text.split("\n")
        if first:
            lines[-1].append((first, style))
        lines.extend([(other, style)] if other else [] for other in others)
    return (lines + [[] for _ in range(count)])[:count]

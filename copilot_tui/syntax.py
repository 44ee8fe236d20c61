"""Code as pieces with roles (keyword, string, comment, …), line by line, bounded in cost; colours are others' matter.

Pygments is imported when the first code is read: it costs some 50 ms, and many sessions show no code.
"""

from __future__ import annotations

from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING, Final

from copilot_tui.domain import text as door
from copilot_tui.domain.language import find_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pygments.lexer import Lexer

MAX_CHARACTERS: Final = 64 * 1024
"""Longer code has no roles."""
MAX_LINE: Final = 2_000
"""Code with a longer line has none: such lines are data, and lexers may take quadratic time over them."""
_PART: Final = 32 * 1024  # characters; half of what one lexer may have to do with
MAX_SECONDS: Final = 0.1
"""Hostile code can hold a lexer for minutes (most are quadratic somewhere): the rest has no roles."""
TAB: Final = 4
"""Columns between tab stops."""

Piece = tuple[str, str | None]
"""A piece of one line and its role; None for text like any other."""

ROLES: Final = ("keyword", "string", "number", "function", "type", "comment", "success", "error")
"""All roles; "success" and "error" are lines that a patch adds and removes."""

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


def code_pieces(
    code: str, language: str, *, seconds: float = MAX_SECONDS, keep_tabs: bool = False
) -> list[list[Piece]]:
    """Code as lines of pieces, safe to show.

    Args:
        code: as it came; it passes `copilot_tui.domain.text.code` here, and tabs become spaces up to the next stop.
        language: any spelling, also of a fence; "" or an unknown one gives lines without roles.
        seconds: how long reading may take.
        keep_tabs: whether tabs stay tabs, for what is no terminal.

    Returns:
        The lines without line ends; a last newline starts no further line. Without roles where the code is longer than
        `MAX_CHARACTERS` or has a line longer than `MAX_LINE`, and from where the time is spent.
    """
    shown = door.code(code).removesuffix("\n") if keep_tabs else shown_code(code)
    lines = shown.split("\n") if shown else []
    lexer = None if _is_large(shown, lines) else _lexer(language)
    if lexer is None:
        return [[(line, None)] for line in lines]
    # With a last newline: some lexers know a comment by the one that ends it. The line after it is cut off again.
    return _split_lines(_with_roles(lexer, f"{shown}\n", seconds), len(lines))


def long_code_pieces(code: str, language: str, *, seconds: float) -> list[list[Piece]]:
    """The same for code of any length, read in parts that each keep the bounds; it belongs into a thread.

    A part ends where something at the left margin follows a blank line: that is hardly ever within a string or a
    comment, so that each part reads as it would within the whole. A line that is too long leaves its part plain.
    """
    deadline = monotonic() + seconds
    lines: list[list[Piece]] = []
    for part in _parts(shown_code(code)):
        left = deadline - monotonic()
        lines += code_pieces(f"{part}\n", language if left > 0 else "", seconds=left)
    return lines


def _parts(shown: str) -> Iterator[str]:
    """Text in parts of whole lines, without the newlines between them."""
    start = 0
    while len(shown) - start > _PART:
        end = shown.rfind("\n\n", start, start + _PART)
        while end > start and shown[end + 2 : end + 3].isspace():
            end = shown.rfind("\n\n", start, end + 1)
        if end <= start:  # no such place: any line's end, in the worst case that of a very long line
            end = shown.rfind("\n", start, start + _PART)
        if end <= start:
            end = shown.find("\n", start + _PART)
        if end < 0:
            break
        yield shown[start:end]
        start = end + 1
    if shown:
        yield shown[start:]


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


@lru_cache(maxsize=256)
def _role(token: str) -> str | None:
    return next((role for name, role in _ROLES if token.startswith(name)), None)


def _with_roles(lexer: Lexer, code: str, seconds: float) -> Iterator[Piece]:
    """Tokens with their roles; a plain name right before a parenthesis is a call, which few lexers say."""
    name = ""
    for token, text in _timely(lexer, code, seconds):
        token_name = ".".join(token)
        if name:
            yield name, "function" if text.startswith("(") else None
            name = ""
        if token_name in {"Name", "Name.Other"}:
            name = text
        else:
            yield text, _role(token_name)
    if name:
        yield name, None


def _timely(lexer: Lexer, code: str, seconds: float) -> Iterator[tuple[tuple[str, ...], str]]:
    """The lexer's tokens while there is time, then what is left as one piece."""
    deadline = monotonic() + seconds
    done = 0
    for token, text in lexer.get_tokens(code):
        yield token, text
        done += len(text)
        if monotonic() > deadline:
            yield ("Text",), code[done:]
            return


def _split_lines(pieces: Iterable[Piece], count: int) -> list[list[Piece]]:
    """Cuts the stream of pieces at its newlines into `count` lines; neighbours of one role become one piece."""
    lines: list[list[Piece]] = [[]]
    for text, role in pieces:
        first, *others = text.split("\n")
        if first:
            line = lines[-1]
            if line and line[-1][1] == role:
                line[-1] = (line[-1][0] + first, role)
            else:
                line.append((first, role))
        lines.extend([(other, role)] if other else [] for other in others)
    return (lines + [[] for _ in range(count)])[:count]

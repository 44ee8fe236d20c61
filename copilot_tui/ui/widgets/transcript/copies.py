"""What of a block can be copied by itself: its source, its code blocks, its text without marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.language import canonical_language
from copilot_tui.domain.program import count_lines
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.transcript.markdown import draw_markdown
from copilot_tui.ui.widgets.transcript.markdown.parser import parse
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.transcript.rows import Row

_WIDTH: Final = 100
"""Cells for what has to be laid out to be read without marks, such as tables."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Something that can be copied."""

    name: str
    """What it is, in words."""
    text: str
    """All of it."""


def copies_of_markdown(name: str, source: str, palette: Palette) -> list[Copy]:
    """A text in Markdown: as it is written, each of its code blocks, and without marks.

    Args:
        name: what the whole is, in words.
        source: as it came; laying it out takes as long as drawing it.
        palette: the colours it is laid out in.
    """
    found = [Copy(f"{name} as Markdown", source)]
    for number, (language, code) in enumerate(code_blocks(source), start=1):
        found.append(Copy(" · ".join(filter(None, (f"{name}, code block {number}", language))), code))
    plain = text_of_rows(draw_markdown(source, _WIDTH, palette).rows)
    return found if plain == source.strip() else [*found, Copy(f"{name} as plain text", plain)]


def code_blocks(source: str) -> Iterator[tuple[str, str]]:
    """The code blocks of a text in Markdown, each with its language ("" for none) and its code exactly."""
    parsed = parse(source)
    for token in parsed[0] if parsed else ():
        if token.type in {"fence", "code_block"}:
            yield line(canonical_language(token.info.strip().split(" ")[0]), 40), token.content


def text_of_rows(rows: Iterable[Row]) -> str:
    """What rows say, lines as they were before they were wrapped."""
    parts = (row.text.rstrip() + "\n" if row.join is None else row.text + row.join for row in rows if not row.silent)
    return "".join(parts).strip("\n")


def extent(text: str) -> str:
    """How much it is, in words."""
    return count(count_lines(text), "line")

"""The code blocks of a plan's instructions: commands and snippets that a person takes one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.text import Text

from copilot_tui.domain.text import code, line
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.widgets.drawing import cut, ink
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from copilot_tui.ui.theme.palette import Palette

_SHOWN_LINES: Final = 6
_LONGEST: Final = 200_000  # characters of instructions that are looked through


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """One code block of a Markdown text."""

    language: str
    """As the fence says it; may be empty."""
    text: str
    """Exactly what stands in it."""


def code_blocks(instructions: str) -> list[CodeBlock]:
    """The code blocks of a Markdown text in order, those within lists and quotes too."""
    from copilot_tui.ui.widgets.transcript.markdown.parser import parse

    parsed = parse(instructions[:_LONGEST])
    tokens = parsed[0] if parsed else []
    return [
        CodeBlock((token.info.split() or [""])[0], token.content.removesuffix("\n"))
        for token in tokens
        if token.type in {"fence", "code_block"} and token.content.strip()
    ]


def block_screen(blocks: list[CodeBlock]) -> ChoosingScreen[CodeBlock]:
    """A screen that gives the block to copy."""

    async def choices(typed: str) -> tuple[list[CodeBlock], str]:
        words = typed.casefold().split()
        return [
            block for block in blocks if all(word in block.text.casefold() for word in words)
        ], "No block holds that."

    return ChoosingScreen("Copy a code block of the plan", "words of the block", choices, _draw)


def _draw(block: CodeBlock, width: int, palette: Palette) -> list[Text]:
    """Its language and length, then its beginning."""
    written = code(block.text).split("\n")
    facts = " · ".join(filter(None, (line(block.language, 30), count(len(written), "line"))))
    shown = [Text(f"  {cut(part.expandtabs(4), width - 2)}", ink(palette.text)) for part in written[:_SHOWN_LINES]]
    more = [Text("  …", ink(palette.half))] if len(written) > _SHOWN_LINES else []
    return [Text(facts, ink(palette.half)), *shown, *more]

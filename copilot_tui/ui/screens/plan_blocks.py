"""The code blocks of a plan's instructions: commands and snippets that a person takes one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.text import Text

from copilot_tui.domain.text import code
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.widgets.drawing import cut, ink
from copilot_tui.ui.widgets.transcript.copies import code_blocks
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from copilot_tui.ui.theme.palette import Palette

_SHOWN_LINES: Final = 6
_LONGEST: Final = 200_000  # characters of instructions that are looked through


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """One code block of a Markdown text."""

    language: str
    """In one line; "" where it is not told."""
    text: str
    """Exactly what stands in it."""


def blocks_of(instructions: str) -> list[CodeBlock]:
    """The code blocks of a plan in order, those within lists and quotes too; empty ones are none."""
    found = code_blocks(instructions[:_LONGEST])
    return [CodeBlock(language, text.removesuffix("\n")) for language, text in found if text.strip()]


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
    facts = " · ".join(filter(None, (block.language, count(len(written), "line"))))
    shown = [Text(f"  {cut(part.expandtabs(4), width - 2)}", ink(palette.text)) for part in written[:_SHOWN_LINES]]
    more = [Text("  …", ink(palette.half))] if len(written) > _SHOWN_LINES else []
    return [Text(facts, ink(palette.half)), *shown, *more]

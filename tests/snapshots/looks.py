"""Strips as text that a person can read and compare: the characters, and below each row a letter for every style.

Nothing depends on fonts or on how pictures are drawn, so a look is the same on every machine.
"""

from __future__ import annotations

import os
from itertools import chain
from string import ascii_letters
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rich.segment import Segment
    from rich.style import Style
    from textual.strip import Strip

WRITE: Final = "COPILOT_TUI_WRITE_LOOKS"
"""Set it to write what is seen now instead of comparing; then look at what has changed."""


def look(strips: Iterable[Strip]) -> str:
    """Rows with their styles, trailing blanks left out, and what the letters stand for."""
    rows = [list(strip) for strip in strips]
    letters: dict[str, str] = {}
    lines = list(chain.from_iterable(_row(row, letters) for row in rows))
    legend = [f"{letter}  {words}" for words, letter in letters.items()]
    return "\n".join([*lines, "", *legend])


def _row(segments: list[Segment], letters: dict[str, str]) -> list[str]:
    text = "".join(segment.text for segment in segments).rstrip()
    styles = "".join(
        letters.setdefault(_words(segment.style), ascii_letters[len(letters)]) * cell_len(segment.text)
        for segment in segments
    )
    return [text, styles]


def _words(style: Style | None) -> str:
    if style is None:
        return "plain"
    parts = [
        style.color.name if style.color else "",
        f"on {style.bgcolor.name}" if style.bgcolor else "",
        *(name for name in ("bold", "italic", "underline", "dim", "reverse", "strike") if getattr(style, name)),
    ]
    return " ".join(filter(None, parts))


def check(path: Path, seen: str) -> None:
    """Compares with what is kept, or keeps it.

    Raises:
        AssertionError: it looks another way.
    """
    if os.environ.get(WRITE):
        path.write_text(seen + "\n", encoding="utf-8")
    assert path.exists(), f"{path.name} is not kept yet: run once with {WRITE}=1, and look at it"
    assert seen.split("\n") == path.read_text(encoding="utf-8").removesuffix("\n").split("\n")

"""A screen as text: what stands where, and below it which styles stand where, theme by theme.

Styles are told as runs: ``a12b3`` is twelve cells in style a and three in style b; what a and b are stands above. A
theme that draws the same runs as the first one, in its own colours, gives its colours only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from string import ascii_letters
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.style import Style
    from textual.app import App
    from textual.strip import Strip

_NAMES = [*ascii_letters, *(f"{letter}{mark}" for mark in "'\"*" for letter in ascii_letters)]
_SIZE = re.compile(r"\d\.\d MB")  # of a store, which is another one each time


@dataclass(frozen=True)
class Picture:
    """One screen in one theme."""

    text: tuple[str, ...]
    runs: tuple[str, ...]
    styles: tuple[str, ...]
    """What the runs' letters are, in order of their first appearance."""


def take(app: App[Any]) -> Picture:
    """What is on screen, as the terminal would get it."""
    strips: list[Strip] = app.screen._compositor.render_strips()
    for line_filter in app.get_line_filters():
        if line_filter.enabled:
            strips = [strip.apply_filter(line_filter, app.screen.background_colors[1]) for strip in strips]
    names: dict[str, str] = {}
    text, runs = [], []
    for strip in strips:
        text.append(_SIZE.sub("0.0 MB", "".join(segment.text for segment in strip).rstrip()))
        cells = [(_words(segment.style), segment.cell_length) for segment in strip if segment.cell_length]
        line = ""
        for words, group in groupby(cells, key=lambda cell: cell[0]):
            name = names.setdefault(words, _NAMES[len(names)])
            line += f"{name}{sum(length for _, length in group)}"
        runs.append(line)
    return Picture(tuple(text), tuple(runs), tuple(f"{name} {words}" for words, name in names.items()))


def written(pictures: dict[str, Picture]) -> str:
    """The pictures of one screen in several themes, as a file."""
    first = next(iter(pictures.values()))
    parts = ["\n".join(first.text)]
    for theme, picture in pictures.items():
        same = picture.runs == first.runs and picture is not first
        if picture.text != first.text:
            parts.append(f"## {theme}: other text\n" + "\n".join(picture.text))
        parts.append(f"## {theme}\n" + "\n".join(picture.styles))
        parts.append("as above" if same else "\n".join(_folded(picture.runs)))
    return "\n\n".join(parts) + "\n"


def _folded(runs: tuple[str, ...]) -> list[str]:
    """Equal lines in a row as one: "a80 ×12"."""
    lines = []
    for line, group in groupby(runs):
        count = len(list(group))
        lines.append(line if count == 1 else f"{line} ×{count}")
    return lines


def _words(style: Style | None) -> str:
    if style is None:
        return "none"
    colour = style.color.name if style.color else "-"
    ground = style.bgcolor.name if style.bgcolor else "-"
    marks = [name for name in ("bold", "dim", "italic", "underline", "reverse", "strike") if getattr(style, name)]
    return " ".join([f"{colour} on {ground}", *marks])

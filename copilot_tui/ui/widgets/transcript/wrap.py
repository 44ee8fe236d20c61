"""Breaking a line of text into rows of cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, chop_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.ui.highlight import Span

# A row may end after white space, and on either side of a CJK character.
_CJK: Final = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef"
_CLOSING: Final = "、。，．！？：；）」』】〉》"  # begins no row
_PIECE: Final = re.compile(rf"(?:[{_CJK}]|[^\s{_CJK}]+)[{_CLOSING}]*\s*|\s+")
_STOP: Final = re.compile(r"[^\w\s/]{1,3}")
_JOINT: Final = re.compile(r".*[/?&=._-]", re.DOTALL)  # up to the last place where an address is best cut


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Where the rows of a line start and end (exclusive), in characters; white space at a break belongs to neither.

    Args:
        text: one line.
        width: cells of a row, at least 2.
    """
    if len(text) * 2 <= width or (len(text) <= width and cell_len(text) <= width):
        return [(0, len(text))]
    rows: list[tuple[int, int]] = []
    start, used = 0, 0
    end = 0  # of the row so far, trailing space left out
    for at, piece in _pieces(text, width):
        word = piece.rstrip()
        taken = cell_len(word)
        if used + taken > width and used:
            if end > start:
                rows.append((start, end))
            start, used = at, 0
        if word:
            end = at + len(word)
        used += taken + len(piece) - len(word)
    rows.append((start, max(start, end)))
    return rows


def _pieces(text: str, width: int) -> Iterator[tuple[int, str]]:
    """The parts between which a row may end, each with its position; a word longer than a row is cut."""
    for match in _PIECE.finditer(text):
        at, piece = match.start(), match[0]
        if len(piece) * 2 <= width or cell_len(piece.rstrip()) <= width:
            yield at, piece
            continue
        for part in _in_company(list(_parts(piece.rstrip(), width)), width):
            yield at, part
            at += len(part)
        if at < match.end():
            yield at, text[at : match.end()]


def _in_company(parts: list[str], width: int) -> list[str]:
    """The parts of a long word, an address for example; the full stop behind it does not stand alone in a row."""
    if len(parts) < 2 or not _STOP.fullmatch(parts[-1]):
        return parts
    *others, before, stop = parts
    joint = _JOINT.match(before[:-1])
    cut = joint.end() if joint and (len(before) - joint.end()) * 2 < width else len(before) - 1
    both = before[cut:] + stop
    return [*others, before[:cut], both] if cut > 0 and cell_len(both) <= width else parts


def _parts(text: str, width: int) -> Iterator[str]:
    """Text in parts of at most so many cells; one with no place to be cut may be wider."""
    for part in filter(None, chop_cells(text, width)):
        if cell_len(part) <= width:
            yield part
        else:  # Rich counts a joiner that joins nothing one way where it cuts, another where it measures
            yield from _one_by_one(part, width)


def _one_by_one(text: str, width: int) -> Iterator[str]:
    start = 0
    for at in range(1, len(text)):
        if cell_len(text[start : at + 1]) > width:
            yield text[start:at]
            start = at
    yield text[start:]


def chop(text: str, width: int) -> list[tuple[int, int]]:
    """The same for code: a row is as full as it can be, white space counts."""
    if len(text) * 2 <= width or cell_len(text) <= width:
        return [(0, len(text))]
    rows: list[tuple[int, int]] = []
    at = 0
    for part in _parts(text, width):
        rows.append((at, at + len(part)))
        at += len(part)
    return rows


def slice_spans(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The part of styled text between two characters."""
    parts: list[Span] = []
    at = 0
    for text, style in spans:
        after = at + len(text)
        if after > start and at < end:
            parts.append((text[max(0, start - at) : end - at], style))
        at = after
        if at >= end:
            break
    return parts

"""The text around a hit, in one line, with every hit in it marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copilot_tui.domain.listing import HIT_END, HIT_START
from copilot_tui.store.folding import MARK, fold, starts_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BEFORE = 40
_LENGTH = 160
_FOREIGN_MARKERS = str.maketrans({HIT_START: "\ufffd", HIT_END: "\ufffd"})


def snippet(text: str, words: Sequence[str]) -> str:
    """A piece of a text around the first of the words that were searched for.

    Args:
        text: where they were found.
        words: what was searched for; each may stand at the beginning of a word or of a part of an identifier.

    Returns:
        About 160 characters in one line; "…" where it was cut, each hit between `HIT_START` and `HIT_END`. The
        beginning of the text where none of the words is found as it was typed.
    """
    text = text.translate(_FOREIGN_MARKERS)
    pattern = _pattern(words)
    first = next(_hits(pattern, text), (0, 0))
    start = _word_start(text, max(0, first[0] - _BEFORE), first[0])
    end = max(first[1], start + _LENGTH)
    piece = text[start:end]
    marked: list[str] = []
    done = 0
    for hit_start, hit_end in _hits(pattern, piece):
        marked += [piece[done:hit_start], HIT_START, piece[hit_start:hit_end], HIT_END]
        done = hit_end
    line = " ".join("".join((*marked, piece[done:])).split())
    return ("…" if text[:start].strip() else "") + line + ("…" if text[end:].strip() else "")


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """The words, longest first, with any punctuation or space where they have some, and accents as they come."""
    alternatives = {_loosely(word) for word in words}
    return re.compile("|".join(sorted(alternatives, key=len, reverse=True)))


def _loosely(word: str) -> str:
    pieces = (piece for piece in re.split(r"[\W_]+", fold(word).replace(MARK, "")) if piece)
    spelled = ((re.escape(character) + MARK + "*" for character in piece) for piece in pieces)
    return r"[\W_]+".join("".join(piece) for piece in spelled)


def _hits(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the words are: start and end of each."""
    for match in pattern.finditer(fold(text)):
        if match.end() > match.start() and starts_word(text, match.start()):
            yield match.span()


def _word_start(text: str, earliest: int, latest: int) -> int:
    """The first beginning of a word between two positions, so that no snippet starts within one."""
    if earliest == 0:
        return 0
    space = re.compile(r"\s").search(text, earliest, latest)
    return space.end() if space else earliest

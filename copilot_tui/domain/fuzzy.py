"""Finding a name by a few of its letters, in time that the letters bound.

Textual's `FuzzySearch` goes through every way in which the letters stand in the name: fifteen letters of a sentence
took it 1.1 s for one question of 170 letters, and each further one multiplies that. Here a few are tried: from each
place where the first letter stands, the nearest letters, and those at the beginnings of words.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_STARTS: Final = 24
"""Places of the first letter that are tried; a name of ordinary length has fewer."""
_WORD: Final = re.compile(r"\w+")


def fuzzy_match(letters: str, name: str) -> tuple[float, Sequence[int]]:
    """How well letters stand in a name, in their order and in any case.

    Args:
        letters: what was typed; "" matches nothing.
        name: what may be meant.

    Returns:
        A score, higher for letters at the beginnings of words and beside each other, and where the letters stand;
        0 and nothing where they do not.
    """
    # Letter by letter, since some become two in lower case: places are those of the name as it is given.
    wanted, text = letters.lower(), "".join(low if len(low := one.lower()) == 1 else one for one in name)
    if not wanted:
        return 0.0, ()
    beginnings = {word.start() for word in _WORD.finditer(text)}
    if (at := text.find(wanted)) >= 0:
        places = range(at, at + len(wanted))
        return _score(places, beginnings) * (2.0 if text == wanted else 1.5), places
    found: list[list[int]] = []
    for start in _starts(wanted[0], text, beginnings):
        nearest = _nearest(wanted, text, start)
        if nearest is None:
            continue
        found += [nearest, _from_behind(wanted, text, start, nearest[-1])]
        if (by_words := _by_words(wanted, text, start, beginnings)) is not None:
            found.append(by_words)
    return max(((_score(places, beginnings), places) for places in found), key=lambda one: one[0], default=(0.0, ()))


def _starts(letter: str, text: str, beginnings: set[int]) -> list[int]:
    """Where the first letter stands: the beginnings of words first, and the very first in any case."""
    places = [at for at, one in enumerate(text) if one == letter]
    return sorted(places, key=lambda at: (at != places[0], at not in beginnings, at))[:_STARTS]


def _nearest(wanted: str, text: str, start: int) -> list[int] | None:
    """Each letter as near to the one before as there is one; None where there are not enough."""
    places = [start]
    for letter in wanted[1:]:
        at = text.find(letter, places[-1] + 1)
        if at < 0:
            return None
        places.append(at)
    return places


def _from_behind(wanted: str, text: str, start: int, end: int) -> list[int]:
    """Each letter as near as can be to the one after it, between two places where they are known to stand."""
    places = [end]
    for letter in reversed(wanted[:-1]):
        places.append(text.rfind(letter, start, places[-1]))
    return places[::-1]


def _by_words(wanted: str, text: str, start: int, beginnings: set[int]) -> list[int] | None:
    """Each letter beside the one before, else at the next beginning of a word, else the nearest."""
    starts = sorted(beginnings)
    places = [start]
    for letter in wanted[1:]:
        after = places[-1] + 1
        if text.startswith(letter, after):
            places.append(after)
            continue
        at = next((begin for begin in starts if begin > after and text[begin] == letter), text.find(letter, after))
        if at < 0:
            return None
        places.append(at)
    return places


def _score(places: Sequence[int], beginnings: set[int]) -> float:
    """As Textual scores: letters, those at beginnings twice, and more the fewer the pieces are."""
    pieces = 1 + sum(after != before + 1 for before, after in pairwise(places))
    together = (len(places) - pieces + 1) / len(places)
    return (len(places) + len(beginnings.intersection(places))) * (1 + together * together)

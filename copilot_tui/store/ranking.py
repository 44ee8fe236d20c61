"""How well a row of the index fits a search, by the words in its text.

FTS5's own ``bm25`` counts, for every word it is asked for, all rows of the index that have it, before it gives the
first row its score: 20–80 ms for the frequent words of a million messages, however few rows are ranked. That count
only says which of several words weighs more, and every row found has all of them. So the rest of the formula is
written here over the texts themselves: the more often the words stand in a text, and the shorter it is, the better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.domain.message import well_formed

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WORDS: Final = 8
"""So many words of a search decide about the order; each costs a look through the text."""
_CHARACTERS: Final = 20_000
"""So much of a text is looked at: a program of megabytes is not worth a second's wait."""
_USUAL: Final = 400
"""Characters of an ordinary text, as stored."""

# The usual parameters of Okapi BM25: k1 = 1.2, b = 0.75. A word that stands there in another spelling (accents, an
# escape of JSON) is not counted, but it was found: once it stands there.
_TIMES: Final = "max(1.0, (length(lowered) - length(replace(lowered, ?{word}, ''))) * 1.0 / length(?{word}))"
_WEIGHT: Final = f"{_TIMES} * 2.2 / ({_TIMES} + 0.3 + 0.9 * length(lowered) / {_USUAL}.0)"
# The text in a query of its own, so that it is lowered once.
_SCORE: Final = "(SELECT {weights} FROM (SELECT lower(substr({text}, 1, {characters})) AS lowered) AS text)"


def score(text: str, words: Sequence[str]) -> tuple[str, list[str]]:
    """How well a text fits, in SQL: above zero, the better the higher.

    Args:
        text: an SQL expression for the text.
        words: what was searched for.

    Returns:
        The expression, and its values: they are the statement's first parameters.
    """
    values = list(dict.fromkeys(well_formed(word).lower() for word in words if word))[:MOST_WORDS]
    if not values:
        return "0.0", []
    weights = " + ".join(_WEIGHT.format(word=number) for number in range(1, len(values) + 1))
    return _SCORE.format(weights=weights, text=text, characters=_CHARACTERS), values

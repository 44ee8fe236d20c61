"""Names are found by a few letters, and never at the cost of a freeze."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.fuzzy import fuzzy_match

LONG = "the quick brown fox jumps over the lazy dog " * 4


@pytest.mark.parametrize(
    ("letters", "better", "worse"),
    [
        ("exp", "Export all conversations", "Go to the next pane"),
        ("gnp", "Go to the next pane", "Going upstream"),
        ("bucket", "S3 bucket", "blue cake of the kettle"),
        ("new", "new", "news of the week"),
        ("acdev", "acme/project1/dev", "a cold evening away"),
    ],
)
def test_what_is_meant_comes_first(letters: str, better: str, worse: str) -> None:
    assert fuzzy_match(letters, better)[0] > fuzzy_match(letters, worse)[0]


@pytest.mark.parametrize(("letters", "name"), [("", "name"), ("x", ""), ("ba", "ab"), ("aa", "a")])
def test_what_does_not_stand_there_is_not_found(letters: str, name: str) -> None:
    assert fuzzy_match(letters, name) == (0.0, ())


LETTERS = "abßİı A-é"


@given(st.text(LETTERS, min_size=1, max_size=6), st.text(LETTERS, max_size=30))
def test_it_is_found_exactly_where_its_letters_stand_in_order(letters: str, name: str) -> None:
    low = [one.lower() if len(one.lower()) == 1 else one for one in name]
    rest = iter(low)
    stands = all(any(letter == one for one in rest) for letter in letters.lower())
    score, places = fuzzy_match(letters, name)
    assert (score > 0) == stands
    if stands:
        assert [low[at] for at in places] == list(letters.lower())
        assert list(places) == sorted(set(places))


@pytest.mark.parametrize("letters", ["the fox the dog the lazy the fox", LONG[::2], "o" * 15 + " t" * 20])
def test_a_pasted_sentence_costs_no_more_than_a_key(letters: str) -> None:
    begun = time.process_time()
    for _ in range(100):
        fuzzy_match(letters, LONG)
    assert time.process_time() - begun < 1  # for 100 names; it took hours where every way was tried

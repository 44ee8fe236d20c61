"""The order of what a search has found."""

from __future__ import annotations

import sqlite3
from itertools import pairwise

import pytest

from copilot_tui.store.ranking import score

FILLER = "something else that is said beside it "


def fits(text: str, *words: str) -> float:
    """How well a text fits words."""
    expression, values = score("body", words)
    connection = sqlite3.connect(":memory:")
    statement = " ".join(("SELECT", expression, "FROM (SELECT ? AS body)"))
    number: float = connection.execute(statement, (*values, text)).fetchone()[0]
    connection.close()
    return number


@pytest.mark.parametrize(
    "better_first",
    [
        ["a Bucket, a bucket and a bucket", "a bucket and a bucket, both", "a bucket, which is one"],
        ["a bucket", f"a bucket {FILLER}", f"a bucket {FILLER * 20}"],
    ],
    ids=["often", "short"],
)
def test_the_better_comes_first(better_first: list[str]) -> None:
    assert all(fits(better, "bucket") > fits(worse, "bucket") for better, worse in pairwise(better_first))


def test_a_word_in_another_spelling_stands_there_once() -> None:
    assert fits("Über Wolken", "uber") == fits("uber Wolken", "uber")


def test_every_word_counts() -> None:
    assert fits("a bucket of policy", "bucket", "policy") > fits("a bucket of policy", "bucket") > 0


def test_without_words_nothing_is_ranked() -> None:
    assert fits("a bucket") == 0

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.search_query import MOST_TERMS, Filter, SearchQuery, Term, parse_search, without_begun_letter
from copilot_tui.domain.search_suggestions import completed, suggestions

NOW = datetime(2026, 8, 5, 14, 30, tzinfo=UTC)


def parsed(typed: str) -> SearchQuery:
    return parse_search(typed, NOW)


def test_words_phrases_and_what_is_not_to_be_there() -> None:
    assert parsed('bucket "access policy" -version -"old one"') == SearchQuery(
        terms=(Term("bucket"), Term("access policy", prefix=False)),
        excluded=(Term("version"), Term("old one", prefix=False)),
    )


def test_a_star_says_what_words_mean_anyway_and_lets_a_phrase_go_on() -> None:
    assert parsed("buck*") == parsed("buck")
    assert parsed('"access pol"*').terms == (Term("access pol"),)


def test_a_phrase_that_is_still_typed_may_go_on() -> None:
    assert parsed('"access pol').terms == (Term("access pol"),)


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("kind:program", [Filter("kind", "program")]),
        ("kind:answer", [Filter("kind", "response")]),
        ("KIND:Trace", [Filter("kind", "trace")]),
        ("-kind:question", [Filter("kind", "question", negated=True)]),
        ("lang:ts", [Filter("lang", "typescript")]),
        ("lang:pyt", [Filter("lang", "python")]),
        ("lang:cobol", [Filter("lang", "cobol")]),
        ("org:Acme stack:Shop/Dev/", [Filter("org", "acme"), Filter("stack", "shop/dev")]),
        ("state:failed state:asking", [Filter("state", "failed"), Filter("state", "sending")]),
        ("state:unread", [Filter("state", "unread")]),
        ("in:title", [Filter("kind", "title")]),
        ('org:"acme"', [Filter("org", "acme")]),
    ],
)
def test_fields_narrow_down(typed: str, filters: list[Filter]) -> None:
    assert parsed(typed) == SearchQuery(filters=tuple(filters))


def test_moments_narrow_down() -> None:
    found = parsed("after:3d before:2026-08-01")
    assert found == SearchQuery(after=NOW - timedelta(days=3), before=datetime(2026, 8, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("kind:nonsense", "kind:nonsense"),
        ("state:of", "state:of"),
        ("after:lunch", "after:lunch"),
        ("aws:s3", "aws:s3"),
        ("https://app.pulumi.com/acme", "https://app.pulumi.com/acme"),
        ("org:/", "org:/"),
    ],
)
def test_a_mistake_in_the_syntax_is_looked_for_as_words(typed: str, words: str) -> None:
    assert parsed(typed) == SearchQuery(terms=(Term(words),))


@pytest.mark.parametrize("typed", ["", "  ", "kind:", "-state: ", "-", '"', "-\x00", "…", '""'])
def test_nothing_yet_asks_for_nothing(typed: str) -> None:
    assert parsed(typed).is_empty


@given(st.text(alphabet=st.one_of(st.sampled_from('ab "-:*'), st.characters()), max_size=60))
def test_nothing_typed_is_an_error(typed: str) -> None:
    found = parsed(typed)
    assert all(any(map(str.isalnum, term.words)) for term in (*found.terms, *found.excluded))
    assert all('"' not in term.words for term in found.terms)


def test_of_very_much_the_rest_is_left_out() -> None:
    assert len(parsed("a " * 100_000).terms) == MOST_TERMS


KNOWN = {"org": ["acme", "globex"], "stack": ["shop/dev"]}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "kind:"),
        ("bucket ki", "kind:"),
        ("-st", "-stack:"),
        ("kind:p", "kind:program"),
        ("org:", "org:acme"),
        ("org:g", "org:globex"),
        ("-stack:", "-stack:shop/dev"),
        ("state:f", "state:failed"),
        ("a after:", "after:today"),
    ],
)
def test_fields_and_values_are_suggested_as_they_are_typed(typed: str, first: str) -> None:
    assert suggestions(typed, KNOWN)[0] == first


@pytest.mark.parametrize("typed", ["bucket", "bucket ", "kind:program", 'say "ki', "nofield:", "org:zzz"])
def test_where_there_is_nothing_to_go_on_with_nothing_is_suggested(typed: str) -> None:
    assert suggestions(typed, KNOWN) == []


def test_a_suggestion_takes_the_place_of_the_last_word() -> None:
    assert completed("bucket ki", "kind:") == "bucket kind:"
    assert completed("bucket -kind:p", "-kind:program") == "bucket -kind:program "


@given(st.text(max_size=30))
def test_what_is_suggested_goes_on_with_what_is_typed(typed: str) -> None:
    for suggestion in suggestions(typed, KNOWN):
        assert completed(typed, suggestion).lower().startswith(typed.rstrip("-").lower())


@pytest.mark.parametrize(
    ("typed", "left"),
    [("b", ""), ("bucket p", "bucket "), ("bucket po", "bucket po"), ("桶", "桶"), ("b ", "b "), ("kind:p", "kind:p")],
)
def test_a_letter_that_has_just_been_begun_is_not_looked_for(typed: str, left: str) -> None:
    assert without_begun_letter(typed) == left

"""A person's own prompts: which places are filled, which are asked for, and what is no place."""

from __future__ import annotations

import pytest

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.prompts import filled, name_problem, places_of, text_problem, wanted

DEV = CloudContext(org="acme", url="https://app.pulumi.com/acme/shop/dev")
TEXT = "What does {project}/{stack} cost in {ask:Which region?}? In {language}, {{org}} is {org}."


def test_places_are_filled_and_the_rest_is_asked_for() -> None:
    known = places_of(DEV, "python")
    assert wanted(TEXT, known) == ["Which region?"]
    known["Which region?"] = "eu-west-1"
    assert filled(TEXT, known) == "What does shop/dev cost in eu-west-1? In python, {org} is acme."


def test_what_the_context_lacks_is_asked_for_once() -> None:
    assert wanted("{stack} {stack} {project} {ask:Why?} {ask:Why?}", places_of(None, "go")) == [
        "stack",
        "project",
        "Why?",
    ]


def test_an_answer_is_no_template() -> None:
    assert filled("{ask:What?}", {"What?": "{org}"}) == "{org}"


@pytest.mark.parametrize(
    "text", ["plain", '{"a": {"b": 1}}', "${VAR}", "{{anything}}", "{org}{url}", "{ask:Any, thing?}"]
)
def test_texts_that_will_do(text: str) -> None:
    assert text_problem(text) is None


def test_a_misspelt_place_is_named_with_those_there_are() -> None:
    problem = text_problem("In {stak}?")
    assert problem is not None
    assert "{stak}" in problem
    assert "{stack}" in problem


@pytest.mark.parametrize(
    ("name", "will_do"), [("cost", True), ("a-1_b", True), ("file", False), ("", False), ("A b", False)]
)
def test_names(name: str, *, will_do: bool) -> None:
    assert (name_problem(name) is None) == will_do

"""Answers in prose fit the words of the question, and the context."""

from __future__ import annotations

import re

import pytest

from copilot_tui.demo.faults import FAULTS
from copilot_tui.demo.script import HELP, reply
from copilot_tui.domain.context import CloudContext

CONTEXT = CloudContext(org="acme", url="https://app.pulumi.com/acme/project1/dev/updates/4")


def said(query: str, context: CloudContext = CONTEXT) -> str:
    """The prose that answers a question."""
    message = reply(query, context).messages[-1]
    assert message["kind"] == "response", message
    text: str = message["content"]
    return text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Analyze this update. If it failed, tell me how to resolve the issues.", "update 4 of project1/dev"),
        ("Why did the creation of the bucket fail?", "How to fix it"),
        ("Which of the other stacks have the same mistake?", "project1/prod"),
        ("Who are the admins?", "administrators"),
        ("Who are the users in my org?", "administrators"),
        ("How many resources are there?", "| **all** | | **179** |"),
        ("Which versions do the stacks have?", "last update"),
        ("What does this stack cost?", "NAT gateways"),
        ("How do I rotate a password?", "--secret"),
        ("Is there drift?", "refresh --preview-only"),
        ("Why can I not directly convert an Output<T> to a string?", "interpolate"),
        ("How do I import existing resources?", "pulumi import"),
        ("How do I refactor this into a component?", "aliases"),
        ("hello", "scripted stand-in"),
        ("What is the airspeed of an unladen swallow?", "What is the airspeed of an unladen swallow?"),
        ("你好吗", "你好吗"),
    ],
)
def test_an_answer_fits_the_question(query: str, words: str) -> None:
    assert words in said(query)


def test_the_stacks_are_those_of_the_organization() -> None:
    text = said("How many resources?", CloudContext(org="blue-harbor"))
    assert "shop/staging" in text
    assert "project1" not in text


def test_an_organization_that_the_demo_does_not_know_is_answered_too() -> None:
    assert "**my-own**" in said("How many resources?", CloudContext(org="my-own"))
    assert said("Why did it fail?", CloudContext(org="my-own"))


def test_what_is_asked_is_not_taken_for_a_placeholder() -> None:
    assert "> zzz @org@ @where@" in said("zzz @org@ @where@")


def test_a_long_question_is_quoted_in_part() -> None:
    assert len(said("zzz " * 10_000)) < 2000


def test_no_placeholder_is_left() -> None:
    for query in (
        "fail",
        "same stacks",
        "output string",
        "admins",
        "cost",
        "secret",
        "drift",
        "import",
        "rename",
        "zzz",
    ):
        assert not re.search(r"@\w+@", said(query))


def test_help_lists_every_failure_that_can_be_asked_for() -> None:
    assert said("/help") == HELP.strip()
    assert said("/fail nonsense") == HELP.strip()
    assert all(f"`/fail {fault.word}`" in HELP for fault in FAULTS)
    assert all(command in HELP for command in ("/slow", "/long", "/odd", "/warn"))


def test_a_long_answer_is_as_long_as_asked() -> None:
    assert said("/long 200").count("\n\n") == 199


@pytest.mark.parametrize("query", ["Why does the program not work?", "What versions of the code are there?", "a haiku"])
def test_a_question_about_code_gets_no_program(query: str) -> None:
    assert reply(query, CONTEXT).draft is None

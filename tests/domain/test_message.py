"""Messages as they come: any JSON value is read, nothing of it is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.message import (
    ImprovedProgramMessage,
    ProgramMessage,
    ResponseMessage,
    StatusMessage,
    TraceMessage,
    UnknownMessage,
    key,
    parse_message,
    searchable_text,
    well_formed,
)

NAMES = st.sampled_from(
    ["role", "kind", "content", "code", "plan", "instructions", "searchTerms", "language", "programId", "templateUrl"]
)
KINDS = st.sampled_from(["trace", "status", "response", "program", "improvedProgram", "user", "assistant"])
TEXT = st.text(st.characters(exclude_categories=[]))  # lone surrogates too, as JSON escapes bring them
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT | KINDS,
    lambda inner: st.lists(inner) | st.dictionaries(NAMES | TEXT, inner),
    max_leaves=20,
)
MESSAGE = st.fixed_dictionaries({"role": KINDS | JSON, "kind": KINDS | JSON, "content": JSON}) | JSON


@given(MESSAGE)
def test_any_json_value_is_a_message_and_raw_gives_it_back(value: object) -> None:
    message = parse_message(value)
    assert json.loads(message.raw) == value
    message.raw.encode()
    message.model_dump_json().encode()
    searchable_text(message).encode()
    assert key(message) == key(parse_message(json.loads(message.raw)))


@pytest.mark.parametrize("depth", [99, 200, 600, 800])
@pytest.mark.parametrize("kind", ["later", "response", "program"])
def test_deep_nesting_costs_nothing_but_its_display(depth: int, kind: str) -> None:
    value: Any = json.loads("[" * depth + "]" * depth)
    message = parse_message({"kind": kind, "content": value})
    assert isinstance(message, UnknownMessage)
    assert message.raw.count("[") == depth
    assert searchable_text(message).count("[") == depth
    message.model_dump_json()
    key(message)


def test_what_is_deeper_than_can_be_written_is_still_a_message() -> None:
    value: Any = []
    for _ in range(100_000):
        value = [value]
    message = parse_message({"kind": "later", "content": value})
    assert isinstance(message, UnknownMessage)
    assert json.loads(message.raw)
    while value:  # taken apart by hand: the interpreter would do it level by level
        value = value.pop()


@pytest.mark.parametrize(
    ("kind", "model"), [("trace", TraceMessage), ("status", StatusMessage), ("response", ResponseMessage)]
)
def test_text_kinds(kind: str, model: type) -> None:
    message = parse_message({"role": "user", "kind": kind, "content": "hello"})
    assert isinstance(message, model)
    assert message.role == "user"
    assert message.content == "hello"
    assert isinstance(parse_message({"kind": kind, "content": {"a": 1}}), UnknownMessage)
    assert isinstance(parse_message({"kind": kind}), UnknownMessage)


@pytest.mark.parametrize(("kind", "model"), [("program", ProgramMessage), ("improvedProgram", ImprovedProgramMessage)])
def test_programs_with_everything(kind: str, model: type) -> None:
    message = parse_message(
        {
            "role": "assistant",
            "kind": kind,
            "content": {
                "code": "package main",
                "plan": {"instructions": "1. Run it.", "searchTerms": ["go", None, 3]},
                "language": "Go",
                "programId": "p1",
                "templateUrl": "https://example.test",
            },
        }
    )
    assert isinstance(message, model)
    assert isinstance(message, ProgramMessage | ImprovedProgramMessage)
    content = message.content
    assert content.code == "package main"
    assert content.instructions == "1. Run it."
    assert content.search_terms == ("go", "", "3")
    assert (content.language, content.program_id, content.template_url) == ("Go", "p1", "https://example.test")
    assert searchable_text(message) == "1. Run it.\npackage main"


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"code": None, "plan": None, "language": None, "programId": None},
        {"plan": "text", "code": ["x"]},
        {"plan": {"instructions": {}, "searchTerms": "go"}},
    ],
)
def test_programs_with_missing_fields_are_programs(content: object) -> None:
    message = parse_message({"kind": "program", "content": content})
    assert isinstance(message, ProgramMessage)
    assert message.content.code == ""
    assert message.content.instructions == ""


@pytest.mark.parametrize("value", [None, [], "text", 3, {}, {"kind": None}, {"kind": "later", "content": [1]}])
def test_what_is_no_known_kind_is_kept_whole(value: object) -> None:
    message = parse_message(value)
    assert isinstance(message, UnknownMessage)
    assert message.role == "assistant"
    assert json.loads(message.raw) == value


def test_lone_surrogates_are_replaced_and_pairs_in_halves_joined() -> None:
    message = parse_message(json.loads(r'{"kind": "response", "content": "a\ud800b"}'))
    assert message.content == "a�b"
    assert json.loads(message.raw)["content"] == "a\ud800b"
    assert well_formed("\ud83d" + "\ude00") == "😀"


def test_raw_is_not_part_of_what_makes_two_messages_the_same() -> None:
    one = parse_message({"kind": "response", "content": "x"})
    other = parse_message({"kind": "response", "content": "x", "id": 7})
    assert one.raw != other.raw
    assert key(one) == key(other)

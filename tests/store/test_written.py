"""What the store wrote as JSON is read back whole, and nothing else is taken for it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from copilot_tui.domain.errors import ErrorKind, Failure, NextStep
from copilot_tui.domain.exchange import Exchange
from copilot_tui.store.rows import to_json
from copilot_tui.store.written import read_written

TEXT = st.text(max_size=8)
MOMENT = st.datetimes(timezones=st.just(UTC))
HEADERS = st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)
SECONDS = st.none() | st.floats(0, 1e6)
FAILURES = st.builds(
    Failure,
    kind=st.sampled_from(ErrorKind),
    message=TEXT,
    hint=TEXT,
    status=st.none() | st.integers(100, 599),
    request_id=TEXT,
    next_steps=st.lists(st.sampled_from(NextStep), max_size=3).map(tuple),
    retry_at=st.none() | MOMENT,
)
EXCHANGES = st.builds(
    Exchange,
    url=TEXT,
    sent_at=MOMENT,
    request_headers=HEADERS,
    request_body=TEXT,
    status=st.none() | st.integers(100, 599),
    response_headers=HEADERS,
    response_bytes=st.integers(0, 2**40),
    connect_seconds=SECONDS,
    total_seconds=SECONDS,
    attempts=st.integers(1, 3),
)
EXCHANGE = json.loads(to_json(Exchange(url="https://api.pulumi.com", sent_at=datetime(2026, 8, 1, tzinfo=UTC))))
ANYTHING: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.text(max_size=3), st.lists(st.text(max_size=3), max_size=3), st.just({})
)


@given(FAILURES | EXCHANGES)
def test_a_value_comes_back_as_it_was_and_as_pydantic_reads_it(value: Failure | Exchange) -> None:
    text = to_json(value)
    assert read_written(type(value), text) == value == type(value).model_validate_json(text)


def test_whole_seconds_are_a_number_of_seconds_too() -> None:
    read = read_written(Exchange, json.dumps(EXCHANGE | {"total_seconds": 2}))
    assert read.total_seconds == 2
    assert isinstance(read.total_seconds, float)


@given(st.sampled_from(sorted(EXCHANGE)), ANYTHING)
def test_whatever_pydantic_refuses_is_refused(name: str, other: Any) -> None:
    text = json.dumps(EXCHANGE | {name: other})
    try:
        Exchange.model_validate_json(text)
    except ValidationError:
        with pytest.raises(ValueError, match=r"."):
            read_written(Exchange, text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "null", "[]", '"text"', "{}", "[" * 100_000),
        json.dumps(EXCHANGE | {"unknown": 1}),
        json.dumps({name: value for name, value in EXCHANGE.items() if name != "url"}),
        json.dumps(EXCHANGE | {"sent_at": "yesterday"}),
        json.dumps(EXCHANGE | {"request_headers": [["one"]]}),
        json.dumps(EXCHANGE | {"attempts": True}),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_written(Exchange, text)

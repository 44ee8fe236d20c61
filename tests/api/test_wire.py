"""Answers to messages, in both versions and in neither."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.api.wire import read_answer, read_message
from copilot_tui.domain.errors import CopilotError, CopilotRefused
from copilot_tui.domain.message import ProgramMessage, ResponseMessage, TraceMessage, UnknownMessage
from tests.api.asking import token


def encoded(value: Any) -> bytes:
    return json.dumps(value).encode()


async def test_version_2() -> None:
    program = {"code": "x = 1", "plan": {"instructions": "1. Run it."}, "language": "python", "programId": "p1"}
    messages = [
        {"role": "user", "kind": "response", "content": "Write it."},
        {"role": "assistant", "kind": "trace", "content": "rest-api-v2"},
        {"role": "assistant", "kind": "program", "content": program},
    ]
    reading = await read_answer(encoded({"conversationId": "c1", "messages": messages}))
    echo, trace, written = reading.messages
    assert reading.service_id == "c1"
    assert isinstance(echo, ResponseMessage)
    assert isinstance(trace, TraceMessage)
    assert isinstance(written, ProgramMessage)
    assert written.content.instructions == "1. Run it."
    assert [json.loads(message.raw) for message in reading.messages] == messages


async def test_version_1() -> None:
    messages = [{"role": "user", "content": "Write it."}, {"role": "assistant", "content": ["First.", "Second."]}]
    body = {"conversationId": "c1", "messages": messages, "programs": [{"code": "x = 1", "language": "python"}]}
    echo, prose, program = (await read_answer(encoded(body))).messages
    assert isinstance(echo, ResponseMessage)
    assert (echo.role, echo.content) == ("user", "Write it.")
    assert isinstance(prose, ResponseMessage)
    assert prose.content == "First.\n\nSecond."
    assert json.loads(prose.raw) == messages[1], "the raw message is kept as it came"
    assert isinstance(program, ProgramMessage)
    assert program.content.code == "x = 1"


async def test_one_bad_message_does_not_cost_the_rest() -> None:
    good = {"role": "assistant", "kind": "response", "content": "good"}
    odd: list[Any] = [1, True, [], {}, {"kind": []}, {"kind": "program", "content": "x"}, {"content": [1, "a"]}]
    reading = await read_answer(encoded({"messages": [good, *odd, good]}))
    assert len(reading.messages) == len(odd) + 2
    assert all(isinstance(message, UnknownMessage) for message in reading.messages[1:-1])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("c", "c"),
        (7, "7"),
        ("\ud800", "�"),
        ("", None),
        (None, None),
        (True, None),
        ([], None),
        ("9" * 5000, "9" * 5000),
    ],
)
async def test_the_conversation_id_is_opaque(value: object, expected: str | None) -> None:
    assert (await read_answer(encoded({"conversationId": value, "messages": ["x"]}))).service_id == expected


async def test_an_error_beside_messages_is_a_notice() -> None:
    body = {"messages": ["x"], "error": "Half failed.", "details": {"message": "quota\x1b[0m"}}
    assert (await read_answer(encoded(body))).notice == "Half failed: quota␛[0m"


async def test_a_refusal_does_not_repeat_the_token() -> None:
    secret = token().header().partition(" ")[2]
    with pytest.raises(CopilotRefused) as caught:
        await read_answer(encoded({"error": f"bad {secret}"}), token().redact)
    assert caught.value.message == "Copilot could not answer: bad ***."


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4),
    max_leaves=12,
)
FIELDS = st.dictionaries(st.sampled_from(["role", "kind", "content", "plan", "code"]), ANYTHING)


@given(st.dictionaries(st.sampled_from(["messages", "programs", "conversationId", "error", "details"]), ANYTHING))
async def test_any_object_is_an_answer_or_one_error(body: dict[str, Any]) -> None:
    with contextlib.suppress(CopilotError):
        assert (await read_answer(encoded(body))).messages


@given(FIELDS | ANYTHING)
def test_any_message_is_read_and_can_be_stored(value: object) -> None:
    message = read_message(value)
    assert message.model_dump_json()
    assert message.raw.encode()

"""JSON from outside: whatever comes, it is read or refused in one way."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.api import json_text
from copilot_tui.api.json_text import NotJson, parts, read

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
)


@given(JSON)
def test_json_is_read_as_it_is(value: object) -> None:
    assert read(json.dumps(value).encode()) == value
    assert read(json.dumps(value, ensure_ascii=False).encode()) == value


@given(st.binary())
def test_any_bytes_are_json_or_not(body: bytes) -> None:
    with contextlib.suppress(NotJson):
        read(body)


@given(JSON, st.data())
def test_json_cut_anywhere_says_so_or_is_whole(value: object, data: st.DataObject) -> None:
    body = json.dumps({"messages": [value]}).encode()
    with pytest.raises(NotJson) as caught:
        read(body[: data.draw(st.integers(1, len(body) - 1))])
    assert str(caught.value)


def test_a_cut_is_told_from_nonsense() -> None:
    for body, cut in [(b'{"a": "b', True), (b'{"a": [1,', True), (b'{"a"', True), (b"hello", False), (b"{} {}", False)]:
        with pytest.raises(NotJson) as caught:
            read(body)
        assert caught.value.cut is cut, body


def test_a_cut_text_of_many_quotes_is_no_trap() -> None:
    with pytest.raises(NotJson):
        read(b'{"a": "' + b'\\"' * 500_000 + b"[" * 200)  # would take hours if each quote were looked at afresh


def test_what_python_cannot_hold_becomes_its_text() -> None:
    assert read(b"[NaN, Infinity, -Infinity, 1e999]") == ["NaN", "Infinity", "-Infinity", "1e999"]
    assert read(b"[" + b"7" * 5000 + b", 12]") == ["7" * 5000, 12]


def test_the_last_of_duplicated_keys_counts() -> None:
    assert read(b'{"a": 1, "a": 2}') == {"a": 2}


def test_only_what_is_too_deep_becomes_text() -> None:
    deep = b"[" * 100_000 + b'"]"' + b"]" * 100_000
    value = read(b'{"deep": ' + deep + b', "[": "]", "after": [1]}')
    assert isinstance(value, dict)
    assert value["after"] == [1]
    assert value["["] == "]"
    inner = value["deep"]
    depth = 1
    while isinstance(inner, list):
        inner, depth = inner[0], depth + 1
    assert depth == 100
    assert isinstance(inner, str)
    assert "[" * (depth - 1) + inner + "]" * (depth - 1) == deep.decode(), "nothing of it is lost"


def test_an_answer_is_cut_into_head_and_messages() -> None:
    answer = {"conversationId": "c", "error": "e", "other": [1], "messages": [{"kind": "x"}, None, "text"]}
    assert list(parts(answer)) == [{"conversationId": "c", "error": "e"}, {"kind": "x"}, "text"]
    assert list(parts([1, 2])) == ["a list"]
    assert list(parts({"messages": {"kind": "x"}})) == [{}, {"kind": "x"}]


def test_programs_of_version_1_come_last_and_only_once() -> None:
    program = {"role": "assistant", "kind": "program", "content": {"code": "1"}}
    assert list(parts({"messages": ["a"], "programs": [{"code": "1"}]})) == [{}, "a", program]
    assert list(parts({"messages": [program], "programs": [{"code": "1"}]})) == [{}, program]


def test_the_program_needs_nothing_of_ours() -> None:
    program = (
        "import runpy, sys; runpy.run_path(sys.argv[1], run_name='__main__'); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, json_text.__file__],
        input=b'{"messages": [1]}',
        capture_output=True,
        check=True,
        timeout=30,
    )
    assert done.stdout.startswith(json_text.HEAD)
    assert done.stdout.endswith(b"null")
    assert not {"copilot_tui", "pydantic", "httpx", "asyncio", "site"} & set(done.stderr.decode().split())

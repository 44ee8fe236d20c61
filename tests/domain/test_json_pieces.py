"""JSON in pieces is the same JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from copilot_tui.domain import json_pieces

TEXTS = some.text(some.characters(exclude_categories=()))  # lone surrogates, controls and quotes among them
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | TEXTS,
    lambda inner: some.lists(inner) | some.dictionaries(TEXTS, inner),
)


@given(VALUES)
def test_it_is_what_json_writes_at_once(value: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_pieces, "_PIECE_CHARACTERS", 3)
        assert json_pieces.dumps(value) == json.dumps(value, ensure_ascii=False)


def test_a_text_of_megabytes_is_read_back_as_it_was() -> None:
    value = {"kind": "program", "content": {"code": 'say("é🦆\\")\n' * 200_000}}
    assert json.loads(json_pieces.dumps(value)) == value
    assert json_pieces.dumps(value) == json.dumps(value, ensure_ascii=False)

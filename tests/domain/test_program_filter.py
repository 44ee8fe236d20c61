"""Programs are found by the words of the search, as far as these say something about programs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.message import ProgramContent
from copilot_tui.domain.program import Program
from copilot_tui.domain.program_filter import ProgramFilter, SearchedProgram

NOW = datetime(2026, 10, 20, 12, tzinfo=UTC)
BUCKET = Program(
    id="p1",
    conversation_id="c1",
    turn_id="t1",
    content=ProgramContent(
        code='const site = new aws.s3.Bucket("site");', language="TypeScript", instructions="Run it"
    ),
    version=1,
    created_at=NOW - timedelta(days=2),
    query="Write a bucket",
    conversation_title="Static site",
    context=CloudContext(org="Acme", url="https://app.pulumi.com/Acme/web/dev"),
)


def takes(words: str, program: Program = BUCKET) -> bool:
    return ProgramFilter.typed(words, NOW).takes(SearchedProgram.of(program))


@pytest.mark.parametrize(
    "words",
    [
        *("", "s3.bucket", "BUCKET static", "run", '"new aws"', "ts", "acme"),
        *("lang:ts", "lang:go lang:ts", "org:acme", "stack:dev", "stack:web/dev", "-lang:go", "-kubernetes"),
        *("after:3d", "before:2026-10-20", "lang:ts org:acme bucket", "kind:program", "lang:"),
    ],
)
def test_it_is_meant(words: str) -> None:
    assert takes(words)


@pytest.mark.parametrize(
    "words",
    [
        *("queue", "bucket queue", '"aws new"', "lang:go", "org:globex", "stack:prod", "-lang:ts", "-bucket"),
        *("after:1d", "before:2026-10-01", "lang:ts org:globex", "org:acme stack:web/prod"),
    ],
)
def test_it_is_not_meant(words: str) -> None:
    assert not takes(words)


def test_without_a_place_it_is_of_no_organization() -> None:
    placeless = BUCKET.model_copy(update={"context": None})
    assert takes("bucket -org:acme", placeless)
    assert not takes("org:acme", placeless)


@given(st.text(max_size=60))
def test_nothing_typed_is_an_error(words: str) -> None:
    takes(words)

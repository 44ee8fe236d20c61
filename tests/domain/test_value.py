"""Our own values: changed only as copies, written and read as JSON, and quick to import."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from copilot_tui.domain.context import MAX_ORG, MAX_URL, CloudContext
from copilot_tui.domain.conversation import Conversation, Turn
from copilot_tui.domain.message import StatusMessage
from copilot_tui.domain.state import TurnState

AT = datetime(2026, 8, 1, 12, tzinfo=UTC)
TURN = Turn(
    id="t",
    conversation_id="c",
    position=0,
    query="Why?",
    context=CloudContext(org="acme"),
    state=TurnState.ANSWERED,
    asked_at=AT,
    messages=(StatusMessage(content="Looking"),),
    versions=(None,),
)


def test_a_copy_differs_in_what_was_said_and_in_nothing_else() -> None:
    copy = TURN.model_copy(update={"query": "How?"})
    assert (copy.query, TURN.query) == ("How?", "Why?")
    assert copy.model_copy(update={"query": "Why?"}) == TURN
    assert hash(copy.model_copy(update={"query": "Why?"})) == hash(TURN)
    with pytest.raises(AttributeError):
        TURN.model_copy(update={"question": "How?"})


def test_nothing_changes_it_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        TURN.query = "How?"  # type: ignore[misc]  # that is what the test is about


def test_json_has_every_field_but_those_that_the_store_alone_knows() -> None:
    assert Turn.model_validate_json(TURN.model_dump_json()) == TURN.model_copy(update={"versions": ()})
    dumped = TURN.model_dump(mode="json", exclude={"messages"})
    assert dumped["asked_at"] == "2026-08-01T12:00:00Z"
    assert dumped["context"] == {"org": "acme", "url": "https://app.pulumi.com"}
    assert not {"messages", "versions"} & dumped.keys()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", '{"id": "c", "context": {"org": "acme"}, "created_at": 1, "updated_at": 1}'),
        ("context", '{"id": "c", "title": "t", "context": {"org": ""}, "created_at": 1, "updated_at": 1}'),
        ("pinned", '{"id": "c", "title": "t", "context": {"org": "a"}, "created_at": 1, "updated_at": 1, "pinned": 7}'),
        ("mood", '{"id": "c", "title": "t", "context": {"org": "a"}, "created_at": 1, "updated_at": 1, "mood": 1}'),
    ],
)
def test_json_from_outside_is_checked_field_by_field_and_not_repeated(field: str, text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Conversation.model_validate_json(text)
    assert [error["loc"][0] for error in caught.value.errors(include_input=False)] == [field]
    assert "input_value" not in str(caught.value)


def test_a_context_has_a_length() -> None:
    for org, url in (("a" * (MAX_ORG + 1), "https://app.pulumi.com"), ("a", f"https://app.pulumi.com/{'a' * MAX_URL}")):
        with pytest.raises(ValueError, match="too long"):
            CloudContext(org=org, url=url)


def test_what_was_checked_when_it_came_is_shown_whatever_the_rules_are_now() -> None:
    assert CloudContext.stored("two words", "http://elsewhere").org == "two words"


def test_importing_them_does_not_import_pydantic() -> None:
    code = (
        "import copilot_tui.domain.conversation, copilot_tui.domain.program, sys; sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0

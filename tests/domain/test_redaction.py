"""What is given away holds no secret, and whatever else it held."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.conversation import Conversation, Turn
from copilot_tui.domain.errors import ErrorKind, Failure
from copilot_tui.domain.exchange import Exchange
from copilot_tui.domain.message import ProgramContent, parse_message
from copilot_tui.domain.program import Program
from copilot_tui.domain.redaction import redact_conversation, redact_program
from copilot_tui.domain.state import TurnState

SECRET = "pul-" + "0123456789abcdef" * 2
KEY = "-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEAMIIEpAIBAAKCAQEA\n-----END PRIVATE KEY-----"
NOW = datetime(2026, 8, 4, 14, tzinfo=UTC)
CONTEXT = CloudContext(org="acme")
PROGRAM = {
    "code": f'const key = `{KEY}`;\nconst token = "{SECRET}";\n',
    "language": "typescript",
    "plan": {"instructions": f"Run it with {SECRET}", "searchTerms": [SECRET, "vpc"]},
    "extra": {SECRET: [SECRET, 1, None]},
}


def conversation() -> tuple[Conversation, list[Turn]]:
    messages = [
        parse_message({"role": "assistant", "kind": "response", "content": f"Never show {SECRET}"}),
        parse_message({"role": "assistant", "kind": "program", "content": PROGRAM}),
        parse_message({"role": "assistant", "kind": "surprise", "content": {"deep": [{SECRET: SECRET}]}}),
        parse_message(
            {"role": "assistant", "kind": "response", "content": "Nothing to hide"}, raw='{ "kind":"as it came"}'
        ),
    ]
    exchange = Exchange(url="https://api.pulumi.com", sent_at=NOW, request_body=json.dumps({"query": f"use {SECRET}"}))
    turn = Turn(
        id="t", conversation_id="c", position=0, query=f"use {SECRET}", context=CONTEXT, state=TurnState.FAILED,
        asked_at=NOW, failure=Failure(kind=ErrorKind.REFUSED, message=f"no {SECRET}"), notice=SECRET,
        messages=tuple(messages), exchange=exchange,
    )  # fmt: skip
    return (
        Conversation(id="c", title=f"use {SECRET}", context=CONTEXT, created_at=NOW, updated_at=NOW, draft=KEY),
        [turn],
    )


def test_no_secret_is_left_anywhere_in_a_conversation() -> None:
    shown, turns = redact_conversation(*conversation())
    written = shown.model_dump_json() + "".join(turn.model_dump_json() for turn in turns)
    assert SECRET not in written
    assert "MIIEpAIBAAKCAQEA" not in written
    assert shown.title == "use ***"
    assert turns[0].query == "use ***"


def test_what_is_no_secret_stays_and_json_stays_json() -> None:
    _, (turn,) = redact_conversation(*conversation())
    program = turn.messages[1].content
    assert isinstance(program, ProgramContent)
    assert program.code == 'const key = `***`;\nconst token = "***";\n'
    assert program.search_terms == ("***", "vpc")
    assert json.loads(turn.messages[1].raw)["content"]["extra"] == {"***": ["***", 1, None]}
    assert turn.messages[2].content == {"deep": [{"***": "***"}]}
    assert turn.messages[3].raw == '{ "kind":"as it came"}'


def test_a_program_is_given_away_without_its_secrets() -> None:
    _, (turn,) = conversation()
    content = turn.messages[1].content
    assert isinstance(content, ProgramContent)
    program = Program(
        id="p", conversation_id="c", turn_id="t", content=content, version=1, created_at=NOW, query=SECRET
    )
    assert SECRET not in redact_program(program).model_dump_json()
    assert redact_program(program).lines == program.lines - KEY.count("\n")

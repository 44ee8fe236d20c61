"""Programs and conversations that the export's tests are about."""

from __future__ import annotations

from datetime import UTC, datetime

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.conversation import Conversation, Turn
from copilot_tui.domain.message import Message, ProgramContent, parse_message
from copilot_tui.domain.program import Program
from copilot_tui.domain.state import TurnState

AT = datetime(2026, 10, 20, 14, 2, 3, tzinfo=UTC)
CONTEXT = CloudContext(org="acme", url="https://app.pulumi.com/acme/project1/dev/updates/4")
BUCKET = """\
import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const bucket = new aws.s3.Bucket("site");

export const name = bucket.bucket;
"""


def program(
    code: str = BUCKET,
    language: str = "typescript",
    *,
    instructions: str = "",
    program_id: str = "pn7Gfod",
    query: str = "Write code to create an S3 bucket",
    title: str = "S3 bucket for the site",
    version: int = 1,
) -> Program:
    return Program(
        id="prog23456789",
        conversation_id="conv23456789",
        turn_id="turn23456789",
        content=ProgramContent(code=code, language=language, program_id=program_id, instructions=instructions),
        version=version,
        created_at=AT,
        query=query,
        conversation_title=title,
        context=CONTEXT,
    )


def conversation(title: str = "Why did update 4 fail?") -> Conversation:
    return Conversation(
        id="conv23456789",
        service_id="522e0fdb-e992",
        title=title,
        context=CONTEXT,
        created_at=AT,
        updated_at=AT,
    )


def turn(*messages: Message, position: int = 0, query: str = "Why did it fail?") -> Turn:
    return Turn(
        id=f"turn2345678{position}",
        conversation_id="conv23456789",
        position=position,
        query=query,
        context=CONTEXT,
        state=TurnState.ANSWERED,
        asked_at=AT,
        sent_at=AT,
        finished_at=AT.replace(second=14),
        messages=messages,
    )


def message(kind: str, content: object, role: str = "assistant") -> Message:
    return parse_message({"role": role, "kind": kind, "content": content})

"""Turns to show: one of each kind, and as many as are wanted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.conversation import Turn
from copilot_tui.domain.errors import ErrorKind, Failure, NextStep
from copilot_tui.domain.message import (
    ProgramContent,
    ProgramMessage,
    ResponseMessage,
    StatusMessage,
    TraceMessage,
    UnknownMessage,
)
from copilot_tui.domain.state import TurnState

if TYPE_CHECKING:
    from copilot_tui.domain.message import Message

START = datetime(2026, 8, 3, 14, 2, tzinfo=UTC)
UPDATE = CloudContext(org="acme", url="https://app.pulumi.com/acme/project1/dev/updates/4")

ANSWER = """\
The update of **project1/dev** failed while creating the resource group: an `Output<T>` was turned into a string.

### How to fix it
1. Find where `resourceGroupName` is built.
2. Use `apply` or `Output.format` instead of ToString.
3. Read [Inputs and outputs](https://www.pulumi.com/docs/concepts/inputs-outputs).

| Stack | Resources | Last update |
|:------|----------:|:------------|
| dev   | 12        | failed      |
| prod  | 1,234     | succeeded   |

> Only the name is wrong, the *rest* of the stack is fine.

```typescript
const name = pulumi.interpolate`rg-${prefix}`; // an Output<string>
```
"""

PROGRAM = "\n".join(
    [
        'import { resources } from "@pulumi/azure-native";',
        "",
        'const group = new resources.ResourceGroup("app");',
        *(f"const part{number} = group.name.apply(name => `${{name}}-{number}`);" for number in range(24)),
        "export const groupName = group.name;",
    ]
)


def turn(
    position: int,
    query: str = "Why?",
    *messages: Message,
    state: TurnState = TurnState.ANSWERED,
    context: CloudContext = UPDATE,
    failure: Failure | None = None,
    notice: str = "",
) -> Turn:
    """A turn that took 11.4 s, three minutes after the one before."""
    asked = START + timedelta(minutes=3 * position)
    return Turn(
        id=f"turn{position}",
        conversation_id="conversation",
        position=position,
        query=query,
        context=context,
        state=state,
        asked_at=asked,
        sent_at=None if state is TurnState.QUEUED else asked,
        finished_at=None if state.is_open else asked + timedelta(seconds=11.4),
        failure=failure,
        notice=notice,
        messages=messages,
    )


def program(code: str = PROGRAM, language: str = "typescript") -> ProgramMessage:
    """A program message."""
    content = ProgramContent(code=code, language=language, program_id="p1", instructions="1. Run `pulumi up`.")
    return ProgramMessage(content=content, raw='{"kind": "program"}')


FAILURE = Failure(
    kind=ErrorKind.USAGE_LIMIT,
    message="The usage limit of Pulumi Copilot is reached.",
    hint="This is a daily cap of the service: resend it tomorrow.",
    status=402,
    request_id="4f1c",
    next_steps=(NextStep.RESEND, NextStep.EDIT),
)


def every_kind() -> list[Turn]:
    """A conversation with each kind of block."""
    return [
        turn(
            0,
            "Analyze this update. If it failed, tell me how to fix it.",
            TraceMessage(content="Conversation with user 'jo' in org 'acme'"),
            StatusMessage(content="Reading the update"),
            StatusMessage(content="Executing Pulumi Cloud skill"),
            ResponseMessage(content=ANSWER, raw='{"kind": "response"}'),
        ),
        turn(1, "Write the fixed program in TypeScript.", program(PROGRAM[:400]), program()),
        turn(
            2,
            "And for the other stack?",
            UnknownMessage(kind="chart", content={"series": [1, 2, 3], "title": "Updates <b>"}),
            context=CloudContext(org="acme", url="https://app.pulumi.com/acme/project1/prod"),
            notice="The preview API will change in September.",
        ),
        turn(3, "How much does it cost?", state=TurnState.FAILED, failure=FAILURE),
        turn(4, "Are you sure?", state=TurnState.CANCELLED),
        turn(5, "Which stacks have the same mistake?", state=TurnState.SENDING),
        turn(6, "List them by owner.", state=TurnState.QUEUED),
    ]


def long(messages: int) -> list[Turn]:
    """A conversation of so many messages of about 600 characters, every fifth with a program."""
    return [
        turn(
            number,
            f"Question {number}?",
            program(PROGRAM[:600]) if number % 5 == 4 else ResponseMessage(content=f"Answer {number}. {ANSWER[:590]}"),
        )
        for number in range(messages)
    ]

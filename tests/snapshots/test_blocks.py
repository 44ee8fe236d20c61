"""The look of each kind of block, narrow and wide, dark and light."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.geometry import Region

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.message import (
    ImprovedProgramMessage,
    ProgramContent,
    ResponseMessage,
    StatusMessage,
    TraceMessage,
    UnknownMessage,
)
from copilot_tui.domain.state import TurnState
from tests.snapshots.looks import check, look
from tests.ui.transcript.conversation import ANSWER, FAILURE, PROGRAM, START, program, turn
from tests.ui.transcript.host import Host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copilot_tui.domain.conversation import Turn

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="times of day need a time zone that can be set")
HERE = Path(__file__).parent / "blocks"
WIDTHS = (40, 76)
THEMES = ("copilot-dark", "copilot-light")
WORK = (
    TraceMessage(content="Conversation with user 'jo' in org 'acme'"),
    StatusMessage(content="Reading the update"),
    StatusMessage(content="Executing Pulumi Cloud skill"),
)
IMPROVED = ImprovedProgramMessage(content=ProgramContent(code=PROGRAM[:90], language="typescript"))
PROD = CloudContext(org="acme", url="https://app.pulumi.com/acme/project1/prod")
KINDS: dict[str, tuple[list[Turn], bool]] = {
    "question": ([turn(0, "Analyze this update. If it failed, tell me how to fix it.\n\n  Thanks!")], False),
    "question-of-another-context": ([turn(0), turn(1, "And here?", context=PROD)], False),
    "question-in-line": ([turn(0, state=TurnState.SENDING), turn(1, "And?", state=TurnState.QUEUED)], False),
    "work-folded": ([turn(0, "Why?", *WORK)], False),
    "work-opened": ([turn(0, "Why?", *WORK)], True),
    "response": ([turn(0, "Why?", ResponseMessage(content=ANSWER))], False),
    "program-folded": ([turn(0, "Write it.", program())], False),
    "program-opened": ([turn(0, "Write it.", program(PROGRAM[:160]))], True),
    "program-improved": ([turn(0, "Write it.", program(PROGRAM[:60]), IMPROVED)], False),
    "unknown-kind": ([turn(0, "Draw it.", UnknownMessage(kind="chart", content={"series": [1, 2]}))], False),
    "failed": ([turn(0, "Why?", state=TurnState.FAILED, failure=FAILURE)], False),
    "cancelled": ([turn(0, "Why?", state=TurnState.CANCELLED)], False),
    "interrupted": ([turn(0, "Why?", state=TurnState.INTERRUPTED)], False),
    "asking": ([turn(4, "Why?", state=TurnState.SENDING)], False),
    "notice": ([turn(0, "Why?", ResponseMessage(content="Because."), notice="The API changes in September.")], False),
    "empty-answer": ([turn(0, "Why?")], False),
}


@pytest.fixture(autouse=True)
def _time_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_block_looks_as_it_did(kind: str) -> None:
    turns, opened = KINDS[kind]
    parts = []
    for width in WIDTHS:
        for theme in THEMES:
            app = Host(turns, theme)
            app.time = START + timedelta(minutes=12, seconds=4.2)
            async with app.run_test(size=(width, 60)) as pilot:
                if opened:
                    await pilot.press("space")
                await pilot.pause()
                transcript = app.transcript
                painted = transcript.render_lines(Region(0, 0, *transcript.size))
                parts.append(f"{width} columns, {theme}\n\n{look(painted[: len(transcript.viewport.visible())])}")
    check(HERE / f"{kind}.txt", "\n\n\n".join(parts))


def test_every_kept_look_is_of_a_kind_that_there_is() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == set(KINDS)

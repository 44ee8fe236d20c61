"""Titles, and what a turn knows of itself."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.conversation import TITLE_LENGTH, Turn, title_of
from copilot_tui.domain.state import TurnState

TITLES = [
    ("Why did update 4 fail?", "Why did update 4 fail?"),
    ("Why did it fail? Tell me how to fix it.", "Why did it fail?"),
    ("First line\nsecond line", "First line"),
    ("\n\n  spaced   out  \n", "spaced out"),
    ("# Heading\n\ntext", "Heading"),
    ("> **Bold** `code` and [a link](https://x.test)", "Bold code and a link"),
    ("- item one\n- item two", "item one"),
    ("```go\nfunc main() {}\n```\nWhat does this do?", "What does this do?"),
    ("  ```\nx\n  ```\nIndented fence?", "Indented fence?"),
    ("~~~\nnever closed", "never closed"),
    ("```\nonly code\n```", "only code"),
    ("```go\nfunc main() {}\n```", "func main() {}"),
    ("什么是栈？请解释。", "什么是栈？请解释。"),
    ("Use v1.2 of it", "Use v1.2 of it"),
    ("", "New conversation"),
    ("```", "New conversation"),
    (" \n\t", "New conversation"),
    ("word " * 30, "word word word word word word word word word word word…"),
    ("x" * 200, "x" * 59 + "…"),
]


@pytest.mark.parametrize(("query", "title"), TITLES)
def test_a_title_is_the_first_sentence_without_markup(query: str, title: str) -> None:
    assert title_of(query) == title


@given(st.text())
def test_a_title_is_never_empty_never_long_and_one_line(query: str) -> None:
    title = title_of(query)
    assert 0 < len(title) <= TITLE_LENGTH
    assert len(title.splitlines()) == 1


@pytest.mark.parametrize("piece", ["\n", "[", "[a](", " ", "> ", "# ", "~~~\n\n", "```\n", "**", "a. ", "\t\n", "![]("])
def test_a_title_costs_little_whatever_was_pasted(piece: str) -> None:
    began = time.process_time()
    title_of(piece * 200_000)
    assert time.process_time() - began < 2


def turn(state: TurnState, sent: datetime | None, finished: datetime | None) -> Turn:
    return Turn(
        id="t",
        conversation_id="c",
        position=0,
        query="q",
        context=CloudContext(org="acme"),
        state=state,
        asked_at=datetime(2026, 8, 1, tzinfo=UTC),
        sent_at=sent,
        finished_at=finished,
    )


def test_a_turn_lasts_from_sending_to_its_outcome() -> None:
    sent = datetime(2026, 8, 1, 12, tzinfo=UTC)
    assert turn(TurnState.ANSWERED, sent, sent + timedelta(seconds=11.4)).duration_seconds == 11.4
    assert turn(TurnState.SENDING, sent, None).duration_seconds is None
    assert turn(TurnState.CANCELLED, None, sent).duration_seconds is None


def test_only_queued_and_sending_turns_are_open() -> None:
    assert [state for state in TurnState if state.is_open] == [TurnState.QUEUED, TurnState.SENDING]

"""The sample conversations: what people see first."""

from __future__ import annotations

import ast
from datetime import timedelta
from itertools import pairwise

import pytest
import yaml

from copilot_tui.demo.samples import age, sample_conversations
from copilot_tui.domain.conversation import Conversation, Turn
from copilot_tui.domain.errors import ErrorKind
from copilot_tui.domain.identity import LENGTH, new_id
from copilot_tui.domain.language import canonical_language
from copilot_tui.domain.message import ImprovedProgramMessage, ProgramContent, ProgramMessage, UnknownMessage
from copilot_tui.domain.program import count_lines, version_numbers
from copilot_tui.domain.state import TurnState
from tests.demo.times import NOW

SAMPLES = sample_conversations(NOW)
TURNS = [turn for _, turns in SAMPLES for turn in turns]
PROGRAMS = [
    message.content for turn in TURNS for message in turn.messages if isinstance(message.content, ProgramContent)
]


def sample(title: str) -> tuple[Conversation, list[Turn]]:
    """The sample of a title."""
    return next((conversation, turns) for conversation, turns in SAMPLES if conversation.title == title)


def test_there_are_about_a_dozen_newest_first() -> None:
    assert 12 <= len(SAMPLES) <= 16
    updated = [conversation.updated_at for conversation, _ in SAMPLES]
    assert updated == sorted(updated, reverse=True)


def test_their_ages_go_from_seconds_to_weeks() -> None:
    ages = [NOW - conversation.updated_at for conversation, _ in SAMPLES]
    assert ages[0] == timedelta(seconds=11)
    assert ages[-1] == timedelta(weeks=5)
    for least, most in ((60, 3600), (3600, 86400), (86400, 2 * 86400), (7 * 86400, 14 * 86400)):
        assert any(least <= found.total_seconds() < most for found in ages)
    assert all(turn.asked_at < NOW for turn in TURNS)


def test_ages_are_read_in_all_units() -> None:
    assert age("1w 2d 3h 4m 5s") == timedelta(weeks=1, days=2, hours=3, minutes=4, seconds=5)


def test_the_first_one_explains_the_failed_update_and_fixes_it() -> None:
    conversation, turns = SAMPLES[0]
    assert conversation.title == "Why did update 4 fail?"
    assert conversation.context.page.label == "project1/dev · update 4"
    assert "Output<T>" in str(turns[0].messages[-1].content)
    assert turns[1].query == "Write the fixed program in TypeScript."
    programs = [
        message for message in turns[1].messages if isinstance(message, ProgramMessage | ImprovedProgramMessage)
    ]
    assert [count_lines(program.content.code) for program in programs] == [26, 28]
    assert [number for number in version_numbers(programs) if number] == [1, 2]


def test_every_outcome_is_there() -> None:
    assert {turn.state for turn in TURNS} >= {
        TurnState.ANSWERED,
        TurnState.FAILED,
        TurnState.CANCELLED,
        TurnState.INTERRUPTED,
    }
    assert {turn.failure.status for turn in TURNS if turn.failure} >= {402, 403, 503}
    kinds = {turn.failure.kind for turn in TURNS if turn.failure}
    assert kinds >= {ErrorKind.USAGE_LIMIT, ErrorKind.FORBIDDEN, ErrorKind.SERVER_TROUBLE, ErrorKind.INTERRUPTED}


def test_what_failed_says_what_to_do_and_what_was_answered_has_an_answer() -> None:
    for turn in TURNS:
        answered = turn.state is TurnState.ANSWERED
        assert (turn.failure is None) == answered
        assert bool(turn.messages) == answered
        assert turn.failure is None or turn.failure.hint


def test_pinned_archived_unread_and_a_draft_are_there_once() -> None:
    conversations = [conversation for conversation, _ in SAMPLES]
    assert [found.title for found in conversations if found.pinned] == ["VPC module for prod"]
    assert sum(found.archived for found in conversations) == 1
    assert sum(found.unread for found in conversations) == 1
    assert sum(bool(found.draft) for found in conversations) == 1


def test_several_languages_and_both_organizations_are_there() -> None:
    assert {canonical_language(program.language) for program in PROGRAMS} >= {"typescript", "python", "go", "yaml"}
    assert len({conversation.context.org for conversation, _ in SAMPLES}) == 2


def test_one_has_several_versions_and_one_is_long() -> None:
    _, turns = sample("S3 bucket with versioning")
    assert version_numbers(message for turn in turns for message in turn.messages if message.kind != "trace")[-1] == 3
    _, [long] = sample("Rotate the RDS password")
    text = str(long.messages[-1].content)
    assert len(text.splitlines()) > 60
    assert all(mark in text for mark in ("| ", "```", "1. ", "- [x]", "> ", "## "))


def test_one_is_written_in_other_scripts_with_brackets() -> None:
    conversation, turns = next(found for found in SAMPLES if "[" in found[0].title)
    everything = conversation.title + "".join(str(message.content) for turn in turns for message in turn.messages)
    for first, last in (("\u4e00", "\u9fff"), ("\u0600", "\u06ff"), ("\U0001f300", "\U0001faff")):
        assert any(first <= character <= last for character in everything)


def test_every_message_is_of_a_known_kind_and_has_its_json() -> None:
    messages = [message for turn in TURNS for message in turn.messages]
    assert not any(isinstance(message, UnknownMessage) for message in messages)
    assert all(message.raw.startswith("{") for message in messages)


def test_ids_are_unique_and_look_like_any_other() -> None:
    ids = [conversation.id for conversation, _ in SAMPLES] + [turn.id for turn in TURNS]
    assert len(set(ids)) == len(ids)
    assert all(len(found) == LENGTH == len(new_id()) and found.isalpha() for found in ids)
    services = [conversation.service_id for conversation, _ in SAMPLES if conversation.service_id]
    assert len(set(services)) == len(services)


def test_ids_stay_the_same_whenever_they_are_made() -> None:
    later = sample_conversations(NOW + timedelta(days=400))
    assert [conversation.id for conversation, _ in later] == [conversation.id for conversation, _ in SAMPLES]


def test_turns_belong_to_their_conversation_in_order() -> None:
    for conversation, turns in SAMPLES:
        assert [turn.position for turn in turns] == list(range(len(turns)))
        assert {turn.conversation_id for turn in turns} == {conversation.id}
        assert conversation.created_at == turns[0].asked_at <= conversation.updated_at
        for earlier, later in pairwise(turns):
            assert earlier.finished_at is not None
            assert earlier.finished_at < later.asked_at


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.program_id)
def test_programs_are_programs(program: ProgramContent) -> None:
    assert program.instructions
    if canonical_language(program.language) == "python":
        ast.parse(program.code)
    if canonical_language(program.language) == "yaml":
        assert yaml.safe_load(program.code)["runtime"] == "yaml"

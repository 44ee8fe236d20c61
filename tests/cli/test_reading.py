"""Listing, showing and searching what was asked."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.exchange import Exchange
from copilot_tui.domain.message import parse_message
from copilot_tui.domain.question import Answer
from copilot_tui.service.session import utc_now

if TYPE_CHECKING:
    from tests.cli.conftest import Place

HOSTILE = "\x1b]52;c;aGk=\x07 [/] \u202egnp.exe"


def test_an_empty_history_says_so_and_is_no_failure(place: Place) -> None:
    result = place.run("list")
    assert (result.status, result.out) == (0, "")
    assert "No conversations" in result.err
    assert place.run("list", "--json").json == []


def test_the_list_is_aligned_with_id_age_mark_language_and_title(filled: Place) -> None:
    lines = filled.run("list").out.splitlines()
    assert len(lines) == 14
    assert re.match(r"[a-z0-9]{12}   2d  ★  go    VPC module for prod$", lines[0])
    assert any("✗" in line for line in lines)
    titles = [line.index(title) for line, title in zip(lines, ("VPC", "Why did", "Share"), strict=False)]
    assert len(set(titles)) == 1


def test_the_json_of_the_list_has_the_fields_that_scripts_rely_on(filled: Place) -> None:
    first = filled.run("list", "--json").json[0]
    assert list(first) == [
        "id", "title", "conversation_id", "org", "url", "created_at", "updated_at", "turns", "programs", "pinned",
        "archived",
    ]  # fmt: skip
    assert first["pinned"] is True
    assert first["updated_at"].endswith("Z")
    assert datetime.fromisoformat(first["updated_at"]).tzinfo is not None


def test_the_list_is_limited_and_says_what_it_leaves_out(filled: Place) -> None:
    result = filled.run("list", "--limit", "3")
    assert len(result.out.splitlines()) == 3
    assert "3 of 14 shown" in result.err


def test_all_has_the_archived_ones_too(filled: Place) -> None:
    found = filled.run("list", "--all", "--json").json
    assert [row["archived"] for row in found] == [False] * 14 + [True]


def test_the_list_can_be_of_one_organization_or_stack(filled: Place) -> None:
    everywhere = filled.run("list", "--json").json
    other = next(row["org"] for row in everywhere if row["org"] != "acme")
    found = filled.run("list", "--org", other, "--json").json
    assert {row["org"] for row in found} == {other}
    assert len(found) < len(everywhere)


def test_a_conversation_is_shown_whole_by_the_beginning_of_its_id(filled: Place) -> None:
    listed = filled.run("list", "--json").json[1]
    result = filled.run("show", listed["id"][:6])
    assert result.status == 0
    lines = result.out.splitlines()
    assert lines[0] == listed["title"]
    assert listed["id"] in lines[1]
    assert re.search(r"^you · \d{4}-\d\d-\d\d \d\d:\d\d$", result.out, re.MULTILINE)
    assert re.search(r"^copilot · \d+\.\d s$", result.out, re.MULTILINE)


def test_a_question_without_an_answer_is_shown_with_its_reason(filled: Place) -> None:
    listed = filled.run("list", "--json").json
    cost = next(row["id"] for row in listed if row["title"] == "Cost of the dev stack")
    assert re.search(r"^✗ failed: .+", filled.run("show", cost).out, re.MULTILINE)


@pytest.mark.parametrize(("form", "beginning"), [("md", "---\ntitle: "), ("json", "{"), ("html", "<!doctype html>")])
def test_a_conversation_is_shown_in_other_forms(filled: Place, form: str, beginning: str) -> None:
    listed = filled.run("list", "--json").json[0]
    result = filled.run("show", listed["id"], "--format", form)
    assert result.status == 0
    assert result.out.lower().startswith(beginning)


def test_searching_names_conversations_and_places(filled: Place) -> None:
    result = filled.run("search", "bucket", "versioning")
    assert result.status == 0
    assert "S3 bucket with versioning" in result.out
    assert re.search(r"^    (question|response|program|improvedProgram) \d: ", result.out, re.MULTILINE)
    assert "\ue000" not in result.out


def test_the_json_of_a_search_has_the_fields_that_scripts_rely_on(filled: Place) -> None:
    found = filled.run("search", "bucket", "--limit", "50", "--json").json
    assert all(list(hit) == ["id", "title", "turn", "kind", "snippet"] for hit in found)
    assert {hit["turn"] for hit in found if hit["kind"] == "title"} == {None}
    assert all(hit["turn"] >= 1 for hit in found if hit["kind"] != "title")
    assert len(filled.run("search", "bucket", "--limit", "1", "--json").json) == 1


@pytest.mark.parametrize("text", ['"', "AND OR", "x'y\x00", "(((", "*"])
def test_a_search_for_anything_finds_something_or_nothing(filled: Place, text: str) -> None:
    assert filled.run("search", text).status == 0


def test_programs_are_listed_of_all_conversations_or_of_one(filled: Place) -> None:
    found = filled.run("programs", "--json").json
    assert list(found[0]) == ["id", "conversation", "language", "program_id", "version", "lines", "created_at"]
    one = filled.run("programs", "--conversation", found[0]["conversation"][:5], "--json").json
    assert {program["conversation"] for program in one} == {found[0]["conversation"]}
    assert len(filled.run("programs").out.splitlines()) == len(found)


@pytest.mark.parametrize(
    "command", [("show",), ("export",), ("ask", "Hm?", "--conversation"), ("programs", "--conversation")]
)
def test_an_unknown_id_is_wrong_usage(filled: Place, command: tuple[str, ...]) -> None:
    result = filled.run(*command, "zzzz")
    assert result.status == 2
    assert "starts with “zzzz”" in result.err
    assert filled.run(*command, " ").status == 2


def test_an_ambiguous_id_names_what_could_be_meant(filled: Place) -> None:
    ids = [row["id"] for row in filled.run("list", "--all", "--json").json]
    letter = next(found[0] for found in ids if sum(other[0] == found[0] for other in ids) > 1)
    result = filled.run("show", letter)
    assert result.status == 2
    meant = [found for found in ids if found.startswith(letter)]
    assert all(found in result.err for found in meant)


def test_a_question_whose_process_died_is_interrupted_in_every_list(place: Place) -> None:
    history = place.history()
    conversation = history.create(CloudContext(org="acme"), at=utc_now())
    history.add_turn(conversation.id, "Who asks?", CloudContext(org="acme"), at=utc_now())
    history.close()
    assert "◌" in place.run("list").out
    assert "◌ interrupted" in place.run("show", conversation.id).out


def test_what_is_hostile_is_exact_in_a_pipe_and_harmless_in_a_table(place: Place) -> None:
    _converse(place, HOSTILE)
    for command in (("list",), ("programs",), ("search", "gnp")):
        out = place.run(*command).out
        assert out
        assert not {"\x1b", "\x07", "\u202e"} & set(out), command
    conversation = place.run("list", "--json").json[0]
    assert HOSTILE in place.run("show", conversation["id"]).out
    assert place.run("show", conversation["id"], "--format", "json").status == 0


def _converse(place: Place, text: str) -> None:
    history = place.history()
    context = CloudContext(org="acme")
    conversation = history.create(context, at=utc_now())
    turn = history.add_turn(conversation.id, text, context, at=utc_now())
    program = {"role": "assistant", "kind": "program", "content": {"code": text, "language": text}}
    said = {"role": "assistant", "kind": "response", "content": text}
    answer = Answer(
        service_id="c-1",
        messages=(parse_message(said), parse_message(program)),
        exchange=Exchange(url="https://api.pulumi.com", sent_at=utc_now()),
    )
    history.finish_answered(turn.id, answer, at=utc_now(), unread=False)
    history.close()

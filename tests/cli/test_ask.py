"""Asking without the screen: what is printed, what is kept, how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.cli.exit_codes import EXIT_CODES
from copilot_tui.domain.errors import ErrorKind
from copilot_tui.domain.listing import ListQuery
from tests.faults import reply
from tests.loopback import Loopback

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Place


def test_the_answer_is_on_stdout_and_everything_else_on_stderr(place: Place) -> None:
    result = place.run("ask", "Who are the admins?")
    assert result.status == 0
    assert "admin" in result.out
    assert "asking in acme" in result.err
    assert "· Executing Pulumi Cloud skill" in result.err
    assert "Executing" not in result.out


def test_a_program_is_printed_as_a_fenced_block_of_its_language(place: Place) -> None:
    result = place.run("ask", "Write an S3 bucket in Python")
    assert "\n```python\n" in result.out
    assert result.out.endswith("```\n")


def test_the_json_has_the_fields_that_scripts_rely_on(place: Place) -> None:
    found = place.run("ask", "Write an S3 bucket in Go", "--json").json
    assert list(found) == ["id", "conversation_id", "state", "messages", "error"]
    assert found["state"] == "answered"
    assert found["error"] is None
    program = found["messages"][-1]
    assert list(program) == ["role", "kind", "content"]
    assert program["kind"] == "program"
    assert program["content"]["language"] == "go"
    assert program["content"]["plan"]["instructions"]


def test_the_question_and_its_answer_are_kept_and_read(place: Place) -> None:
    found = place.run("ask", "Who are the admins?", "--json").json
    history = place.history()
    [summary] = history.page(ListQuery())
    history.close()
    assert (summary.id, summary.service_id) == (found["id"], found["conversation_id"])
    assert summary.title == "Who are the admins?"
    assert not summary.unread  # it was printed


def test_a_conversation_is_continued_by_the_beginning_of_its_id(place: Place) -> None:
    first = place.run("ask", "Write an S3 bucket in Python", "--json").json
    second = place.run("ask", "now in yaml", "--conversation", first["id"][:5], "--json").json
    assert (second["id"], second["conversation_id"]) == (first["id"], first["conversation_id"])
    assert second["messages"][-1]["content"]["language"] == "yaml"


def test_another_organization_starts_another_conversation_and_says_so(place: Place) -> None:
    first = place.run("ask", "Who are the admins?", "--json").json
    second = place.run("ask", "Who are the admins?", "--conversation", first["id"], "--org", "globex", "--json")
    assert second.json["id"] != first["id"]
    assert "does not span organizations" in second.err


@pytest.mark.parametrize(
    ("fault", "status", "kind"),
    [
        ("401", 3, "unauthorized"),
        ("403", 3, "forbidden"),
        ("drop", 4, "network"),
        ("402", 5, "usage_limit"),
        ("429", 5, "rate_limited"),
        ("503", 5, "server_trouble"),
        ("html", 5, "endpoint_moved"),
        ("json", 5, "unreadable_answer"),
        ("204", 5, "no_answer"),
        ("error", 5, "refused"),
    ],
)
def test_a_failure_has_its_exit_status_and_says_what_happened_was_kept_and_can_be_done(
    place: Place, fault: str, status: int, kind: str
) -> None:
    result = place.run("ask", f"/fail {fault}", "--json")
    assert result.status == status
    found = result.json
    assert found["state"] == "failed"
    assert list(found["error"]) == ["kind", "message", "hint", "status"]
    assert found["error"]["kind"] == kind
    assert f"Error: {found['error']['message']}" in result.err
    assert found["error"]["hint"] in result.err
    assert f"`copilot-tui {found['id']}` opens it, and r there resends it" in result.err
    history = place.history()
    [turn] = history.turns(found["id"])
    history.close()
    assert turn.query == f"/fail {fault}"


def test_every_kind_of_failure_has_an_exit_status() -> None:
    assert set(EXIT_CODES) == set(ErrorKind)
    assert set(EXIT_CODES.values()) <= {1, 2, 3, 4, 5, 130}


def test_without_a_token_nothing_is_asked_and_one_line_says_why(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULUMI_ACCESS_TOKEN")
    result = place.run("ask", "Who are the admins?")
    assert result.status == 3
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert "PULUMI_ACCESS_TOKEN" in result.err
    assert place.run("ask", "Who?", "--json").json["error"]["kind"] == "not_signed_in"
    assert place.run("list", "--json").json == []


def test_without_an_organization_the_line_says_how_to_name_one(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULUMI_DEFAULT_ORGANIZATION")
    with Loopback([reply(status="404 Not Found")]) as server:
        result = place.run("ask", "Who are the admins?", "--api-url", server.url)
        assert {request.line.split()[0] for request in server.requests} == {"GET"}
    assert result.status == 2
    assert "--org" in result.err
    assert place.run("ask", "Who are the admins?", "--org", "acme").status == 0


def test_the_organization_is_the_one_that_the_service_tells(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULUMI_DEFAULT_ORGANIZATION")
    result = place.run("ask", "Who are the admins?")
    assert result.status == 0
    assert "asking in acme" in result.err


@pytest.mark.parametrize("words", [("",), (" ", "\n"), ("-",)])
def test_an_empty_question_is_not_sent(place: Place, words: tuple[str, ...]) -> None:
    result = place.run("ask", *words, stdin=b" \n")
    assert result.status == 2
    assert "empty" in result.err
    assert not place.data_dir.exists()


def test_what_comes_through_a_pipe_is_the_question(place: Place) -> None:
    assert _asked(place, stdin=b"Who are\nthe admins?\n") == "Who are\nthe admins?"


def test_what_comes_through_a_pipe_goes_with_the_words(place: Place) -> None:
    assert _asked(place, "What is wrong?", "-", stdin=b"error: \xff\n") == (
        "What is wrong?\n\nAttached: stdin\n```text\nerror: \ufffd\n```"
    )


def test_words_alone_leave_the_pipe_alone(place: Place) -> None:
    assert _asked(place, "What", "is", "wrong?", stdin=b"not read") == "What is wrong?"


def test_the_middle_of_a_long_input_is_left_out_and_said(place: Place) -> None:
    result = place.run("ask", "Why?", "-", stdin=b"start" + b"x" * 300_000 + b"end")
    assert "100,008 characters" in result.err
    history = place.history()
    [summary] = history.page(ListQuery())
    [turn] = history.turns(summary.id)
    history.close()
    assert turn.query.startswith("Why?\n\nAttached: stdin\n```text\nstartxxx")
    assert turn.query.endswith("xxxend\n```")
    assert "100,008 characters left out here" in turn.query


def test_the_program_is_written_as_a_project(place: Place, tmp_path: Path) -> None:
    result = place.run("ask", "Write an S3 bucket in Python", "--export", "bucket")
    assert result.status == 0
    assert (tmp_path / "bucket" / "Pulumi.yaml").is_file()
    assert (tmp_path / "bucket" / "__main__.py").read_text() in result.out + "\n"
    assert "pulumi up" in result.err


def test_an_answer_without_a_program_cannot_be_exported(place: Place) -> None:
    result = place.run("ask", "Who are the admins?", "--export", "bucket")
    assert result.status == 1
    assert "admin" in result.out
    assert "no program" in result.err


def test_files_in_the_way_of_an_export_cost_neither_answer_nor_files(place: Place, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("mine")
    result = place.run("ask", "Write an S3 bucket in Python", "--export", ".")
    assert result.status == 1
    assert "```python" in result.out
    assert "Pulumi.yaml is there already" in result.err
    assert (tmp_path / "Pulumi.yaml").read_text() == "mine"


def test_the_token_is_printed_nowhere(place: Place) -> None:
    for question in ("/fail 401", "/fail html", "/odd"):
        result = place.run("ask", question, "--json")
        assert "pul-0123" not in result.out + result.err


def _asked(place: Place, *words: str, stdin: bytes) -> str:
    """The question as it was kept."""
    found = place.run("ask", *words, "--json", stdin=stdin).json
    history = place.history()
    [turn] = history.turns(found["id"])
    history.close()
    return turn.query

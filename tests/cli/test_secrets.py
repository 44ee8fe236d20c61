"""A question that seems to hold a secret, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.listing import ListQuery

if TYPE_CHECKING:
    from tests.cli.conftest import Place

AWS = "AKIA" + "QWERTY234567ASDF"
SECRET = "pul-" + "feedbeef" * 5
QUESTION = f"Why does this fail?\nPULUMI_ACCESS_TOKEN={SECRET}\nAWS_ACCESS_KEY_ID={AWS}"


def kept(place: Place) -> list[str]:
    """Every question that was kept, and so was sent."""
    history = place.history()
    found = [turn.query for row in history.page(ListQuery()) for turn in history.turns(row.id)]
    history.close()
    return found


def test_without_a_terminal_nothing_is_sent_and_one_line_says_what_is_where(place: Place) -> None:
    result = place.run("ask", QUESTION)
    assert result.status == 2
    assert result.err.count("\n") == 1
    assert "a Pulumi access token (line 2) and 1 more" in result.err
    assert "--secrets hide" in result.err
    assert SECRET not in result.err
    assert kept(place) == []


def test_the_refusal_is_in_the_json_too(place: Place) -> None:
    result = place.run("ask", QUESTION, "--json")
    assert result.json["error"]["kind"] == "confidential"
    assert result.json["id"] is None


def test_a_secret_in_a_pipe_is_a_secret(place: Place) -> None:
    assert place.run("ask", "Why?", "-", stdin=f"token {SECRET}".encode()).status == 2


def test_hidden_it_is_sent(place: Place) -> None:
    result = place.run("ask", QUESTION, "--secrets", "hide")
    assert result.status == 0
    assert "Sent as ***" in result.err
    assert kept(place) == ["Why does this fail?\nPULUMI_ACCESS_TOKEN=***\nAWS_ACCESS_KEY_ID=***"]


@pytest.mark.parametrize("query", ["Why does this fail?", QUESTION])
def test_told_to_send_it_is_sent_as_it_is(place: Place, query: str) -> None:
    assert place.run("ask", query, "--secrets", "send").status == 0
    assert kept(place) == [query]


def test_who_wants_no_warning_gets_none(place: Place) -> None:
    config = place.folder / "config.toml"
    config.write_text("warn_on_secrets = false\n")
    assert place.run("--config", str(config), "ask", QUESTION).status == 0
    assert kept(place) == [QUESTION]


def test_a_conversation_is_shown_and_exported_without_its_secrets_where_wanted(place: Place) -> None:
    place.run("ask", f"Write an S3 bucket in Python for {SECRET}", "--secrets", "send")
    [row] = place.run("list", "--json").json
    for form in ("text", "md", "json", "html"):
        assert SECRET in place.run("show", row["id"], "--format", form).out
        shown = place.run("show", row["id"], "--format", form, "--redact")
        assert SECRET not in shown.out
        assert "***" in shown.out
    for arguments in (
        [row["id"], "a", "--as", "md"],
        [row["id"], "b", "--as", "project"],
        ["--all", "c", "--as", "json"],
    ):
        assert place.run("export", *arguments, "--redact").status == 0
    written = [path.read_text() for path in place.folder.glob("[abc]/*")]
    assert len(written) > 4
    assert not [text for text in written if SECRET in text]
    assert SECRET not in place.run("export", "--all", "--as", "jsonl", "--redact").out
    assert SECRET in place.run("export", "--all", "--as", "jsonl").out

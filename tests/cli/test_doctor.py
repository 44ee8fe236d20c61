"""`doctor`: every finding says what is so and what to do; broken things give the exit status 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from copilot_tui.store.history import FILE_NAME
from tests.cli.conftest import TOKEN
from tests.faults import reply, send_and_close
from tests.loopback import Loopback

if TYPE_CHECKING:
    from tests.cli.conftest import Place, Result

SUBJECTS = ["versions", "terminal", "clipboard", "config", "store", "token", "context", "service"]


def findings(result: Result) -> dict[str, Any]:
    return {finding["subject"]: finding for finding in result.json["findings"]}


def test_where_all_is_well_it_says_so_and_leaves_no_trace(place: Place) -> None:
    result = place.run("doctor", "--json")
    found = findings(result)
    assert list(found) == SUBJECTS
    assert result.status == 0, result.out
    assert result.json["ok"] is True
    assert found["token"]["facts"]["source"] == "PULUMI_ACCESS_TOKEN"
    assert found["context"]["facts"]["org"] == "acme"
    assert found["service"]["facts"]["user"] == "jo"
    assert found["service"]["facts"]["milliseconds"] >= 0
    assert not place.data_dir.exists()


def test_in_words_each_line_has_a_mark_and_what_to_do_below(place: Place) -> None:
    result = place.run("doctor", "--api-url", "ftp://x")
    assert result.status == 1
    lines = result.out.splitlines()
    assert [row[2:].split()[0] for row in lines if row[0] in "✓✗·"] == SUBJECTS
    assert any(row.startswith("✗ service") for row in lines)
    assert "→ Give an address such as https://api.pulumi.com" in " ".join(result.out.split())
    assert "Broken: service" in result.err


def test_the_token_is_nowhere(filled: Place) -> None:
    for arguments in (("doctor",), ("doctor", "--json")):
        result = filled.run(*arguments)
        assert TOKEN not in result.out + result.err


def test_a_refused_token_is_broken_and_names_its_source(place: Place) -> None:
    with Loopback([reply({"message": "no"}, status="401 Unauthorized")]) as server:
        result = place.run("doctor", "--json", "--api-url", server.url)
        assert len(server.requests) == 1
    assert result.status == 1
    service = findings(result)["service"]
    assert service["state"] == "broken"
    assert "The token from PULUMI_ACCESS_TOKEN was refused" in service["message"]


def test_without_a_token_the_service_is_asked_all_the_same(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULUMI_ACCESS_TOKEN")
    with Loopback([reply({"message": "no"}, status="401 Unauthorized")]) as server:
        result = place.run("doctor", "--json", "--api-url", server.url)
    found = findings(result)
    assert result.status == 1
    assert found["token"]["state"] == "broken"
    assert found["service"]["state"] == "fine"


def test_a_service_without_an_account_endpoint_is_reached_all_the_same(place: Place) -> None:
    with Loopback([reply(status="404 Not Found")]) as server:
        result = place.run("doctor", "--json", "--api-url", server.url)
    assert result.status == 0
    assert "does not tell whose" in findings(result)["service"]["message"]


@pytest.mark.parametrize(
    ("status", "told"),
    [("302 Found", "points to https://sign-in.example/"), ("503 Service Unavailable", "is down or overloaded")],
)
def test_a_service_that_redirects_or_fails_does_not_answer(place: Place, status: str, told: str) -> None:
    with Loopback([reply(status=status, headers=("Location: https://sign-in.example/",))]) as server:
        result = place.run("doctor", "--json", "--api-url", server.url)
    assert result.status == 1
    service = findings(result)["service"]
    assert service["state"] == "broken"
    assert told in service["message"]
    assert " answers" not in service["message"]


def test_nobody_there_is_broken_and_nothing_is_to_be_resent(place: Place) -> None:
    with Loopback([]) as server:
        closed = server.url
    result = place.run("doctor", "--json", "--api-url", closed)
    assert result.status == 1
    assert findings(result)["service"]["hint"] == "Check the address, then try again."


def test_a_connection_that_breaks_is_no_question_that_may_have_been_answered(place: Place) -> None:
    with Loopback([send_and_close(b"")]) as server:
        result = place.run("doctor", "--json", "--api-url", server.url)
    assert findings(result)["service"]["hint"] == "Check the network, then try again."


def test_faulty_settings_are_named_with_their_line(place: Place) -> None:
    config = place.folder / "faulty.toml"
    config.write_text('\nnotify = "loud"\n')
    result = place.run("doctor", "--json", "--config", str(config))
    assert result.status == 1
    assert "line 2" in findings(result)["config"]["message"]


def test_a_damaged_history_is_found_mended_on_demand_and_found_whole_then(filled: Place) -> None:
    path = filled.data_dir / FILE_NAME
    assert findings(filled.run("doctor", "--json"))["store"]["facts"]["conversations"] > 10
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 8] = b"\xff" * (4096 * 7)
    path.write_bytes(content)
    result = filled.run("doctor", "--json")
    store = findings(result)["store"]
    assert result.status == 1
    assert store["state"] == "broken"
    assert "--repair" in store["hint"]
    assert path.read_bytes() == content, "looking changes nothing"
    mended = filled.run("doctor", "--repair", "--json")
    assert mended.err
    assert findings(mended)["store"]["state"] == "fine"

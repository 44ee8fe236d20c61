"""Failures that a person can ask the demo for, as a client meets them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import httpx
import pytest

from copilot_tui.demo.chat import PATH
from copilot_tui.demo.faults import FAULTS, scripted_delay
from copilot_tui.demo.server import DemoServer
from tests.demo.conftest import HEADERS, Client, question

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def slow_client() -> Iterator[tuple[Client, threading.Event]]:
    """A client of a server that tells when a question waits for its answer."""
    waiting = threading.Event()

    def delay(_: str) -> float:
        waiting.set()
        return 600

    with DemoServer(delay_seconds=delay) as server:
        client = Client(server.url)
        with client.http:
            yield client, waiting


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 429, 500, 503])
def test_a_status_can_be_asked_for(client: Client, status: int) -> None:
    response = client.post(f"/fail {status}")
    assert response.status_code == status
    assert response.headers["X-Pulumi-Request-ID"]
    if status != 402:
        assert response.json()["code"] == status


def test_the_usage_limit_comes_as_plain_text(client: Client) -> None:
    response = client.post("/fail 402")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert response.text == "Usage limit reached"


@pytest.mark.parametrize(("query", "seconds"), [("/fail 429", "20"), ("/FAIL 429 5 ", "5"), ("/fail 429 0", "0")])
def test_too_many_questions_say_when_to_come_back(client: Client, query: str, seconds: str) -> None:
    assert client.post(query).headers["Retry-After"] == seconds


def test_single_sign_on_names_the_organization(client: Client) -> None:
    [error] = client.post("/fail sso", org="blue-harbor").json()["errors"]
    assert error["errorType"] == "saml_reauth_required"
    assert error["attribute"] == "blue-harbor"


def test_a_page_instead_of_an_answer(client: Client) -> None:
    response = client.post("/fail html")
    assert response.headers["Content-Type"] == "text/html"
    assert "<title>" in response.text


def test_no_answer_at_all(client: Client) -> None:
    response = client.post("/fail 204")
    assert (response.status_code, response.content) == (204, b"")


def test_a_redirect_leads_to_another_host(client: Client) -> None:
    response = client.post("/fail moved")
    assert response.status_code == 307
    assert httpx.URL(response.headers["Location"]).host == "moved.example"


def test_an_error_inside_an_answer(client: Client) -> None:
    assert set(client.post("/fail error").json()) == {"error", "details"}


def test_an_answer_that_is_not_json(client: Client) -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        client.post("/fail json").json()


def test_the_connection_ends_in_the_middle(client: Client) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
        client.post("/fail cut")


def test_the_connection_ends_before_an_answer(client: Client) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="without sending"):
        client.post("/fail drop")


def test_after_every_failure_the_next_question_is_answered(client: Client) -> None:
    for fault in FAULTS:
        try:
            client.post(f"/fail {fault.word}")
        except httpx.RemoteProtocolError:
            assert fault.word in {"cut", "drop"}
        client.ask("Hello")


def test_a_slow_answer_is_still_the_answer(client: Client) -> None:
    _, messages = client.ask("/slow 0 Who are the admins?")
    assert messages[0]["content"] == "/slow 0 Who are the admins?"
    assert "administrators" in messages[-1]["content"]


def test_slowness_is_read_from_the_question() -> None:
    assert scripted_delay("/slow 20 Who?") == (20.0, "Who?")
    assert scripted_delay("/slow 99999") == (600.0, "")
    assert scripted_delay("slow?") == (None, "slow?")


def test_a_client_that_leaves_does_not_disturb_the_others(slow_client: tuple[Client, threading.Event]) -> None:
    client, waiting = slow_client
    with pytest.raises(httpx.ReadTimeout):
        client.http.post(PATH, json=question("Hello"), timeout=httpx.Timeout(5, read=0.05))
    assert waiting.wait(5)
    assert client.post("/slow 0 /fail 403").status_code == 403


def test_a_warning_comes_in_its_header(client: Client) -> None:
    assert client.post("/warn").headers["X-Pulumi-Warning"]


def test_odd_messages_come_as_json(client: Client) -> None:
    kinds = [message.get("kind") for message in client.post("/odd").json()["messages"]]
    assert "suggestion" in kinds


def test_a_failure_needs_a_token_too(server: DemoServer) -> None:
    response = httpx.post(server.url + PATH, json=question("/fail 500"), trust_env=False)
    assert response.status_code == 401
    assert HEADERS["Authorization"] not in response.text

"""The demo's server as its clients see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from copilot_tui.demo.chat import PATH
from copilot_tui.demo.server import DemoServer

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADERS = {"Authorization": "token pul-demo"}


def question(
    query: str, *, conversation: str | None = None, org: str = "acme", url: str = "https://app.pulumi.com"
) -> dict[str, Any]:
    """A request body of the reference's shape."""
    body: dict[str, Any] = {"query": query, "state": {"client": {"cloudContext": {"orgId": org, "url": url}}}}
    return body if conversation is None else {**body, "conversationId": conversation}


class Client:
    """Asks a demo server."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, headers=HEADERS, trust_env=False, timeout=10)

    def post(self, query: str, **options: Any) -> httpx.Response:
        """The response to a question."""
        return self.http.post(PATH, json=question(query, **options))

    def ask(self, query: str, **options: Any) -> tuple[str, list[dict[str, Any]]]:
        """The conversation's id and the messages that answer a question."""
        response = self.post(query, **options)
        assert response.status_code == 200, response.text
        body = response.json()
        return body["conversationId"], body["messages"]

    def program(self, query: str, **options: Any) -> dict[str, Any]:
        """The content of the program that answers a question."""
        _, messages = self.ask(query, **options)
        assert messages[-1]["kind"] == "program", messages
        content: dict[str, Any] = messages[-1]["content"]
        return content


@pytest.fixture(scope="package")
def server() -> Iterator[DemoServer]:
    with DemoServer(delay_seconds=lambda _: 0) as running:
        yield running


@pytest.fixture
def client(server: DemoServer) -> Iterator[Client]:
    client = Client(server.url)
    with client.http:
        yield client

"""The chat endpoint, as the API reference describes it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from copilot_tui.demo.chat import PATH, usual_delay
from copilot_tui.demo.samples import sample_conversations
from copilot_tui.demo.server import DemoServer
from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.message import UnknownMessage, parse_message
from copilot_tui.domain.reconcile import HeldTurn, reconcile
from tests.demo.conftest import HEADERS, Client, question
from tests.demo.times import NOW

if TYPE_CHECKING:
    from collections.abc import Mapping


def test_an_answer_has_the_shape_of_the_reference(client: Client) -> None:
    body = client.post("Analyze this update. If it failed, tell me how to resolve the issues.").json()
    assert set(body) == {"conversationId", "messages"}
    assert isinstance(body["conversationId"], str)
    roles = [(message["role"], message["kind"]) for message in body["messages"]]
    assert roles == [("user", "response"), ("assistant", "trace"), ("assistant", "status"), ("assistant", "response")]
    assert all(set(message) == {"role", "kind", "content"} for message in body["messages"])
    assert all(isinstance(message["content"], str) for message in body["messages"])


def test_the_question_is_echoed_first_and_exactly(client: Client) -> None:
    query = "  Who are\nthe [admins]? 🚀 \x1b[31m "
    _, messages = client.ask(query)
    assert messages[0] == {"role": "user", "kind": "response", "content": query}


def test_a_program_has_the_shape_of_the_reference(client: Client) -> None:
    content = client.program("Write code to create an S3 bucket")
    assert set(content) == {"code", "plan", "language", "programId"}
    assert content["plan"]["instructions"]
    assert content["language"] == "typescript"


def test_every_message_is_one_that_the_app_knows(client: Client) -> None:
    for query in ("Write code to create an S3 bucket", "Who are the admins?"):
        _, messages = client.ask(query)
        assert not any(isinstance(parse_message(message), UnknownMessage) for message in messages)


def test_the_trace_says_that_the_answer_is_scripted(client: Client) -> None:
    _, messages = client.ask("Anything at all")
    assert "scripted demo answer" in messages[1]["content"]


def test_headers_of_the_public_clients_make_no_difference(client: Client) -> None:
    headers = {"responseFormatVersion": "2", "Content-Type": "application/json"}
    response = client.http.post(PATH, content=json.dumps(question("Hello")), headers=headers)
    assert response.json()["messages"][0]["kind"] == "response"


def test_a_follow_up_stays_in_its_conversation(client: Client) -> None:
    conversation, _ = client.ask("Hello")
    again, messages = client.ask("Who are the admins?", conversation=conversation)
    assert again == conversation
    assert messages[0]["content"] == "Who are the admins?"


def test_an_unknown_conversation_goes_on_under_its_id(client: Client) -> None:
    assert client.ask("Hello", conversation="from-an-earlier-demo")[0] == "from-an-earlier-demo"


def test_another_organization_starts_another_conversation(client: Client) -> None:
    conversation, _ = client.ask("Hello")
    assert client.ask("Hello", conversation=conversation, org="blue-harbor")[0] != conversation


def test_a_sample_conversation_can_be_followed_up(client: Client) -> None:
    sample = next(c for c, _ in sample_conversations(NOW) if c.title == "VPC module for prod")
    content = client.program("now in python", conversation=sample.service_id)
    assert content["language"] == "python"
    assert "aws.ec2.Vpc" in content["code"]


def test_a_server_can_answer_with_the_whole_history() -> None:
    with DemoServer(delay_seconds=lambda _: 0, whole_history=True) as server:
        client = Client(server.url)
        with client.http:
            conversation, first = client.ask("Hello")
            _, both = client.ask("Who are the admins?", conversation=conversation)
    assert both[: len(first)] == first
    first_turn = HeldTurn("1", "Hello", tuple(parse_message(message) for message in first[1:]))
    turns = [first_turn, HeldTurn("2", "Who are the admins?")]
    gained = reconcile(turns, "2", [parse_message(message) for message in both])
    assert [message.kind for message in gained["2"]] == ["trace", "status", "response"]


async def test_two_questions_are_answered_at_once() -> None:
    both_waiting = asyncio.Event()
    waiting: list[str] = []
    loop = asyncio.get_running_loop()

    def delay(query: str) -> float:
        waiting.append(query)
        if len(waiting) == 2:
            loop.call_soon_threadsafe(both_waiting.set)
        return 0.2

    with DemoServer(delay_seconds=delay) as server:
        async with httpx.AsyncClient(base_url=server.url, headers=HEADERS, trust_env=False) as client:
            asked = [client.post(PATH, json=question(query)) for query in ("Hello", "Who are the admins?")]
            answers = asyncio.gather(*asked)
            await asyncio.wait_for(both_waiting.wait(), 5)
            assert not answers.done()
            assert [response.status_code for response in await answers] == [200, 200]


def test_answers_take_one_to_three_seconds_always_the_same_for_a_question() -> None:
    delays = [usual_delay(f"question {number} \ud800") for number in range(200)]
    assert all(1 <= delay <= 3 for delay in delays)
    assert len(set(delays)) > 100
    assert usual_delay("Who are the admins?") == usual_delay("Who are the admins?")


@pytest.mark.parametrize("authorization", [None, "", "token", "token bad", "Bearer pul-x", "pul-x"])
def test_a_token_is_needed(server: DemoServer, authorization: str | None) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    response = httpx.post(server.url + PATH, json=question("Hello"), headers=headers, trust_env=False)
    assert response.status_code == 401
    assert response.json()["code"] == 401
    assert response.json()["message"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"query": ""}, "query"),
        ({"query": "  \n"}, "query"),
        ({"query": None}, "query"),
        ({"query": ["Hello"]}, "query"),
        ({"state": None}, "orgId"),
        ({"state": {"client": {"cloudContext": {"orgId": "", "url": "https://app.pulumi.com"}}}}, "orgId"),
        ({"state": {"client": {"cloudContext": {"orgId": "acme", "url": "https://app.pulumi.com.evil/"}}}}, "url"),
        ({"state": {"client": {"cloudContext": {"orgId": "acme", "url": "http://app.pulumi.com"}}}}, "url"),
        ({"state": {"client": {"cloudContext": {"orgId": "acme"}}}}, "url"),
        ({"state": {"client": {"cloudContext": {"orgId": "a" * 201, "url": "https://app.pulumi.com"}}}}, "too long"),
    ],
)
def test_a_wrong_question_is_refused_by_its_field(client: Client, change: Mapping[str, Any], field: str) -> None:
    response = client.http.post(PATH, json={**question("Hello"), **change})
    assert response.status_code == 400
    assert field in response.json()["message"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_a_body_that_is_no_question_is_refused(client: Client, body: bytes) -> None:
    assert client.http.post(PATH, content=body).status_code == 400


def test_half_a_character_goes_through(client: Client) -> None:
    body = json.dumps(question("Hello \ud800 there"))
    assert client.http.post(PATH, content=body).json()["messages"][0]["content"] == "Hello \ud800 there"


def test_the_context_is_part_of_the_answer(client: Client) -> None:
    context = CloudContext(org="blue-harbor", url="https://app.pulumi.com/blue-harbor/shop/prod")
    _, messages = client.ask("How do I see drift?", org=context.org, url=context.url)
    assert "--stack blue-harbor/shop/prod" in messages[-1]["content"]

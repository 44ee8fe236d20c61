"""The read-only endpoints beside the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from copilot_tui.demo import console
from copilot_tui.demo.samples import sample_conversations
from copilot_tui.demo.server import DemoServer
from tests.demo.times import NOW

if TYPE_CHECKING:
    from tests.demo.conftest import Client

ENDPOINTS = (
    "/api/user",
    "/api/user/organizations/default",
    "/api/user/stacks",
    "/api/stacks/acme/project1/dev/updates?output-type=service&pageSize=5&page=1",
)


def test_the_person_and_the_organizations(client: Client) -> None:
    user = client.http.get("/api/user", headers={"Accept": "application/vnd.pulumi+8"}).json()
    assert user["githubLogin"] == "jo"
    assert [organization["githubLogin"] for organization in user["organizations"]] == ["acme", "blue-harbor"]


def test_the_default_organization(client: Client) -> None:
    assert client.http.get("/api/user/organizations/default").json() == {"GitHubLogin": "acme", "Messages": []}


def test_stacks_of_an_organization_and_a_project(client: Client) -> None:
    found = client.http.get("/api/user/stacks", params={"organization": "acme", "project": "project1"}).json()
    assert [stack["stackName"] for stack in found["stacks"]] == ["dev", "prod"]
    assert set(found["stacks"][0]) == {"orgName", "projectName", "stackName", "lastUpdate", "resourceCount"}
    assert "continuationToken" not in found


def test_stacks_come_in_pages(client: Client) -> None:
    names: list[str] = []
    token: str | None = ""
    while token is not None:
        page = client.http.get("/api/user/stacks", params={"maxResults": "3", "continuationToken": token}).json()
        names += [f"{stack['orgName']}/{stack['projectName']}/{stack['stackName']}" for stack in page["stacks"]]
        token = page.get("continuationToken")
    assert len(names) == len(set(names)) == len(console.STACKS)


def test_updates_of_a_stack_newest_first(client: Client) -> None:
    found = client.http.get(ENDPOINTS[-1]).json()
    assert [update["version"] for update in found["updates"]] == [4, 3, 2, 1]
    assert found["total"] == 4
    assert found["updates"][0]["info"]["result"] == "failed"
    assert found["updates"][0]["requestedBy"]["githubLogin"] == "jo"


def test_updates_come_in_pages(client: Client) -> None:
    path = "/api/stacks/acme/project1/dev/updates"
    found = client.http.get(path, params={"pageSize": "2", "page": "2"}).json()
    assert [update["version"] for update in found["updates"]] == [2, 1]


def test_times_count_back_from_now() -> None:
    with DemoServer(clock=lambda: NOW) as server:
        headers = {"Authorization": "token x"}
        found = httpx.get(server.url + ENDPOINTS[-1], headers=headers, trust_env=False).json()
    info = found["updates"][0]["info"]
    assert NOW.timestamp() - info["startTime"] == 3 * 3600
    assert info["endTime"] > info["startTime"]


@pytest.mark.parametrize("path", ENDPOINTS)
def test_a_token_is_needed(server: DemoServer, path: str) -> None:
    for headers in ({}, {"Authorization": "token bad"}):
        assert httpx.get(server.url + path, headers=headers, trust_env=False).status_code == 401


@pytest.mark.parametrize("path", ["/api/stacks/acme/nothing/dev/updates", "/api/user/x", "/api", "/", "/api/ai/chat"])
def test_what_is_not_there_is_404(client: Client, path: str) -> None:
    assert client.http.get(path).status_code == 404


def test_stacks_of_the_samples_are_stacks_of_the_console() -> None:
    stacks = {(stack.org, stack.project, stack.name) for stack in console.STACKS}
    for conversation, _ in sample_conversations(NOW):
        page = conversation.context.page
        assert conversation.context.org in console.ORGANIZATIONS
        assert not page.stack or (page.org, page.project, page.stack) in stacks

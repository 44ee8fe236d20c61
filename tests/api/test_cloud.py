"""The read-only endpoints: what they fill, and that they may be gone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from copilot_tui.domain.cloud import StackRef, UpdateSummary, User
from copilot_tui.domain.errors import NetworkTrouble, Unauthorized
from tests import faults
from tests.api.asking import SECRET, client
from tests.faults import reply
from tests.loopback import Loopback

if TYPE_CHECKING:
    from copilot_tui.api.cloud import CloudDirectory

STACK = StackRef(org="acme", project="a/b", stack="dev")


async def test_the_user() -> None:
    organizations = [{"githubLogin": "acme", "name": "Acme"}, {"name": "no login"}, 7]
    body = {"githubLogin": "ada", "name": "Ada", "email": None, "organizations": organizations}
    with Loopback([reply(body)]) as server:
        async with client(server.url) as api:
            assert await api.directory.user() == User(login="ada", name="Ada", organizations=("acme",))
    request = server.requests[0]
    assert request.line == "GET /api/user HTTP/1.1"
    assert request.header("Accept") == "application/vnd.pulumi+8"
    assert request.header("Authorization") == f"token {SECRET}"
    assert request.body == b""


@pytest.mark.parametrize(("body", "expected"), [({"GitHubLogin": "acme"}, "acme"), ({"GitHubLogin": ""}, None)])
async def test_the_default_organization(body: dict[str, str], expected: str | None) -> None:
    with Loopback([reply(body)]) as server:
        async with client(server.url) as api:
            assert await api.directory.default_organization() == expected


async def test_the_stacks() -> None:
    known = {"orgName": "acme", "projectName": "net", "stackName": "dev", "lastUpdate": 1700000000, "resourceCount": 9}
    odd = {"orgName": "acme", "projectName": "net", "stackName": "new", "lastUpdate": 10**30}
    with Loopback([reply({"stacks": [known, odd, {"orgName": "nameless"}, None]})]) as server:
        async with client(server.url) as api:
            stacks = await api.directory.stacks("acme & co")
    at = datetime.fromtimestamp(1700000000, UTC)
    assert stacks == (
        StackRef(org="acme", project="net", stack="dev", last_update=at, resources=9),
        StackRef(org="acme", project="net", stack="new"),
    )
    assert "organization=acme+%26+co&" in server.requests[0].line


async def test_the_updates() -> None:
    info = {"kind": "update", "startTime": 1700000000, "result": "failed", "resourceChanges": {"create": 3, "odd": "x"}}
    entry = {"info": info, "version": 4, "requestedBy": {"githubLogin": "ada"}}
    with Loopback([reply({"updates": [entry, {}], "total": 2})]) as server:
        async with client(server.url) as api:
            updates = await api.directory.updates(STACK)
    assert updates is not None
    assert updates[0] == UpdateSummary(
        version=4,
        kind="update",
        result="failed",
        started_at=datetime.fromtimestamp(1700000000, UTC),
        requested_by="ada",
        changes=(("create", 3),),
    )
    assert server.requests[0].line.startswith("GET /api/stacks/acme/a%2Fb/dev/updates?")


async def all_of_it(directory: CloudDirectory) -> list[Any]:
    return [
        await directory.user(),
        await directory.default_organization(),
        await directory.stacks(),
        await directory.updates(STACK),
    ]


async def test_a_refused_token_is_worth_saying() -> None:
    with Loopback([reply({"message": "no"}, status="401 U")]) as server:
        async with client(server.url) as api:
            with pytest.raises(Unauthorized, match=r"The token from .+ was refused"):
                await api.directory.user()
            assert await api.directory.stacks() is None


@pytest.mark.parametrize("status", ["301 M", "403 F", "404 N", "410 G", "429 T", "500 I"])
async def test_a_refusal_leaves_it_empty(status: str) -> None:
    with Loopback([reply(status=status)]) as server:
        async with client(server.url) as api:
            assert await all_of_it(api.directory) == [None] * 4


@pytest.mark.parametrize("body", ["", "[]", "<html>", "null", '"x"'])
async def test_an_answer_of_another_shape_leaves_it_empty(body: str) -> None:
    with Loopback([reply(body)]) as server:
        async with client(server.url) as api:
            assert await all_of_it(api.directory) == [None] * 4


async def test_no_connection_is_worth_saying() -> None:
    with Loopback([faults.reset_after_reading]) as server:
        async with client(server.url) as api:
            with pytest.raises(NetworkTrouble):
                await api.directory.user()

"""A token that is looked for everywhere after a full session: on disk, in the terminal, in what was started."""

from __future__ import annotations

import base64
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e import crashing
from tests.e2e.keys import ENTER, ESCAPE, ctrl
from tests.faults import ANSWER, MESSAGE, reply, response
from tests.loopback import Client, Loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.conftest import Starter
    from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e
CANARY = crashing.CANARY
_SEQUENCE = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")
LINK = "https://evil.io/x"
LINKED = {"conversationId": "c", "messages": [{**MESSAGE, "content": f"See {LINK}"}]}
PROGRAMS = ("xclip", "editor", "browser")
_TOOL = """#!/bin/sh
exec > {home}/{name}.env
env
for word in "$@"; do echo "argument $word"; [ -f "$word" ] && cat "$word"; done
[ {name} = xclip ] && cat
echo end
"""


@pytest.fixture
def start_with_tools(start: Starter) -> Starter:
    """A machine with a clipboard, an editor and a browser that write down whatever they are given."""
    tools = start.home / "bin"
    tools.mkdir()
    for name in PROGRAMS:
        program = tools / name
        program.write_text(_TOOL.format(name=name, home=start.home))
        program.chmod(0o700)
    start.env |= {
        "PATH": f"{tools}:{os.environ['PATH']}", "DISPLAY": ":9", "VISUAL": str(tools / "editor"),
        "BROWSER": f"{tools / 'browser'} %s", "PULUMI_ACCESS_TOKEN": CANARY,
    }  # fmt: skip
    (start.home / "config.toml").write_text('log_level = "debug"\n')
    return start


@pytest.fixture
def server() -> Iterator[Loopback]:
    """Refuses the first question, quoting the token; answers the others, and whatever else is asked."""
    no = response({"message": f"no such token: {CANARY}"}, status="401 Unauthorized", headers=(f"X-Odd: {CANARY}",))

    def script(client: Client) -> None:
        while request := client.read_request():
            client.send(no if b'"First"' in request.body else response(LINKED))

    with Loopback([script]) as running:
        yield running


def traces(places: dict[str, bytes]) -> list[str]:
    """Where a part of the token is: as it is, between control sequences, or as other bytes that stand for it."""
    part = CANARY[4:20].encode()  # which comes again and again in it: whatever is cut off somewhere holds it
    codes = [base64.b64encode(b"-" * shift + CANARY.encode())[4:24] for shift in range(3)]
    needles = [part, *codes, part.hex().encode(), part.decode().encode("utf-16-le"), part[::-1]]
    return [
        name
        for name, content in places.items()
        if any(needle in content or needle in _SEQUENCE.sub(b"", content) for needle in needles)
    ]


def opened(start: Starter, server: Loopback, command: list[str] | None = None) -> Terminal:
    options = ["--api-url", server.url, "--data-dir", str(start.home / "data"), "--org", "acme"]
    terminal = start(*options, "--config", str(start.home / "config.toml"), command=command)
    terminal.wait_for("from --org|the conversation")
    return terminal


def test_the_token_is_nowhere_after_a_full_session(start_with_tools: Starter, server: Loopback) -> None:
    start = start_with_tools
    terminal = opened(start, server)
    terminal.send("First" + ENTER)
    terminal.wait_for("failed · 401")
    command_line = Path(f"/proc/{terminal.process.pid}/cmdline")
    arguments = command_line.read_bytes() if command_line.exists() else b""
    terminal.send("Second" + ENTER)
    terminal.wait_for("See https://evil.io")
    terminal.send(ctrl("g"))
    _appears(terminal, start.home / "editor.env")
    terminal.send(ESCAPE)
    terminal.wait_for(lambda _: "copy" in terminal.key_bar())
    terminal.send("c")
    _appears(terminal, start.home / "xclip.env")
    terminal.send("o")
    terminal.wait_for("Open this link")
    terminal.send(ENTER)
    _appears(terminal, start.home / "browser.env")
    terminal.send("i")
    terminal.wait_for(lambda _: "curl" in terminal.key_bar())
    terminal.send(ESCAPE)
    terminal.wait_for(lambda _: "export" in terminal.key_bar())
    terminal.send("e")
    terminal.wait_for("enter write")
    terminal.send(ENTER)
    terminal.wait_for("enter done")
    terminal.send(ENTER)
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    crashed = opened(start, server, [start.command[0], str(Path(crashing.__file__)), "handler"])
    crashed.send(ctrl("q"))
    assert crashed.wait_exit() == 1
    asked = start(
        "ask", "Third", "--json", "--api-url", server.url, "--org", "acme", "--data-dir", str(start.home / "data")
    )
    assert asked.wait_exit() == 0

    assert {request.header("Authorization") for request in server.requests} == {f"token {CANARY}"}
    assert len(server.requests) >= 3
    outputs = {
        "arguments": arguments,
        "screen": bytes(terminal.raw),
        "crash": bytes(crashed.raw),
        "ask": bytes(asked.raw),
    }
    files = {str(path.relative_to(start.home)): path.read_bytes() for path in start.home.rglob("*") if path.is_file()}
    assert {f"{name}.env" for name in PROGRAMS} | {"data/history.db"} <= files.keys()
    log = b"".join(content for name, content in files.items() if name.endswith(".log"))
    assert b"DEBUG connect_tcp.started" in log or b"DEBUG connection" in log or b"DEBUG " in log
    assert traces(outputs | files) == []


def test_no_token_goes_anywhere_but_where_it_was_meant_to(start: Starter) -> None:
    home = start.home / ".pulumi"
    home.mkdir()
    login = {"accessToken": CANARY, "username": "jo"}
    cloud = "https://api.pulumi.com"
    with Loopback([reply(ANSWER)]) as foreign:
        account = {
            "current": cloud,
            "accessTokens": {cloud: CANARY, foreign.url: CANARY},
            "accounts": {cloud: login, foreign.url: login},
        }
        (home / "credentials.json").write_text(json.dumps(account))
        config = start.home / "config.toml"
        config.write_text(f'token_command = ["printf", "{CANARY}"]\n')
        for more in ([], ["--config", str(config)]):
            terminal = start("ask", "Who?", "--api-url", foreign.url, "--org", "acme", *more)
            assert terminal.wait_exit() == 3
            screen = start("--api-url", foreign.url, "--org", "acme", *more)
            screen.wait_for("from --org|the conversation")
            screen.send("Who?" + ENTER)
            screen.wait_for("Sign in to Pulumi")
            screen.send(ESCAPE + ctrl("q"))
        plain = start(
            "ask", "Who?", "--api-url", "http://192.0.2.1", "--org", "acme", env={"PULUMI_ACCESS_TOKEN": CANARY}
        )
        assert plain.wait_exit() == 2
        assert [request for request in foreign.requests if CANARY in str(request)] == []
        assert foreign.connections == 0
        explicit = start(
            "ask", "Who?", "--api-url", foreign.url, "--org", "acme", env={"PULUMI_ACCESS_TOKEN": "pul-other"}
        )
        assert explicit.wait_exit() == 0
        assert [request.header("Authorization") for request in foreign.requests] == ["token pul-other"]


@pytest.mark.parametrize("status", ["302 Found", "308 Permanent"])
def test_no_redirect_takes_it_to_another_host(start: Starter, status: str) -> None:
    with Loopback([reply(ANSWER)]) as elsewhere:
        place = f"Location: {elsewhere.url.replace('127.0.0.1', 'localhost')}/api/user"
        with Loopback([reply(status=status, headers=(place,))]) as server:
            options = ["--api-url", server.url, "--org", "acme"]
            asked = start("ask", "Who?", *options, env={"PULUMI_ACCESS_TOKEN": CANARY})
            assert asked.wait_exit() == 5
            looked = start("doctor", *options, env={"PULUMI_ACCESS_TOKEN": CANARY})  # what is read, not asked
            looked.wait_exit()
            assert {request.header("Authorization") for request in server.requests} == {f"token {CANARY}"}
            assert {request.line.split()[0] for request in server.requests} == {"POST", "GET"}
        assert elsewhere.connections == 0


@pytest.mark.parametrize(
    "leak",
    [
        CANARY.encode(),
        f"token {CANARY[:24]}…".encode(),
        base64.b64encode(f"user:{CANARY}".encode()),
        CANARY.encode("utf-16-le"),
        CANARY.encode().hex().encode(),
        CANARY[:9].encode() + b"\x1b[1m" + CANARY[9:].encode(),
    ],
)
def test_each_kind_of_trace_is_found(leak: bytes) -> None:
    assert traces({"here": b"before " + leak + b" after", "not here": b"nothing"}) == ["here"]


def _appears(terminal: Terminal, path: Path) -> None:
    """Waits until a tool has written down all that it was given."""
    terminal.wait_for(lambda _: path.exists() and path.read_bytes().endswith(b"end\n"))

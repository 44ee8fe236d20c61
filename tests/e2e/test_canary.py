"""A token that is looked for everywhere after a full session: on disk, in the terminal, in what was started."""

from __future__ import annotations

import json
import os
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
LINK = "https://evil.io/x"
LINKED = {"conversationId": "c", "messages": [{**MESSAGE, "content": f"See {LINK}"}]}
PROGRAMS = ("xclip", "editor", "browser")


@pytest.fixture
def start_with_tools(start: Starter) -> Starter:
    """A machine with a clipboard, an editor and a browser that write down their environment."""
    tools = start.home / "bin"
    tools.mkdir()
    for name in PROGRAMS:
        program = tools / name
        program.write_text(f"#!/bin/sh\nenv > {start.home}/{name}.env\ncat > /dev/null < /dev/null\n")
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
    everything = outputs | files
    assert [name for name, content in everything.items() if CANARY.encode() in content] == []


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


def _appears(terminal: Terminal, path: Path) -> None:
    """Waits until a file is there and has something in it."""
    terminal.wait_for(lambda _: path.exists() and path.stat().st_size)

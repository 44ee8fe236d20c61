"""A new user in a folder with a Pulumi.yaml and a logged-in CLI: one command, and nothing to type but the question."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import TOKEN
from tests.e2e.keys import ENTER, ctrl

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter

pytestmark = pytest.mark.e2e
CLOUD = "https://api.pulumi.com"


def log_in(start: Starter) -> None:
    """What `pulumi login` and `pulumi stack select` leave behind."""
    home = start.home / ".pulumi"
    (home / "workspaces").mkdir(parents=True)
    account: dict[str, Any] = {"accessToken": TOKEN, "username": "ada", "organizations": ["ada", "acme"]}
    account |= {"tokenInformation": {"name": "laptop", "expiresAt": "2099-01-02T03:04:05Z"}}
    held = {"current": CLOUD, "accessTokens": {CLOUD: TOKEN}, "accounts": {CLOUD: account}}
    (home / "credentials.json").write_text(json.dumps(held))
    project = start.home / "Pulumi.yaml"
    project.write_text("name: shop\nruntime: python\n")
    digest = hashlib.sha1(str(project).encode()).hexdigest()
    (home / "workspaces" / f"shop-{digest}-workspace.json").write_text(json.dumps({"stack": "acme/shop/dev"}))


def test_one_command_and_the_question(start: Starter) -> None:
    log_in(start)
    # Nothing leaves the machine: the proxy that stands between refuses every connection.
    terminal = start(env={"HTTPS_PROXY": "http://127.0.0.1:9", "PWD": str(start.home)}, size=(130, 40))
    screen = terminal.wait_for("from Pulumi.yaml")
    for fact in (
        "acme / shop / dev",
        r"as\s+ada",
        r"by\s+pulumi login",
        r"until\s+2 Jan 2099",
        "What is in this stack",
    ):
        screen = terminal.wait_for(fact)
    assert "sign in" not in screen.lower()
    terminal.send("What is in this stack?" + ENTER)
    terminal.wait_for("✗ failed")
    terminal.wait_for(r"you .*acme · shop/dev")
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert TOKEN.encode() not in terminal.raw
    ours = [path for path in start.home.rglob("*") if path.is_file() and ".pulumi" not in path.parts]
    assert ours
    assert not [path for path in ours if TOKEN.encode() in path.read_bytes()]

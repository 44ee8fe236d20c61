"""Without a token: the ways in are named, the rest stays usable, the demo is one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import TOKEN
from tests.e2e.keys import ENTER, ESCAPE, click, ctrl

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter
    from tests.e2e.desk import KeptDesk

pytestmark = pytest.mark.e2e


def test_a_question_without_a_token_is_kept_while_the_ways_in_are_shown(start: Starter) -> None:
    terminal = start("--org", "acme")
    terminal.wait_for("from --org")
    terminal.send("Who are the admins?" + ENTER)
    terminal.wait_for("Sign in to Pulumi")
    terminal.wait_for("token_command")
    for way in ("pulumi login", "PULUMI_ACCESS_TOKEN", "token_command", "app.pulumi.com/account/tokens"):
        assert way in terminal.screen()
    terminal.send(ESCAPE)
    terminal.wait_gone("Sign in to Pulumi")
    assert "Who are the admins?" in terminal.screen()
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert terminal.is_restored(), terminal.modes_left()


def test_the_sign_in_screen_leads_to_the_demo(start: Starter) -> None:
    terminal = start("--org", "acme")
    terminal.wait_for("from --org")
    terminal.send("Who are the admins?" + ENTER)
    terminal.wait_for("open the demo")
    terminal.send(ctrl("d"))
    terminal.wait_for("DEMO")
    terminal.send("Who are the admins?" + ENTER)
    terminal.wait_for("four members")
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert terminal.is_restored(), terminal.modes_left()


def test_who_knows_nothing_yet_signs_in_first_and_is_told_the_organization(desk: KeptDesk) -> None:
    terminal = desk.start("--api-url", desk.url, "--data-dir", str(desk.data_dir), env={"PULUMI_ACCESS_TOKEN": ""})
    terminal.wait_for("enter opens the ways to sign in, and the demo")
    terminal.send(click(*terminal.find("Sign in, or try the demo")))
    terminal.wait_for("Sign in to Pulumi")
    terminal.send(TOKEN)
    terminal.wait_for("•{20}")
    terminal.send(ENTER)
    terminal.wait_for("enter sends to acme")
    terminal.send("Who are the admins?" + ENTER)
    terminal.wait_for("four members")


def test_a_typed_token_is_used_and_kept_nowhere(desk: KeptDesk) -> None:
    terminal = desk.start(
        "--api-url", desk.url, "--data-dir", str(desk.data_dir), "--org", "acme", env={"PULUMI_ACCESS_TOKEN": ""}
    )
    terminal.wait_for("from --org")
    terminal.send("Who are the admins?" + ENTER)
    terminal.wait_for("Sign in to Pulumi")
    terminal.send(TOKEN)
    terminal.wait_for("•{20}")
    terminal.send(ENTER)
    terminal.wait_gone("Sign in to Pulumi")
    terminal.send(ENTER)
    terminal.wait_for("four members")
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert TOKEN.encode() not in terminal.raw
    written = [path for path in desk.start.home.rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if TOKEN.encode() in path.read_bytes()]

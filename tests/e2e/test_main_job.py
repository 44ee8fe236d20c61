"""The main job in one go: ask, read, view, take away, leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.keys import ENTER, ESCAPE, ctrl

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter


@pytest.mark.e2e
def test_the_main_job(start: Starter) -> None:
    do_the_main_job(start)


@pytest.mark.wheel
def test_the_main_job_with_what_was_installed(start_installed: Starter) -> None:
    do_the_main_job(start_installed)


def do_the_main_job(start: Starter) -> None:
    project = start.home / "exported"
    terminal = start("--demo")
    terminal.wait_for("from the demo")
    terminal.send("Who are the admins?" + ENTER)
    terminal.wait_for("The organization acme has four members")
    terminal.send("Write an S3 bucket in Python" + ENTER)
    terminal.wait_for("program · python · v1")
    terminal.send(ESCAPE)
    terminal.wait_for(lambda _: "v view" in terminal.key_bar())
    terminal.send("v")
    terminal.wait_for(r"pulumi\.export\(")
    terminal.send("e")
    terminal.wait_for(r"~/who-are-the-admins[^\0]*Pulumi\.yaml")  # the dialog: the plan behind it names the file, too
    terminal.send(ctrl("u"))
    terminal.wait_gone("~/who-are-the-admins")
    terminal.send(str(project))
    terminal.wait_for("/exported")
    terminal.send(ENTER)
    terminal.wait_for("enter done")
    terminal.send(ESCAPE)
    terminal.wait_gone("enter done")
    terminal.send(ESCAPE)
    terminal.wait_for("CONTEXT")
    terminal.send(ctrl("q"))

    assert terminal.wait_exit() == 0
    assert terminal.is_restored(), terminal.modes_left()
    assert not list(start.home.glob("copilot-tui-demo-*")), "the demo's folder is gone with it"
    names = {path.name for path in project.iterdir()}
    assert {"Pulumi.yaml", "__main__.py", "requirements.txt"} <= names
    assert "aws.s3" in (project / "__main__.py").read_text()

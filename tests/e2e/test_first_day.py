"""Somebody's first day in one go: no token, the demo, a theme, a key of one's own, an export; and what stays behind."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.keys import ENTER, ESCAPE, F1, ctrl

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter
    from tests.e2e.terminal import Terminal


@pytest.mark.e2e
def test_a_first_day(start: Starter) -> None:
    spend_a_first_day(start)


@pytest.mark.wheel
def test_a_first_day_with_what_was_installed(start_installed: Starter) -> None:
    spend_a_first_day(start_installed)


def spend_a_first_day(start: Starter) -> None:
    terminal = start()
    terminal.wait_for("enter opens the ways to sign in, and the demo")
    terminal.wait_for("New here")
    terminal.send(ENTER)
    terminal.wait_for("open the demo")
    terminal.send(ctrl("d"))
    terminal.wait_for("from the demo")
    change_the_theme(terminal)
    leave(terminal)

    config = Path(said(start, "config", "path"))
    said(start, "config", "init")
    config.write_text(config.read_text() + '\nprograms = "alt+p"\n')  # it ends with the table of keys
    terminal = start("--demo")
    terminal.wait_for(lambda _: "alt+p programs" in terminal.key_bar())
    terminal.send(F1)
    terminal.wait_for(r"alt\+p {5,}programs")  # in the help, which has its keys in a column
    terminal.send(ESCAPE)
    terminal.wait_gone(r"alt\+p {5,}programs")
    terminal.send("\x1bp")
    terminal.wait_for("lang:ts, org:acme")
    terminal.send(ESCAPE)
    terminal.wait_for("CONTEXT")
    export_a_program(terminal, start.home / "exported")
    leave(terminal)

    kept = {path.relative_to(start.home).as_posix() for path in start.home.rglob("*") if path.is_file()}
    assert 'theme = "nord"' in (start.home / ".local/state/copilot-tui/preferences.toml").read_text()
    assert {path for path in kept if not path.startswith("exported/")} == {
        ".config/copilot-tui/config.toml",
        *(f".local/share/copilot-tui/{name}" for name in ("history.db", "open.lock", "opening.lock")),
        *(f".local/state/copilot-tui/{name}" for name in ("preferences.toml", "log/copilot-tui.log")),
    }
    assert "exported/Pulumi.yaml" in kept


def change_the_theme(terminal: Terminal) -> None:
    terminal.send(ctrl("p"))
    terminal.wait_for("an action, a conversation")
    terminal.send("change the theme")
    terminal.wait_for(r"action +Change the theme")
    terminal.send(ENTER)
    terminal.wait_for("gruvbox")
    terminal.send("nord")
    terminal.wait_gone("gruvbox")
    terminal.send(ENTER)
    terminal.wait_gone("Themes")


def export_a_program(terminal: Terminal, folder: Path) -> None:
    terminal.send("Write an S3 bucket in Python" + ENTER)
    terminal.wait_for("program · python · v1")
    terminal.send(ESCAPE)
    terminal.wait_for(lambda _: "e export" in terminal.key_bar())
    terminal.send("e")
    terminal.wait_for("~/write-an-s3-bucket")
    terminal.send(ctrl("u"))
    terminal.wait_gone("~/write-an-s3-bucket")
    terminal.send(str(folder))
    terminal.wait_for("/exported")
    terminal.send(ENTER)
    terminal.wait_for("enter done")
    terminal.send(ENTER)
    terminal.wait_gone("enter done")


def leave(terminal: Terminal) -> None:
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert terminal.is_restored(), terminal.modes_left()


def said(start: Starter, *command: str) -> str:
    """What a headless command prints."""
    done = subprocess.run([*start.command, *command], env=start.env, capture_output=True, text=True, check=True)
    return done.stdout.strip()

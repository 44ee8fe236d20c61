"""Pressing tab in the shells themselves."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from copilot_tui.cli.completion_shells import SHELLS
from copilot_tui.domain.context import CloudContext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Place
    from tests.e2e.terminal import Terminal

from tests.e2e.terminal import Terminal

START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
PREPARE = {
    "bash": "bind 'set show-all-if-ambiguous on'; bind 'set completion-query-items 0'; bind 'set page-completions off'",
    "zsh": "autoload -U compinit; compinit -u -D; setopt no_beep; zstyle ':completion:*' menu no",
    "fish": "set -g fish_greeting; set -g fish_autosuggestion_enabled 0",
}
LOAD = {
    "bash": 'eval "$(copilot-tui completion bash)"',
    "zsh": 'eval "$(copilot-tui completion zsh)"',
    "fish": "copilot-tui completion fish | source",
}


def program(folder: Path) -> Path:
    """A copilot-tui to find in PATH."""
    path = folder / "bin" / "copilot-tui"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'#!/bin/sh\nexec {sys.executable} -m copilot_tui "$@"\n')
    path.chmod(0o755)
    return path


@pytest.fixture(params=sorted(START))
def shell(request: pytest.FixtureRequest, filled: Place) -> Iterator[Terminal]:
    """A shell that has loaded the script."""
    name = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    found = program(filled.folder)
    env = filled.environment | {
        "PATH": f"{found.parent}:{os.environ['PATH']}",
        "TERM": "xterm-256color",
        "PS1": "> ",
        "PROMPT": "> ",
        "LANG": "C.UTF-8",
    }
    with Terminal(START[name], env=env, size=(120, 40), cwd=filled.folder) as terminal:
        terminal.send(f"{PREPARE[name]}\n{LOAD[name]}; echo re''ady; clear; echo lo''aded\n")
        terminal.wait_for("^loaded")
        yield terminal


def ids(place: Place) -> dict[str, str]:
    """Title → id."""
    return {row["title"]: row["id"] for row in place.run("list", "--json").json}


def test_the_beginning_of_an_id_becomes_the_id(shell: Terminal, filled: Place) -> None:
    wanted = ids(filled)["VPC module for prod"]
    shell.send(f"copilot-tui show {wanted[:5]}\t")
    shell.wait_for(rf"copilot-tui show {wanted} ?$")


def test_ids_are_offered_with_their_titles(shell: Terminal, filled: Place) -> None:
    known = ids(filled)
    shell.send("copilot-tui show \t\t")
    for title in ("VPC module for prod", "Cost of the dev stack"):
        shell.wait_for(rf"{known[title]}\s.*{title}")


def test_commands_options_and_choices_are_completed(shell: Terminal) -> None:
    shell.send("copilot-tui sea\t")
    shell.wait_for("copilot-tui search ?$")
    shell.send("--li\t")
    shell.wait_for("copilot-tui search --limit ?$")
    shell.send("\x15copilot-tui show x --format m\t")
    shell.wait_for("copilot-tui show x --format md ?$")


def test_a_search_goes_on_behind_a_colon(shell: Terminal) -> None:
    shell.send("copilot-tui search state:fai\t")
    shell.wait_for("copilot-tui search state:failed ?$")


def test_the_common_options_count_and_values_come_from_the_history(shell: Terminal) -> None:
    shell.send("copilot-tui --data-dir nowhere show \t\tx")
    shell.wait_for("show x$")
    assert not (shell.screen().count("VPC module"))
    shell.send("\x15copilot-tui list --org blue\t")
    shell.wait_for("copilot-tui list --org blue-harbor ?$")


@pytest.mark.parametrize("name", sorted(SHELLS))
def test_the_script_is_printed(filled: Place, name: str) -> None:
    result = filled.process("completion", name)
    assert result.status == 0
    assert "_COPILOT_TUI_COMPLETE" in result.out
    assert "copilot-tui" in result.out


def test_what_a_title_holds_reaches_no_shell(place: Place) -> None:
    place.run("ask", "/odd")
    home = place.run("list", "--json").json[0]["id"]
    history = place.history()
    history.rename(home, "\x1b[31m$(touch bad) `touch bad`\n\tplain\t\u202ex")
    history.close()
    for name in SHELLS:
        told = place.process(
            COMP_LINE="copilot-tui show ",
            COMP_WORDS="copilot-tui show ",
            COMP_CWORD="" if name == "fish" else "2",
            _COPILOT_TUI_COMPLETE=f"{name}_complete",
        )
        assert told.status == 0
        assert told.out.count("\n") == 1
        assert told.out.startswith(f"plain\t{home}")
        assert not {"\x1b", "\u202e"} & set(told.out)


def test_what_would_need_quotes_is_not_offered(place: Place) -> None:
    history = place.history()
    for number, org in enumerate(("acme", "it's", "$(touch)")):
        made = history.create(CloudContext(org=org), at=datetime(2026, 10, 20 + number, tzinfo=UTC))
        history.set_draft(made.id, "Why?")
    history.close()
    told = place.process(
        COMP_LINE="copilot-tui list --org ", COMP_WORDS="copilot-tui list --org ", COMP_CWORD="3",
        _COPILOT_TUI_COMPLETE="zsh_complete",
    )  # fmt: skip
    assert [row.split("\t")[1] for row in told.out.splitlines()] == ["acme"]


def test_completing_imports_only_what_it_needs(filled: Place) -> None:
    told = filled.process(
        COMP_LINE="copilot-tui show ", _COPILOT_TUI_COMPLETE="bash_complete", PYTHONPROFILEIMPORTTIME="1"
    )
    assert told.out
    imported = {line.rpartition("|")[2].strip() for line in told.err.splitlines()}
    assert not {"textual", "rich", "httpx", "asyncio", "pydantic"} & imported


def test_completing_makes_nothing_and_imports_no_screen(place: Place) -> None:
    told = place.process(
        COMP_LINE="copilot-tui show ", _COPILOT_TUI_COMPLETE="bash_complete", PYTHONPROFILEIMPORTTIME="1"
    )
    assert (told.status, told.out.strip()) == (0, "")
    assert not place.data_dir.exists()
    assert not {"textual", "rich", "httpx"} & {line.rpartition("|")[2].strip() for line in told.err.splitlines()}

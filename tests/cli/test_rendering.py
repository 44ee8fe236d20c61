"""Reading answers on a terminal: drawn, coloured where that is wanted, page by page where they are long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Place

from tests.cli.terminal import on_terminal
from tests.cli.test_terminal import plain
from tests.e2e.terminal import Terminal

STDOUT = ("stdout",)


def home_of(place: Place, title: str) -> str:
    return next(str(row["id"]) for row in place.run("list", "--json").json if row["title"] == title)


def pager(folder: Path) -> str:
    """A pager that tells what it was given and how it was called."""
    path = folder / "pager"
    path.write_text(
        "#!/bin/sh\necho \"PAGED $* LESS=$LESS TOKEN=$PULUMI_ACCESS_TOKEN\"\nsed 's/^/|/'\necho END OF PAGER\n"
    )
    path.chmod(0o755)
    return str(path)


def test_an_answer_is_drawn_on_a_terminal_and_is_markdown_in_a_pipe(place: Place) -> None:
    question = "Who are the admins?"
    piped = place.process("ask", question).out
    shown = on_terminal(place, "ask", question, streams=STDOUT).screen
    assert "**" in piped or "- " in piped
    assert "**" not in shown
    assert "\x1b[1m" in shown
    assert "\x1b" not in piped


def test_show_draws_code_that_can_be_copied_line_by_line(filled: Place) -> None:
    home = home_of(filled, "Why did update 4 fail?")
    shown = on_terminal(filled, "show", home, streams=STDOUT, columns=60).screen
    assert "```" not in shown
    assert "\x1b[35mimport\x1b[0m" in shown
    # One line, however long: the terminal wraps it, and copies it whole.
    assert '\nimport { network, resources } from "@pulumi/azure-native";\n' in plain(shown)
    assert any(len(line) > 60 for line in plain(shown).splitlines())
    assert "```typescript" in filled.process("show", home).out


@pytest.mark.parametrize(
    ("arguments", "variables", "styled"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"NO_COLOR": ""}, True),
        ((), {"TERM": "dumb"}, False),
        (("--color", "never"), {}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
    ],
)
def test_styles_come_where_they_are_wanted(
    filled: Place, arguments: tuple[str, ...], variables: dict[str, str], *, styled: bool
) -> None:
    home = home_of(filled, "Why did update 4 fail?")
    shown = on_terminal(filled, "show", home, *arguments, streams=STDOUT, columns=80, **variables).screen
    assert ("\x1b[" in shown) is styled
    assert "How to fix it" in shown
    assert "## " not in shown


def test_styles_go_into_a_pipe_only_when_told_to(filled: Place) -> None:
    assert "\x1b" not in filled.process("search", "bucket").out
    assert "\x1b[1m" in filled.process("search", "bucket", "--color", "always").out
    assert "\x1b[1m" in filled.process("show", home_of(filled, "Why did update 4 fail?"), "--color=always").out


@pytest.mark.parametrize("command", ["show", "list", "search", "programs"])
def test_what_does_not_fit_is_paged_and_the_pager_gets_no_token(filled: Place, command: str) -> None:
    arguments = {
        "show": ("show", home_of(filled, "Why did update 4 fail?")),
        "list": ("list", "--all"),
        "search": ("search", "a"),
        "programs": ("programs",),
    }[command]
    chosen = pager(filled.folder)
    with Terminal(
        [*filled.command, *arguments],
        env=filled.environment | {"TERM": "xterm", "PAGER": f"{chosen} -x", "LESS": "R"},
        size=(80, 9),
        cwd=filled.folder,
    ) as terminal:
        terminal.wait_for("END OF PAGER")
        assert terminal.wait_exit() == 0
        told = bytes(terminal.raw).decode()
    assert "PAGED -x LESS=R TOKEN=\r\n" in told
    assert told.count("\r\n|") > 8


def test_what_fits_and_json_and_a_pipe_are_not_paged(filled: Place) -> None:
    chosen = pager(filled.folder)
    both = ("stdin", "stdout", "stderr")
    assert "PAGED" not in on_terminal(filled, "list", streams=both, PAGER=chosen).screen
    assert "PAGED" not in on_terminal(filled, "list", "--json", streams=both, PAGER=chosen).screen
    home = home_of(filled, "Why did update 4 fail?")
    assert "PAGED" not in filled.process("show", home, PAGER=chosen).out
    for none in ("", "cat", "/nowhere/pager", "'"):
        shown = on_terminal(filled, "show", home, streams=both, PAGER=none).screen
        assert "How to fix it" in shown


def test_less_is_left_with_a_key_and_the_terminal_is_as_before(filled: Place) -> None:
    with Terminal(
        [*filled.command, "show", home_of(filled, "Why did update 4 fail?")],
        env=filled.environment | {"TERM": "xterm"},
        size=(80, 12),
        cwd=filled.folder,
    ) as terminal:
        terminal.wait_for("^:")
        assert not re.search("END", terminal.screen())
        terminal.signal(2)  # ctrl+c is the pager's
        terminal.send("G")
        terminal.wait_for("END|subnetId|summary")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.line_discipline_is_restored()

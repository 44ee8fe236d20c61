"""Every key of the composer and of the transcript, in the whole program behind a pseudo-terminal."""

from __future__ import annotations

import base64
import re
from functools import partial
from operator import ne
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.errors import ErrorKind, Failure, NextStep
from copilot_tui.store.history import SqliteHistory
from tests.e2e.keys import BACKSPACE, DOWN, END, ENTER, ESCAPE, HOME, PAGE_DOWN, PAGE_UP, UP, click, ctrl, wheel
from tests.store.samples import ACME, NOON, answer, minute, says, trace, writes

if TYPE_CHECKING:
    from pathlib import Path

    from copilot_tui.domain.message import Message
    from tests.e2e.conftest import Starter
    from tests.e2e.desk import KeptDesk
    from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e
ANSWER = "The update **failed**, see [the docs](https://www.pulumi.com/docs/).\n\n```sh\npulumi up\n```\n"
CODE = "".join(f"const part{number} = {number};\n" for number in range(30))
LONG = "\n\n".join(f"Paragraph {number}." for number in range(60))


@pytest.fixture
def terminal(desk: KeptDesk) -> Terminal:
    """The program with a conversation open at its end, the transcript in focus."""
    history = SqliteHistory(desk.data_dir)
    home = history.create(ACME, at=NOON).id
    said: dict[str, list[Message]] = {
        "First question?": [says(LONG)],
        "Second question?": [trace("a hidden trace"), says(ANSWER)],
        "Third question?": [writes(CODE)],
        "Fourth question?": [writes(CODE + "more();\n")],
    }
    for number, (query, messages) in enumerate(said.items()):
        turn = history.add_turn(home, query, ACME, at=minute(number))
        history.finish_answered(turn.id, answer(*messages), at=minute(number), unread=False)
    failed = history.add_turn(home, "Who are the admins?", ACME, at=minute(9))
    steps = (NextStep.RESEND, NextStep.EDIT)
    failure = Failure(kind=ErrorKind.NETWORK, message="The network is down.", next_steps=steps)
    history.finish_failed(failed.id, failure, at=minute(9))
    history.close()
    opened = desk.open(home)
    opened.wait_for("The network is down")
    opened.send(ESCAPE)
    opened.wait_for(lambda _: "resend" in opened.key_bar())
    return opened


def meant(terminal: Terminal) -> str:
    """The lines of the block that is meant, which has a mark beside it."""
    return "\n".join(line.split("▎", 1)[1] for line in terminal.screen().split("\n") if "▎" in line)


def is_another_block(terminal: Terminal, before: str, _screen: str) -> bool:
    return meant(terminal) != before


def mean(terminal: Terminal, words: str) -> None:
    """Goes up block by block until the one that holds the words is meant."""
    for _ in range(20):
        if words in meant(terminal):
            return
        before = terminal.screen()
        terminal.send("k")
        terminal.wait_for(partial(ne, before))
    raise AssertionError(f"{words} is not reached\n{terminal.screen()}")


def copied(terminal: Terminal) -> list[str]:
    """What the terminal was asked to take into its clipboard."""
    values = [one.parameters for one in terminal.sequences() if one.kind == "osc" and one.parameters.startswith("52;")]
    return [base64.b64decode(value.split(";", 2)[2]).decode() for value in values]


# the transcript


@pytest.mark.parametrize(("up", "down"), [("k", "j"), (UP, DOWN)])
def test_the_block_that_is_meant_goes_up_and_down(terminal: Terminal, up: str, down: str) -> None:
    assert "The network is down" in meant(terminal)
    terminal.send(up)
    terminal.wait_for(lambda _: "Who are the admins?" in meant(terminal))
    terminal.send(down)
    terminal.wait_for(lambda _: "The network is down" in meant(terminal))


@pytest.mark.parametrize(("first", "last"), [("g", "G"), (HOME, END)])
def test_start_and_end(terminal: Terminal, first: str, last: str) -> None:
    terminal.send(first)
    terminal.wait_for("Paragraph 0\\.")
    terminal.send(last)
    terminal.wait_for("The network is down")


def test_pages_and_the_wheel(terminal: Terminal) -> None:
    terminal.send("g")
    terminal.wait_for("Paragraph 0\\.")
    terminal.send(PAGE_DOWN)
    terminal.wait_gone("Paragraph 0\\.")
    terminal.send(PAGE_UP)
    terminal.wait_for("Paragraph 0\\.")
    terminal.send(wheel(60, 15) * 4)
    terminal.wait_gone("Paragraph 0\\.")
    terminal.send(wheel(60, 15, up=True) * 4)
    terminal.wait_for("Paragraph 0\\.")


def test_c_copies_the_source_exactly(terminal: Terminal) -> None:
    mean(terminal, "The update failed")
    terminal.send("c")
    terminal.wait_for(lambda _: copied(terminal))
    assert copied(terminal)[-1] == ANSWER


def test_shift_c_offers_the_code_block(terminal: Terminal) -> None:
    mean(terminal, "The update failed")
    terminal.send("C")
    terminal.wait_for("code block 1 · sh")
    terminal.send("block" + ENTER)
    terminal.wait_for(lambda _: copied(terminal))
    assert copied(terminal)[-1] == "pulumi up\n"


@pytest.mark.parametrize(
    ("key", "words"), [("e", "Export"), ("v", "more\\(\\);"), ("d", "27 lines the same"), ("i", "programId")]
)
def test_keys_open_what_they_say_and_escape_comes_back(terminal: Terminal, key: str, words: str) -> None:
    mean(terminal, "v2")
    terminal.send(key)
    terminal.wait_for(words)
    terminal.send(ESCAPE)
    terminal.wait_gone(words)
    terminal.wait_for("v2")


def test_space_unfolds_and_folds(terminal: Terminal) -> None:
    mean(terminal, "1 trace")
    terminal.send(" ")
    terminal.wait_for("a hidden trace")
    terminal.send(" ")
    terminal.wait_gone("a hidden trace")


def test_slash_finds_and_n_goes_on(terminal: Terminal) -> None:
    terminal.send("/")
    terminal.wait_for(lambda _: "close" in terminal.key_bar())
    terminal.send("question")
    terminal.wait_for(r"\d of 4")
    terminal.send(ESCAPE)
    terminal.wait_for(lambda _: " n next hit" in terminal.key_bar())
    seen = set(re.findall(r"(\w+) question", meant(terminal)))
    for key in ("n", "n", "N", "n", "n"):
        before = meant(terminal)
        terminal.send(key)
        terminal.wait_for(partial(is_another_block, terminal, before))
        seen |= set(re.findall(r"(\w+) question", meant(terminal)))
    assert seen == {"First", "Second", "Third", "Fourth"}


def test_o_shows_where_links_lead(terminal: Terminal) -> None:
    mean(terminal, "The update failed")
    terminal.send("o")
    terminal.wait_for("(?s)Open.*https://www.pulumi.com/docs/")
    terminal.send(ESCAPE)
    terminal.wait_gone("Open this link")


def test_r_asks_again(terminal: Terminal) -> None:
    terminal.send("r")
    terminal.wait_for("four members")


def test_u_puts_the_question_into_the_composer(terminal: Terminal) -> None:
    terminal.send("u")
    terminal.wait_for(lambda _: "newline" in terminal.key_bar())
    assert terminal.screen().count("Who are the admins?") == 2


def test_b_begins_another_conversation(terminal: Terminal) -> None:
    mean(terminal, "The update failed")
    terminal.send("b")
    screen = terminal.wait_for("For context, from another conversation")
    assert "you · " not in screen


def test_y_takes_what_is_selected(terminal: Terminal) -> None:
    mean(terminal, "The update failed")
    column, row = terminal.find("update failed")
    terminal.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<32;{column + 13};{row + 1}M\x1b[<0;{column + 13};{row + 1}m")
    terminal.wait_for(lambda _: "y copy selection" in terminal.key_bar())
    terminal.send("y")
    terminal.wait_for(lambda _: copied(terminal))
    assert copied(terminal)[-1] == "update failed"
    terminal.send(click(column, row))
    terminal.wait_for(lambda _: "copy selection" not in terminal.key_bar())


# the composer


def test_newlines_by_every_key_and_enter_sends(desk: KeptDesk) -> None:
    terminal = desk.open()
    terminal.send("one" + ctrl("j") + "two\x1b\rthree\x1b[13;2ufour")
    screen = terminal.wait_for("four")
    assert re.search(r" one\n.* two\n.* three\n.* four", screen)
    terminal.send(ENTER)
    terminal.wait_for("you · ")


def test_readlines_keys_reach_the_composer(desk: KeptDesk) -> None:
    terminal = desk.open()
    terminal.send("one two" + ctrl("a") + "X" + ctrl("e") + "Y")
    terminal.wait_for("Xone twoY")
    terminal.send("\x1bb" + "Z" + ctrl("k"))
    terminal.wait_for("Xone Z(?!two)")
    terminal.send(ctrl("w") + BACKSPACE)
    terminal.wait_gone("Xone Z")
    terminal.send(ctrl("u"))
    terminal.wait_for("Ask Pulumi Copilot")
    terminal.send(ctrl("z"))
    terminal.wait_for("Xone")


def test_earlier_questions_by_up_down_and_ctrl_r(terminal: Terminal) -> None:
    terminal.send(ESCAPE)
    terminal.wait_for(lambda _: "newline" in terminal.key_bar())
    terminal.send("half a thought" + UP)
    terminal.wait_gone("half a thought")
    terminal.send(UP)
    terminal.wait_for(lambda screen: screen.count("Fourth question?") == 2)
    terminal.send(DOWN + DOWN)
    terminal.wait_for("half a thought")
    terminal.send(ctrl("r"))
    terminal.wait_for("Third question")
    terminal.send("second" + ENTER)
    terminal.wait_gone("half a thought")
    terminal.wait_for("Second question\\?")


def test_escape_leaves_the_text_and_comes_back(terminal: Terminal) -> None:
    terminal.send(ESCAPE)
    terminal.wait_for(lambda _: "newline" in terminal.key_bar())
    terminal.send("stays" + ESCAPE)
    terminal.wait_for(lambda _: "resend" in terminal.key_bar())
    assert "stays" in terminal.screen()
    terminal.send(ESCAPE)
    terminal.wait_for(lambda _: "newline" in terminal.key_bar())


@pytest.mark.parametrize("status", [0, 3])
def test_ctrl_g_edits_elsewhere_and_the_screen_comes_back(start: Starter, status: int) -> None:
    editor = _editor(start.home, status)
    terminal = start("--demo", env={"VISUAL": str(editor)})
    terminal.wait_for("Ask Pulumi Copilot…")
    terminal.send("as typed")
    terminal.wait_for("as typed")
    terminal.send(ctrl("g"))
    terminal.wait_for("and edited" if status == 0 else "ended with status 3")
    terminal.send(" and on")
    terminal.wait_for("and edited and on" if status == 0 else "as typed and on")


def _editor(folder: Path, status: int) -> Path:
    script = folder / "editor"
    script.write_text(f'#!/bin/sh\nprintf " and edited" >> "$1"\nexit {status}\n')
    script.chmod(0o755)
    return script

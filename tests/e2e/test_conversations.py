"""Several conversations: asked at the same time, switched between, there again at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.keys import ENTER, click, ctrl

if TYPE_CHECKING:
    from tests.e2e.conftest import Pace
    from tests.e2e.desk import KeptDesk

pytestmark = pytest.mark.e2e


def test_two_questions_run_while_a_third_is_typed(desk: KeptDesk, pace: Pace) -> None:
    pace.seconds = 2
    terminal = desk.open()
    terminal.send("Who are the admins?" + ENTER)
    terminal.wait_for("1 asking")
    terminal.send(ctrl("n"))
    terminal.wait_for("Ask Pulumi Copilot…")
    terminal.send("How many resources are there?" + ENTER)
    terminal.wait_for("2 asking")
    terminal.send(ctrl("n"))
    terminal.wait_for("Ask Pulumi Copilot…")
    terminal.send("A third, while both are asked")
    screen = terminal.wait_for("A third, while both are asked")
    assert "2 asking" in screen
    terminal.wait_for("(?s)◆ Who are the.*◆ How many|◆ How many.*◆ Who are the")  # answered, not looked at
    assert "A third, while both are asked" in terminal.screen()

    terminal.send(click(*terminal.find("◆ Who are the")))
    terminal.wait_for("four members")
    terminal.send(click(*terminal.find("✎ New conversation")))
    terminal.wait_for("A third, while both are asked")
    terminal.wait_gone("four members")


def test_what_was_asked_is_there_at_the_next_start(desk: KeptDesk) -> None:
    terminal = desk.open()
    terminal.send("Who are the admins?" + ENTER)
    terminal.wait_for("four members")
    terminal.send("Write an S3 bucket in Python" + ENTER)
    terminal.wait_for("program · python")
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0

    terminal = desk.open()
    terminal.wait_for(r"Who are the a\w*… py")  # in the list; the greeting has a question of that beginning too
    assert "program · python" not in terminal.screen()
    terminal.send(click(*terminal.find("… py")))
    terminal.wait_for("program · python")
    terminal.wait_for("__main__")


def test_a_draft_stays_in_its_conversation_however_quickly_it_is_left(desk: KeptDesk) -> None:
    terminal = desk.open()
    terminal.send("Who are the admins?" + ENTER)
    terminal.wait_for("four members")
    terminal.send(ctrl("n"))
    terminal.wait_gone("four members")
    terminal.send("How many resources are there?" + ENTER)
    terminal.wait_for("● How many")
    terminal.send("belongs to the second" + click(*terminal.find("Who are the")))
    terminal.wait_for("four members")
    terminal.wait_for("Ask Pulumi Copilot…")
    terminal.send(click(*terminal.find("How many")))
    terminal.wait_for("belongs to the second")

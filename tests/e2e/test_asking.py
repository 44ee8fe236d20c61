"""The life of a question in the whole program: waited for, held, cancelled, counted down, seen by another copy."""

from __future__ import annotations

import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.state import TurnState
from copilot_tui.store.history import SqliteHistory
from tests import faults
from tests.e2e.conftest import TOKEN
from tests.e2e.desk import KeptDesk
from tests.e2e.keys import ENTER, ESCAPE, UP, click, ctrl
from tests.faults import ANSWER, reply
from tests.loopback import Loopback

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter
    from tests.e2e.terminal import Terminal
    from tests.faults import Script
    from tests.loopback import Client

pytestmark = pytest.mark.e2e
QUESTION = "Why did the update fail?"
SOON_SECONDS = 2.0 + 0.5  # what is promised, and a busy machine
TOO_MANY = reply("slow down", status="429 Too Many Requests", headers=("Retry-After: 4",))


def beside(start: Starter, server: Loopback) -> KeptDesk:
    return KeptDesk(start, server.url, start.home / "data", only_asks=True)


def after(gate: threading.Event, script: Script) -> Script:
    """The script, once the gate is open."""

    def waits(client: Client) -> None:
        gate.wait(60)
        script(client)

    return waits


def press(terminal: Terminal, words: str) -> None:
    terminal.send(click(*terminal.find(words)))


# cancelling


def test_cancelling_closes_the_connection_within_a_tenth_of_a_second(start: Starter) -> None:
    with Loopback([faults.stall_before_headers]) as server:
        terminal = beside(start, server).open()
        took = []
        for _ in range(3):
            terminal.send(QUESTION + ENTER)
            terminal.wait_for("asking ·")
            assert server.asked.wait(20)
            began = time.monotonic()
            terminal.send(ctrl("c"))
            assert server.hung_up.wait(20)
            took.append(time.monotonic() - began)
            terminal.wait_gone("asking ·")
            server.asked.clear()
            server.hung_up.clear()
        assert min(took) < 0.1, took
        assert "cancelled" in terminal.screen()
        terminal.send(UP)  # one key from the composer: the text is there again
        terminal.wait_for(f"▌  {QUESTION}")


def test_cancelling_one_question_disturbs_no_other(start: Starter) -> None:
    with Loopback([faults.stall_before_headers]) as server:
        terminal = beside(start, server).open()
        for question in ("The first one", "The second one"):
            terminal.send(ctrl("n") + question + ENTER)
            terminal.wait_for(rf"you ·[^\0]*{question}[^\0]*asking ·")
        terminal.wait_for("2 asking")
        terminal.send(ctrl("c"))
        terminal.wait_for("cancelled")
        terminal.wait_for("1 asking")


# the line


def test_a_failure_holds_the_line_and_one_key_lets_it_go_on(start: Starter) -> None:
    gate = threading.Event()
    with Loopback([after(gate, reply({"message": "oops"}, status="500 ISE")), reply(ANSWER)]) as server:
        terminal = beside(start, server).open(size=(120, 50))
        terminal.send("First question" + ENTER)
        terminal.wait_for("asking ·")
        for question in ("Second question", "Third question", "Fourth question"):
            terminal.send(question + ENTER)
            terminal.wait_for(rf"{question}[^\0]*◌ waits in line")
        press(terminal, "x remove")
        terminal.wait_gone("Second question")
        press(terminal, "u edit")
        terminal.wait_gone(r"Third question[^\0]*Fourth question")
        terminal.send(" again" + ENTER)
        terminal.wait_for(r"Fourth question[^\0]*Third question again[^\0]*◌ waits in line")
        gate.set()
        terminal.wait_for("failed · 500")
        terminal.wait_for("held: the question before it got no answer")
        assert len(server.requests) == 1
        terminal.send(ESCAPE)
        terminal.wait_for(lambda _: "let the line go on" in terminal.key_bar())
        terminal.send("l")
        terminal.wait_gone("held:|waits in line")
        terminal.wait_for(lambda _: len(server.requests) == 3)
        questions = [request.json["query"] for request in server.requests]
        assert questions == ["First question", "Fourth question", "Third question again"]


# waiting


def test_the_wait_of_429_is_counted_down_and_resending_is_one_key(start: Starter) -> None:
    with Loopback([TOO_MANY, reply(ANSWER)]) as server:
        terminal = beside(start, server).open()
        terminal.send(QUESTION + ENTER)
        for left in ("4 s to go", "2 s to go", "is over"):
            terminal.wait_for(left)
        assert len(server.requests) == 1, "nothing is resent by itself"
        terminal.send(ESCAPE)
        terminal.wait_for(lambda _: "resend" in terminal.key_bar())
        terminal.send("r")
        terminal.wait_for("Because of the quota")


def test_ask_counts_the_wait_down_and_resends_by_enter(start: Starter) -> None:
    with Loopback([TOO_MANY, reply(ANSWER)]) as server:
        terminal = start("ask", QUESTION, "--api-url", server.url, "--org", "acme", env={"PULUMI_ACCESS_TOKEN": TOKEN})
        for left in ("Wait 4 s", "Wait 2 s"):
            terminal.wait_for(left)
        terminal.send(ENTER)
        terminal.wait_for("Because of the")
        assert terminal.wait_exit() == 0


def test_ask_leaves_a_wait_by_ctrl_c_and_keeps_the_question(start: Starter) -> None:
    with Loopback([TOO_MANY]) as server:
        terminal = start("ask", QUESTION, "--api-url", server.url, "--org", "acme", env={"PULUMI_ACCESS_TOKEN": TOKEN})
        terminal.wait_for("Wait 3 s")
        terminal.send(ctrl("c"))
        assert terminal.wait_exit() == 5
        assert "The question is kept" in terminal.screen()
        assert b"Traceback" not in terminal.raw


# two copies


def test_two_copies_see_each_other_within_two_seconds(start: Starter) -> None:
    gate = threading.Event()
    with Loopback([after(gate, reply(ANSWER)), reply(ANSWER)]) as server:
        desk = beside(start, server)
        here, there = desk.open(), desk.open()
        here.send(QUESTION + ENTER)
        here.wait_for("asking ·")
        there.wait_for("◐ Why did the", SOON_SECONDS)
        (summary,) = _stored(desk).page(ListQuery())
        third = desk.open(summary.id)
        third.wait_for("asking in another copy of copilot-tui")
        assert "cancel" not in third.screen().replace("ctrl+c cancels the running", "")
        third.send(ctrl("c"))
        third.wait_for("Another copy of copilot-tui asks this")
        assert "asking ·" in here.screen()  # what another copy does is nobody's interruption
        third.send("Asked from here, too" + ENTER)
        third.wait_for("Because of the quota")
        here.wait_for("Asked from here, too", SOON_SECONDS)
        gate.set()
        here.wait_gone("asking ·")
        third.wait_gone("in another copy", SOON_SECONDS)
    turns = _stored(desk).turns(summary.id)
    assert [turn.query for turn in turns] == [QUESTION, "Asked from here, too"]
    assert {turn.state for turn in turns} == {TurnState.ANSWERED}


def test_a_copy_that_was_killed_leaves_its_line_to_the_next(start: Starter) -> None:
    with Loopback([faults.stall_before_headers]) as server:
        desk = beside(start, server)
        killed = desk.open()
        for question in ("First question", "Second question"):
            killed.send(question + ENTER)
            killed.wait_for(rf"{question}[^\0]*(asking ·|waits in line)")
        killed.signal(signal.SIGKILL)
        killed.wait_exit()
    with Loopback([reply(ANSWER)]) as server:
        terminal = beside(start, server).open()
        terminal.wait_for(r"interrupted[^\0]*Second question[^\0]*held:")
        press(terminal, "l let the line go on")
        terminal.wait_for("Because of the quota")
        assert [request.json["query"] for request in server.requests] == ["Second question"]


def _stored(desk: KeptDesk) -> SqliteHistory:
    return SqliteHistory(desk.data_dir)

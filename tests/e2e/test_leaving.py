"""However the program ends: nothing that was typed or asked is lost, and the terminal is as it was."""

from __future__ import annotations

import shutil
import signal
import time
from typing import TYPE_CHECKING

import pytest

from copilot_tui.ui.terminal.watch import LEAVE_WITHIN_SECONDS
from tests.e2e.keys import ENTER, ESCAPE, ctrl

if TYPE_CHECKING:
    from tests.e2e.conftest import Pace, Starter
    from tests.e2e.desk import KeptDesk

pytestmark = pytest.mark.e2e
QUESTION, ANSWER = "Who are the admins?", "four members"


def test_a_question_that_a_kill_cut_off_is_interrupted_and_sent_again_by_one_key(desk: KeptDesk, pace: Pace) -> None:
    pace.seconds = 600
    terminal = desk.open()
    terminal.send(QUESTION + ENTER)
    terminal.wait_for(r"asking ·")
    pace.wait_asked()
    terminal.signal(signal.SIGKILL)
    assert terminal.wait_exit() == -signal.SIGKILL

    pace.seconds = 0
    terminal = desk.open()
    terminal.wait_for("interrupted")
    assert QUESTION in terminal.screen()
    terminal.send(ESCAPE)
    terminal.wait_for(lambda _: "resend" in terminal.key_bar())
    terminal.send("r")
    terminal.wait_for(ANSWER)
    assert "interrupted" not in terminal.screen()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_keeps_the_draft_and_restores_the_terminal(desk: KeptDesk, number: int, status: int) -> None:
    terminal = desk.open()
    terminal.send("a question, half typ")
    terminal.wait_for("half typ")
    terminal.signal(number)
    began = time.monotonic()
    assert terminal.wait_exit() == status
    assert time.monotonic() - began < LEAVE_WITHIN_SECONDS
    assert terminal.is_restored(), terminal.modes_left()

    terminal = desk.open()
    terminal.wait_for("a question, half typ")


def test_a_signal_while_asking_interrupts_the_question(desk: KeptDesk, pace: Pace) -> None:
    pace.seconds = 600
    terminal = desk.open()
    terminal.send(QUESTION + ENTER)
    pace.wait_asked()
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_exit() == 143
    assert terminal.is_restored(), terminal.modes_left()
    desk.open().wait_for("interrupted")


def test_a_terminal_that_vanishes_ends_the_program(desk: KeptDesk) -> None:
    terminal = desk.open()
    terminal.send("typed before the window was closed")
    terminal.wait_for("was closed")
    terminal.vanish()
    assert terminal.wait_exit() == 129
    desk.open().wait_for("typed before the window was closed")


def test_a_terminal_that_vanishes_without_a_signal_ends_it_too(desk: KeptDesk) -> None:
    terminal = desk.open(command=["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *desk.start.command])
    terminal.send("typed where no SIGHUP comes")
    terminal.wait_for("typed where no SIGHUP comes")
    terminal.vanish()
    assert terminal.wait_exit() == 129
    desk.open().wait_for("typed where no SIGHUP comes")


def test_a_terminal_that_takes_nothing_any_more_does_not_keep_it_alive(desk: KeptDesk) -> None:
    terminal = desk.open()
    terminal.hold_output()
    terminal.signal(signal.SIGTERM)
    assert terminal.process.wait(timeout=LEAVE_WITHIN_SECONDS + 10) == 143
    assert terminal.line_discipline_is_restored()


def test_a_history_that_was_removed_is_written_again_with_what_was_typed_since(desk: KeptDesk) -> None:
    terminal = desk.open()
    terminal.send(QUESTION + ENTER)
    terminal.wait_for(ANSWER)
    for file in desk.data_dir.glob("history.db*"):
        file.unlink()
    terminal.send("nowhere to keep this")
    terminal.wait_for(lambda _: (desk.data_dir / "history.db").exists())
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert terminal.is_restored(), terminal.modes_left()
    again = desk.open()
    again.wait_for(ANSWER)
    again.wait_for("nowhere to keep this")


def test_a_history_that_cannot_be_written_ends_nothing_and_warns_once(desk: KeptDesk) -> None:
    terminal = desk.open()
    terminal.send(QUESTION + ENTER)
    terminal.wait_for(ANSWER)
    shutil.rmtree(desk.data_dir)
    desk.data_dir.write_text("a file where the folder was")
    terminal.send("nowhere to keep this")
    terminal.wait_for("kept in memory")
    terminal.wait_for("1 not stored")
    terminal.send(ctrl("q"))
    terminal.wait_for("Export what you need")
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert terminal.is_restored(), terminal.modes_left()
    assert "could not be kept" in terminal.screen()
    assert "nowhere to keep this" in terminal.screen()


def test_leaving_before_the_history_is_open_is_no_crash(start: Starter) -> None:
    terminal = start("--demo")
    terminal.wait_frame()
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert terminal.is_restored(), terminal.modes_left()
    assert terminal.screen().strip() == ""


def test_leaving_while_a_question_is_asked_asks_first(desk: KeptDesk, pace: Pace) -> None:
    pace.seconds = 600
    terminal = desk.open()
    terminal.send(QUESTION + ENTER)
    pace.wait_asked()
    terminal.send(ctrl("q"))
    terminal.wait_for("A question is being asked")
    terminal.send(ESCAPE)
    terminal.wait_for(r"asking ·")
    assert terminal.process.poll() is None


def test_what_cannot_be_a_full_screen_is_refused_in_one_line(start: Starter) -> None:
    terminal = start("--demo", env={"TERM": "dumb"})
    assert terminal.wait_exit() == 2
    assert "TERM=dumb" in terminal.screen()
    assert not terminal.modes_left()

"""A secret in a question, with a person at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.listing import ListQuery
from copilot_tui.store.history import SqliteHistory
from tests.e2e.keys import ENTER, paste

if TYPE_CHECKING:
    from tests.e2e.desk import KeptDesk

pytestmark = pytest.mark.e2e
SECRET = "pul-" + "feedbeef" * 5
QUESTION = f"Who are the admins? I use {SECRET}"


def kept(desk: KeptDesk) -> list[str]:
    history = SqliteHistory(desk.data_dir)
    found = [turn.query for row in history.page(ListQuery()) for turn in history.turns(row.id)]
    history.close()
    return found


@pytest.mark.parametrize(
    ("answer", "status", "sent"),
    [("n", 2, []), ("", 2, []), ("h", 0, ["Who are the admins? I use ***"]), ("s", 0, [QUESTION])],
)
def test_ask_asks_back_and_does_what_is_answered(desk: KeptDesk, answer: str, status: int, sent: list[str]) -> None:
    terminal = desk.command("ask", QUESTION)
    terminal.wait_for(r"line 1: Pulumi access token · Who are the admins\? I use \*\*\*")
    terminal.send(answer + ENTER)
    assert terminal.wait_exit() == status
    assert kept(desk) == sent
    assert (b"four members" in terminal.raw) == (status == 0)


def test_on_the_screen_nothing_is_sent_before_the_answer(desk: KeptDesk) -> None:
    terminal = desk.open()
    terminal.send(paste(QUESTION) + ENTER)
    terminal.wait_for("This question seems to hold a secret")
    assert kept(desk) == []
    terminal.send("h")
    terminal.wait_for("four members")
    assert kept(desk) == ["Who are the admins? I use ***"]

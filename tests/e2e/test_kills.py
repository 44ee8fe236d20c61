"""Killed at random moments while it asks: what was acknowledged is kept, once, in a store that is sound.

COPILOT_TUI_KILLS says how many times; the default is for everyday runs, 200 for a release.
"""

from __future__ import annotations

import os
import random
import re
import signal
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.state import TurnState
from copilot_tui.service.session import utc_now
from copilot_tui.store.history import SqliteHistory
from tests.e2e.conftest import TOKEN
from tests.e2e.desk import KeptDesk
from tests.e2e.keys import ENTER, ctrl
from tests.faults import ANSWER, response
from tests.loopback import Client, Loopback

if TYPE_CHECKING:
    from copilot_tui.domain.conversation import Turn
    from tests.e2e.conftest import Starter
    from tests.e2e.terminal import Terminal
    from tests.faults import Script

pytestmark = pytest.mark.e2e
KILLS = int(os.environ.get("COPILOT_TUI_KILLS", "15"))
SIZE = (70, 60)  # nothing but the transcript
SEED = 20


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_kill_9_at_any_moment_loses_and_doubles_nothing(start: Starter) -> None:
    chance = random.Random(SEED)
    acknowledged: set[str] = set()
    with Loopback([_answers(chance)]) as server:
        desk = KeptDesk(start, server.url, start.home / "data", only_asks=True)
        for kill in range(KILLS):
            questions = [f"Question {kill}.{number}" for number in range(4)]
            run = _ask if kill % 3 == 2 else _work
            acknowledged |= run(desk, questions, chance)
            acknowledged |= {str(request.json["query"]) for request in server.requests}
            turns = _sound(desk)
            asked = Counter(turn.query for turn in turns)
            assert acknowledged <= asked.keys(), (kill, acknowledged - asked.keys(), list(asked)[:6])
            assert {query for query, count in asked.items() if count > 1} == set(), f"doubled at kill {kill}"
        sent = Counter(str(request.json["query"]) for request in server.requests)
        assert {query for query, count in sent.items() if count > 1} == set(), "nothing is resent by itself"
    assert len(acknowledged) >= KILLS


def _answers(chance: random.Random) -> Script:
    def script(client: Client) -> None:
        while client.read_request():
            time.sleep(chance.uniform(0, 0.1))  # how long an answer takes, not a wait for something
            client.send(response(ANSWER))

    return script


def _work(desk: KeptDesk, questions: list[str], chance: random.Random) -> set[str]:
    """Asks several questions in a row on the screen, is killed, and gives what the screen had acknowledged."""
    terminal = desk.open(size=SIZE)
    terminal.wait_for("[○●✗] 127")  # the history is open
    terminal.send(ctrl("n"))
    terminal.wait_for("To begin with")
    deadline = time.monotonic() + chance.uniform(0, 0.8)
    for question in questions:
        terminal.send(question + ENTER)
        _watch(terminal, min(deadline, time.monotonic() + 0.1))
    _watch(terminal, deadline)
    terminal.signal(signal.SIGKILL)
    assert terminal.wait_exit() == -signal.SIGKILL
    transcript = [line for line in terminal.screen().splitlines() if "▌" not in line]
    return {found[0] for line in transcript for found in [re.search(r"Question \d+\.\d", line)] if found}


def _ask(desk: KeptDesk, questions: list[str], chance: random.Random) -> set[str]:
    """Asks one question at the command line; what it has acknowledged is what the service was asked."""
    options = ["--api-url", desk.url, "--data-dir", str(desk.data_dir), "--org", "acme"]
    terminal = desk.start("ask", questions[0], *options, env={"PULUMI_ACCESS_TOKEN": TOKEN})
    _watch(terminal, time.monotonic() + chance.uniform(0.2, 1.2))
    terminal.signal(signal.SIGKILL)
    terminal.wait_exit()
    return {questions[0]} if "Kept as" in terminal.screen() else set()


def _watch(terminal: Terminal, deadline: float) -> None:
    """Looks at the screen until a moment."""
    while time.monotonic() < deadline and terminal.process.poll() is None:
        terminal._read(max(0.0, deadline - time.monotonic()))


def _sound(desk: KeptDesk) -> list[Turn]:
    """All turns of the store, which is whole, and in which nothing is on its way any more."""
    history = SqliteHistory(desk.data_dir)
    assert history.notice == ""
    assert history.check(thorough=True) == []
    history.interrupt_abandoned(at=utc_now())
    turns = [turn for row in history.page(ListQuery(), limit=10_000) for turn in history.turns(row.id)]
    history.close()
    assert TurnState.SENDING not in {turn.state for turn in turns}
    assert {len(turn.messages) for turn in turns if turn.state is TurnState.ANSWERED} <= {1}
    return turns

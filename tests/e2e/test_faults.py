"""Faults of the wire through the whole program: none ends it, loses a question or shows a traceback."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.state import TurnState
from copilot_tui.store.history import SqliteHistory
from tests import faults
from tests.e2e.desk import KeptDesk
from tests.e2e.keys import ENTER, ctrl
from tests.faults import ANSWER, reply, response, send_and_close
from tests.loopback import Loopback

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter
    from tests.faults import Script

pytestmark = pytest.mark.e2e
HTML = ("Content-Type: text/html",)
GZIP = ("Content-Type: application/json", "Content-Encoding: gzip")
FIVE_MEGABYTES = gzip.compress(json.dumps(faults.large(5)).encode())
LIMITS = "cloud_details = false\nrequest_timeout_seconds = 3\nsilence_timeout_seconds = 1\nmax_answer_megabytes = 6\n"


@dataclass(frozen=True)
class Row:
    """A fault, and what the person reads."""

    name: str
    script: Script
    says: str
    """A regular expression for the screen as one line."""
    answered: bool = False


ROWS = [
    Row("200 with error", reply({"error": "Copilot is asleep"}), "Copilot is asleep"),
    Row("204", reply(status="204 No Content"), "gave no answer"),
    Row("empty", reply(), "empty answer"),
    Row("redirect", reply(status="307 R", headers=("Location: https://evil.example/x",)), "token was not sent there"),
    Row("400", reply({"message": "invalid url"}, status="400 Bad"), "f4 edit the context"),
    Row("401", reply({"message": "no"}, status="401 Unauthorized"), "s sign in"),
    Row("402", reply("Usage limit reached", status="402 P"), "daily cap"),
    Row("403", reply({"message": "no"}, status="403 F"), "Copilot is off for acme"),
    Row("404", reply({"message": "gone"}, status="404 N"), "There is no Copilot API"),
    Row("429", reply("slow", status="429 T", headers=("Retry-After: 90",)), r"1 m \d\d s to go"),
    Row("500", reply("oops", status="500 I", headers=("X-Pulumi-Request-ID: r-42",)), "ticket: request r-42"),
    Row("a page", reply(b"<html><title>Guest Wi-Fi</title></html>", headers=HTML), "Guest Wi-Fi"),
    Row("not JSON", reply("Usage limit reached"), "not JSON"),
    Row("cut off", send_and_close(response(ANSWER)[:-20]), "cut off"),
    Row("closed", faults.close_after_reading, "before it answered"),
    Row("reset in the answer", faults.reset_in_body, "middle of the answer"),
    Row("not HTTP", send_and_close(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), "is not HTTP"),
    Row("silence", faults.stall_before_headers, "was silent for 1 s"),
    Row("a drip", faults.drip_body, "After 3 s the answer was still coming"),
    Row("a bomb", reply(faults.bomb(64 * 2**20), headers=GZIP), "larger than 6 MB"),
    Row("50 MB", faults.chunked(b" " * 50 * 2**20), "larger than 6 MB"),
    Row("100,000 brackets", reply(b"[" * 100_000), "cut off"),
    Row("deep content", reply(faults.raw_message(b"[" * 100_000 + b"]" * 100_000)), "rest is lost", answered=True),
    Row("lone surrogates", reply(faults.raw_message(b'"\\ud800"')), "rest is lost", answered=True),
    Row("5,000 digits", reply(faults.raw_message(b"9" * 5000)), "99999", answered=True),
    Row("controls", reply(faults.raw_message(b'"\x1b]0;evil\x07\x00"')), "rest is lost", answered=True),
    Row("unknown kind", reply(faults.message({"a": [1]}, kind="hologram")), "hologram", answered=True),
    Row("5 MB", reply(FIVE_MEGABYTES, headers=GZIP), "because of the quota", answered=True),
]


def test_no_fault_ends_the_program_or_loses_a_question(start: Starter) -> None:
    config = start.home / "config.toml"
    config.write_text(LIMITS)
    with Loopback([row.script for row in ROWS]) as server:
        desk = KeptDesk(start, server.url, start.home / "data")
        terminal = desk.open("--config", str(config), size=(70, 40))  # nothing but the transcript
        for number, row in enumerate(ROWS):
            terminal.send(ctrl("n"))
            terminal.wait_for("To begin with")
            terminal.send(f"Question {number}" + ENTER)
            terminal.wait_for(partial(_says, row.says))
            terminal.wait_gone("asking ·")
        assert server.connections == len(ROWS), "nothing was sent twice"
        terminal.send(ctrl("q"))
        assert terminal.wait_exit() == 0
    assert b"Traceback" not in terminal.raw
    assert terminal.is_restored(), terminal.modes_left()
    assert _outcomes(desk) == {
        f"Question {number}": TurnState.ANSWERED if row.answered else TurnState.FAILED
        for number, row in enumerate(ROWS)
    }


def _says(words: str, screen: str) -> bool:
    """Whether words are there, wherever their lines were wrapped."""
    return re.search(words, " ".join(re.sub("[┃▎]", " ", screen).split())) is not None


def _outcomes(desk: KeptDesk) -> dict[str, TurnState]:
    history = SqliteHistory(desk.data_dir)
    turns = [turn for row in history.page(ListQuery()) for turn in history.turns(row.id)]
    assert history.check(thorough=True) == []
    history.close()
    assert len(turns) == len(ROWS)
    return {turn.query: turn.state for turn in turns}

"""What is said of the service: when it last answered, since when it fails, and why."""

from __future__ import annotations

from datetime import timedelta

from copilot_tui.domain.errors import BadRequest, NetworkTrouble
from copilot_tui.ui.service_state import UNKNOWN
from copilot_tui.ui.words import clock
from tests.ui.transcript.conversation import START

BROKEN = NetworkTrouble("The name api.pulumi.com could not be found.").as_failure()


def test_nothing_is_known_before_the_first_question() -> None:
    assert UNKNOWN.words == "nothing was asked yet in this run"


def test_failing_counts_from_the_first_failure_and_names_the_last_reason() -> None:
    answered = UNKNOWN.after(None, START)
    refused = NetworkTrouble("It refused the connection.").as_failure()
    failing = answered.after(refused, START + timedelta(minutes=1)).after(BROKEN, START + timedelta(minutes=9))
    first, reason = failing.words.split("\n")
    assert first == f"failing since {clock(START + timedelta(minutes=1))} · last answer {clock(START)}"
    assert reason == BROKEN.message


def test_an_answer_ends_the_trouble() -> None:
    later = START + timedelta(minutes=5)
    assert UNKNOWN.after(BROKEN, START).after(None, later).words == f"answered {clock(later)}"


def test_a_question_that_the_service_does_not_accept_says_that_the_service_is_there() -> None:
    assert not UNKNOWN.after(BadRequest("The question is too long.").as_failure(), START).fails

"""What counts with time in the transcript: the wait after 429, what takes longer than usual, lines that are held."""

from __future__ import annotations

from datetime import timedelta

from copilot_tui.domain.errors import ErrorKind, Failure, NextStep
from copilot_tui.domain.state import TurnState
from copilot_tui.ui.widgets.transcript.messages import Acted
from tests.ui.transcript.conversation import START, turn
from tests.ui.transcript.host import Host

SIZE = (100, 30)
BUSY = Failure(
    kind=ErrorKind.RATE_LIMITED,
    message="Too many questions in a short time.",
    hint="Try again after the wait that the service asks for.",
    status=429,
    next_steps=(NextStep.WAIT, NextStep.RESEND, NextStep.EDIT),
)


async def test_the_wait_is_counted_down_to_its_end_and_resending_offered_all_the_while() -> None:
    app = Host()
    failure = BUSY.model_copy(update={"retry_at": app.time + timedelta(seconds=65)})
    app.turns = [turn(0, state=TurnState.FAILED, failure=failure)]
    async with app.run_test(size=SIZE):
        for passed, words in ((0, "1 m 05 s to go"), (5.5, "1 m 00 s to go"), (54.5, "5 s to go"), (6, "wait that")):
            app.time += timedelta(seconds=passed)
            app.transcript.tick()
            assert words in app.screen_text()
            assert "r resend" in app.screen_text()
        assert "The wait that the service asked for is over." in app.screen_text()


async def test_what_takes_longer_than_usual_says_so() -> None:
    app = Host([turn(0, state=TurnState.SENDING)])
    app.time = START + timedelta(seconds=10)
    async with app.run_test(size=SIZE):
        app.transcript.usual_seconds = (9, 14)
        assert "asking · 10.0 s · usually 9–14 s" in app.screen_text()
        app.time += timedelta(seconds=5)
        app.transcript.tick()
        assert "asking · 15.0 s · longer than the usual 9–14 s" in app.screen_text()


async def test_another_copys_questions_offer_nothing_to_press() -> None:
    app = Host([turn(0, state=TurnState.SENDING), turn(1, state=TurnState.QUEUED)])
    async with app.run_test(size=SIZE):
        assert "^c cancel" in app.screen_text()
        app.transcript.elsewhere = frozenset({"turn0", "turn1"})
        text = app.screen_text()
        assert "asking in another copy of copilot-tui" in text
        assert "waits in another copy of copilot-tui" in text
        assert "cancel" not in text
        assert "remove" not in text


async def test_a_held_line_says_why_and_goes_on_by_a_key() -> None:
    app = Host([turn(0, state=TurnState.SENDING), turn(1, state=TurnState.QUEUED), turn(2, state=TurnState.QUEUED)])
    async with app.run_test(size=SIZE) as pilot:
        assert app.screen_text().count("◌ waits in line") == 2
        await pilot.press("l")
        assert not [message for message in app.posted if isinstance(message, Acted)]
        app.transcript.update_turn(turn(0, state=TurnState.FAILED, failure=BUSY))
        app.transcript.line_held = True
        await pilot.pause()
        text = app.screen_text()
        assert "◌ held: the question before it got no answer" in text
        assert text.count("◌ waits in line") == 1
        await pilot.press("l")
        assert app.last(Acted).action == "release"


async def test_a_question_that_waits_for_another_conversation_says_so() -> None:
    app = Host([turn(0), turn(1, state=TurnState.QUEUED)])
    async with app.run_test(size=SIZE):
        assert "about to be sent" in app.screen_text()
        app.transcript.wire_full = True
        assert "waits until another conversation has its answer" in app.screen_text()


async def test_a_cancelled_question_is_called_so_once() -> None:
    failure = BUSY.model_copy(update={"kind": ErrorKind.CANCELLED, "message": "You cancelled this question."})
    app = Host([turn(0, state=TurnState.CANCELLED, failure=failure)])
    async with app.run_test(size=SIZE):
        assert app.screen_text().count("cancelled") == 1


async def test_signing_in_is_offered_by_key_where_it_is_the_next_step() -> None:
    failure = BUSY.model_copy(update={"next_steps": (NextStep.SIGN_IN, NextStep.RESEND)})
    app = Host([turn(0, state=TurnState.FAILED, failure=failure)])
    async with app.run_test(size=SIZE) as pilot:
        assert "s sign in   r resend" in app.screen_text()
        await pilot.press("s")
        assert app.last(Acted).action == "sign_in"

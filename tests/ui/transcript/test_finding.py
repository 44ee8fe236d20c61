"""Finding words: counts, marks, steps, folded blocks."""

from __future__ import annotations

import pytest

from copilot_tui.domain.message import ResponseMessage, TraceMessage
from copilot_tui.ui.theme.palette import DARK
from copilot_tui.ui.widgets.transcript.messages import Found
from tests.ui.transcript.conversation import long, program, turn
from tests.ui.transcript.host import Host

SIZE = (80, 24)


def said(*texts: str) -> list[ResponseMessage]:
    return [ResponseMessage(content=text) for text in texts]


def marked(app: Host, colour: str) -> list[str]:
    """The texts that stand on a ground of a colour."""
    transcript = app.transcript
    return [
        segment.text
        for y in range(transcript.size.height)
        for segment in transcript.render_line(y)
        if segment.style and segment.style.bgcolor and segment.style.bgcolor.name == colour
    ]


async def test_all_hits_are_marked_and_counted_and_one_is_meant() -> None:
    app = Host([turn(0, "needle?", *said("A needle and a Needle.", "none"))])
    async with app.run_test(size=SIZE) as pilot:
        assert await app.transcript.find("needle") == 3
        await pilot.pause()
        assert (app.last(Found).count, app.last(Found).number) == (3, 1)
        assert marked(app, DARK.accent) == ["needle"]
        assert marked(app, DARK.selected) == ["needle", "Needle"]
        await app.transcript.find("")
        await pilot.pause()
        assert not marked(app, DARK.accent)
        assert app.last(Found).count == 0


@pytest.mark.parametrize(("words", "count"), [("needle", 3), ("Needle", 1), ("NEEDLE", 0), ("a needle", 2), ("  ", 0)])
async def test_capital_letters_count_only_where_there_are_some(words: str, count: int) -> None:
    app = Host([turn(0, "needle?", *said("A needle and a Needle."))])
    async with app.run_test(size=SIZE):
        assert await app.transcript.find(words) == count


async def test_n_goes_round_and_back() -> None:
    app = Host([turn(0, "needle?", *said("one needle, two needle"))])
    async with app.run_test(size=SIZE) as pilot:
        await app.transcript.find("needle")
        numbers = []
        for key in ("n", "n", "n", "N", "N"):
            await pilot.press(key)
            numbers.append(app.last(Found).number)
        assert numbers == [2, 3, 1, 3, 2]


async def test_hits_are_found_through_wrapping_and_emphasis() -> None:
    app = Host([turn(0, "?", *said("word " * 13 + "the **blue** `green` end", "the\nblue green"))])
    async with app.run_test(size=SIZE) as pilot:
        assert await app.transcript.find("the blue green") == 2
        await pilot.pause()
        assert "".join(marked(app, DARK.accent)).replace(" ", "") == "thebluegreen"


async def test_a_hit_far_away_comes_into_sight() -> None:
    app = Host(long(400))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("home")
        assert await app.transcript.find("question 321?") == 1
        await pilot.pause()
        assert "Question 321?" in app.screen_text()
        current = app.transcript.current
        assert current is not None
        assert current.turn.id == "turn321"


async def test_folded_blocks_are_opened_for_their_hits() -> None:
    app = Host([turn(0, "?", TraceMessage(content="a hidden trace")), turn(1, "?", program())])
    async with app.run_test(size=SIZE) as pilot:
        assert await app.transcript.find("hidden") == 1
        await pilot.pause()
        assert "a hidden trace" in app.screen_text()
        assert await app.transcript.find("groupName") == 1
        await pilot.pause()
        assert "export const groupName" in app.screen_text()


async def test_what_is_only_in_the_markup_is_no_hit() -> None:
    app = Host([turn(0, "?", *said("[text](https://a.io) here", "https here"))])
    async with app.run_test(size=SIZE) as pilot:
        await app.transcript.find("https")
        await pilot.pause()
        assert (app.last(Found).count, app.last(Found).number) == (1, 1)


async def test_hits_stay_right_when_an_answer_comes() -> None:
    app = Host([turn(0, "needle?")])
    async with app.run_test(size=SIZE) as pilot:
        assert await app.transcript.find("needle") == 1
        app.transcript.update_turn(turn(1, "?", *said("another needle")))
        await pilot.press("n", "n")
        assert app.last(Found).count == 2

"""Where somebody reads: scrolling, following, resizing, places."""

from __future__ import annotations

import pytest
from textual import events

from copilot_tui.domain.conversation import TurnPage
from copilot_tui.domain.message import ResponseMessage
from copilot_tui.domain.state import TurnState
from copilot_tui.ui.widgets.transcript.messages import NewBelow
from tests.ui.transcript.conversation import ANSWER, every_kind, long, turn
from tests.ui.transcript.host import Host

SIZE = (80, 24)


def top(app: Host) -> str:
    """The first line in sight that says something."""
    return next(line for line in app.screen_lines() if line.strip("▎ "))


def unmarked(app: Host) -> list[str]:
    """What is seen, without the mark of the block that is meant."""
    return [line.strip("▎ ") for line in app.screen_lines()]


def answer(number: int, text: str = "Short.") -> ResponseMessage:
    return ResponseMessage(content=f"{text} {number}")


async def test_it_opens_at_its_end() -> None:
    app = Host(long(300))
    async with app.run_test(size=SIZE):
        assert "e export project" in app.screen_lines()[-1]
        assert app.transcript.scroll_y == app.transcript.max_scroll_y > 0


async def test_paging_up_and_down_comes_back_to_the_same_lines() -> None:
    app = Host(long(300))
    async with app.run_test(size=SIZE) as pilot:
        seen = [unmarked(app)]
        for _ in range(6):
            await pilot.press("pageup")
            seen.append(unmarked(app))
        for expected in reversed(seen[:-1]):
            await pilot.press("pagedown")
            assert unmarked(app) == expected


async def test_pages_overlap_by_two_lines_although_heights_were_estimates() -> None:
    app = Host(long(300))
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(6):
            before = unmarked(app)
            await pilot.press("pageup")
            assert unmarked(app)[-2:] == before[:2]


async def test_home_and_end() -> None:
    app = Host(long(300))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("home")
        assert "Question 0?" in app.screen_text()
        assert app.transcript.scroll_y == 0
        await pilot.press("G")
        assert "Question 299?" in app.screen_text()
        await pilot.press("g")
        assert "Question 0?" in app.screen_text()
        await pilot.press("end")
        assert "Question 299?" in app.screen_text()


async def test_the_wheel_moves_by_a_few_lines_and_no_animation_follows() -> None:
    app = Host(long(20))
    async with app.run_test(size=SIZE) as pilot:
        before = app.screen_lines()
        await pilot._post_mouse_events([events.MouseScrollUp], app.transcript)
        assert app.screen_lines()[2:] == before[:-2]


async def test_the_scrollbar_reaches_every_part() -> None:
    app = Host(long(300))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()  # the scrollbar is there from the second frame on
        app.transcript.scroll_to(y=0, animate=False)
        await pilot.pause()
        assert "Question 0?" in app.screen_text()
        app.transcript.scroll_to(y=app.transcript.max_scroll_y // 2, animate=False)
        await pilot.pause()
        middle = app.transcript.current
        assert middle is not None
        assert 100 < middle.turn.position < 200


@pytest.mark.parametrize("width", [40, 61, 120, 200])
async def test_another_width_keeps_the_line_that_is_read_at_the_top(width: int) -> None:
    app = Host([turn(number, f"Question {number}?", answer(number, "word " * 300)) for number in range(40)])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("home", *["pagedown"] * 9)
        place = app.transcript.place
        assert place is not None
        await pilot.resize_terminal(width, 24)
        await pilot.pause()
        after = app.transcript.place
        assert after is not None
        assert (after.turn_id, after.part) == (place.turn_id, place.part)
        assert abs(after.passed - place.passed) <= 100  # within the row that holds the character


async def test_another_size_keeps_the_end() -> None:
    app = Host(long(50))
    async with app.run_test(size=SIZE) as pilot:
        for size in ((50, 10), (140, 50), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.transcript.viewport.at_end
            assert "export project" in app.screen_text()


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (5, 3), (12, 10), (200, 60)])
async def test_no_size_breaks_it(size: tuple[int, int]) -> None:
    app = Host(every_kind())
    async with app.run_test(size=size) as pilot:
        await pilot.press("home", "space", "j", "space", "j", "space", "pagedown", "k", "end")
        assert len(app.screen_lines()) == app.transcript.size.height


async def test_an_answer_scrolls_in_for_whoever_is_at_the_end() -> None:
    app = Host([*long(20), turn(20, state=TurnState.SENDING)])
    async with app.run_test(size=SIZE) as pilot:
        app.transcript.update_turn(turn(20, "Why?", answer(20)))
        await pilot.pause()
        assert "Short. 20" in app.screen_lines()[-1]
        assert not [message for message in app.posted if isinstance(message, NewBelow)]


async def test_a_long_answer_is_shown_from_its_beginning() -> None:
    app = Host([*long(20), turn(20, state=TurnState.SENDING)])
    async with app.run_test(size=SIZE) as pilot:
        app.transcript.update_turn(turn(20, "Why?", ResponseMessage(content=ANSWER * 4)))
        await pilot.pause()
        assert "you · same context" in top(app)


async def test_an_answer_moves_nothing_for_whoever_reads_further_up_and_is_announced() -> None:
    app = Host([*long(20), turn(20, state=TurnState.SENDING)])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("pageup", "pageup")
        before = app.screen_lines()
        app.transcript.update_turn(turn(20, "Why?", answer(20)))
        await pilot.pause()
        assert app.screen_lines() == before
        assert app.last(NewBelow).count == 1
        app.transcript.update_turn(turn(21, "And?", answer(21)))
        await pilot.pause()
        assert app.last(NewBelow).count == 3
        await pilot.press("end")
        await pilot.pause()
        assert app.last(NewBelow).count == 0


async def test_asking_goes_to_the_end_when_the_screen_wants_it() -> None:
    app = Host(long(20))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("home")
        app.transcript.update_turn(turn(20, "New?", state=TurnState.SENDING))
        app.transcript.scroll_to_end()
        assert "asking" in app.screen_text()


async def test_elapsed_time_passes_by_ticks() -> None:
    app = Host([turn(5, state=TurnState.SENDING)])
    async with app.run_test(size=SIZE) as pilot:
        app.transcript.usual_seconds = (9, 14)
        await pilot.pause()
        assert "asking · 4.2 s · usually 9–14 s" in app.screen_text()
        first = app.screen_text()
        app.time = app.time.replace(second=app.time.second + 1)
        app.transcript.tick()
        assert "asking · 5.2 s" in app.screen_text()
        app.time = app.time.replace(microsecond=500_000)
        app.transcript.tick()
        assert next(iter(set(app.screen_text()) & set("◐◓◑◒"))) != next(iter(set(first) & set("◐◓◑◒")))


async def test_a_queued_question_can_be_taken_away() -> None:
    app = Host(every_kind())
    async with app.run_test(size=SIZE) as pilot:
        assert "List them by owner." in app.screen_text()
        app.transcript.remove_turn(every_kind()[-1])
        await pilot.pause()
        assert "List them by owner." not in app.screen_text()
        assert "asking" in app.screen_text()


async def test_a_place_is_found_again_after_another_conversation() -> None:
    app = Host(long(60))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["pageup"] * 5)
        before, place = app.screen_lines(), app.transcript.place
        app.transcript.show([turn(0, "Another?")])
        await pilot.pause()
        assert "Another?" in app.screen_text()
        app.transcript.open(TurnPage(tuple(long(60))), place=place)
        await pilot.pause()
        assert app.screen_lines() == before


async def test_the_same_conversation_read_again_stays_where_it_is() -> None:
    app = Host(long(60))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["pageup"] * 5)
        before = app.screen_lines()
        for again in long(60):
            app.transcript.update_turn(again)
        await pilot.pause()
        assert app.screen_lines() == before


async def test_a_turn_and_a_message_can_be_jumped_to() -> None:
    app = Host(every_kind())
    async with app.run_test(size=SIZE) as pilot:
        assert await app.transcript.jump_to("turn1", 1)
        await pilot.pause()
        assert "v2 · 28 lines" in top(app)
        current = app.transcript.current
        assert current is not None
        assert (current.turn.id, current.message_index) == ("turn1", 1)
        assert await app.transcript.jump_to("turn0")
        await pilot.pause()
        assert "Analyze this update" in app.screen_text()
        assert not await app.transcript.jump_to("gone")


async def test_folds_stay_when_a_turn_grows() -> None:
    app = Host(every_kind())
    async with app.run_test(size=(80, 60)) as pilot:
        await app.transcript.jump_to("turn1", 1)
        await pilot.press("space")
        assert "export const groupName" in app.screen_text()
        app.transcript.update_turn(every_kind()[1].model_copy(update={"notice": "A notice."}))
        await pilot.pause()
        await app.transcript.jump_to("turn1", 1)
        await pilot.pause()
        assert "export const groupName" in app.screen_text()


async def test_traces_and_the_gutter_are_switched_for_all() -> None:
    app = Host(every_kind())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("home")
        assert "to debug" not in app.screen_text()
        app.transcript.show_traces = True
        await pilot.pause()
        assert "Conversation with user 'jo'" in app.screen_text()
        indented = app.screen_lines()[2]
        app.transcript.show_gutter = False
        await pilot.pause()
        assert app.screen_lines()[2].strip("▎ ") == indented.strip("▎ ")
        assert len(app.screen_lines()[2]) < len(indented)


async def test_only_what_is_in_sight_is_drawn() -> None:
    app = Host(long(5_000))
    async with app.run_test(size=SIZE) as pilot:
        drawn = app.transcript.viewport._drawn
        assert len(drawn) < 30
        await pilot.press("home")
        assert len(drawn) < 60

"""Reading a conversation of which only a stretch is held."""

from __future__ import annotations

from threading import current_thread, main_thread
from typing import TYPE_CHECKING

from copilot_tui.domain.conversation import TurnPage
from copilot_tui.domain.message import ResponseMessage
from copilot_tui.ui.widgets.transcript.blocks import response
from copilot_tui.ui.widgets.transcript.markdown import draw_markdown
from copilot_tui.ui.widgets.transcript.messages import Found, NewBelow
from tests.ui.transcript.conversation import long, program, turn
from tests.ui.transcript.host import Host
from tests.ui.transcript.paged import PagedTurns
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest
    from textual.pilot import Pilot

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.transcript.markdown import Drawing

SIZE = (80, 24)


async def open_paged(app: Host, turns: Sequence[Turn], size: int = 12) -> PagedTurns:
    source = PagedTurns(turns, size)
    app.transcript.open(await source.newest(), source)
    return source


async def settled(pilot: Pilot[None], app: Host) -> None:
    """Waits until nothing is read any more."""
    await pilot.pause()
    await until(lambda: not app.transcript._stepping and not app.transcript._reads_ahead)
    await pilot.pause()


def unmarked(app: Host) -> list[str]:
    return [line.strip("▎ ") for line in app.screen_lines()]


def short(count: int) -> list[Turn]:
    return [
        turn(number, f"Question {number}?", ResponseMessage(content=f"Answer {number}.")) for number in range(count)
    ]


async def test_pages_up_show_every_line_once_and_down_the_same_ones() -> None:
    turns = short(50)
    whole = Host(turns)
    async with whole.run_test(size=(80, 24 * 25)) as pilot:
        await pilot.press("home")
        lines = [line for line in unmarked(whole) if line]
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        await open_paged(app, turns)
        pages = [unmarked(app)]
        for _ in range(22):
            await pilot.press("pageup")
            await settled(pilot, app)
            pages.append(unmarked(app))
        assert "Question 0?" in app.screen_text()
        seen = pages[0]
        for page in pages[1:]:
            overlap = next((n for n in range(24, 0, -1) if page[-n:] == seen[:n]), 0)
            assert overlap >= 2
            seen = page[: len(page) - overlap] + seen
        assert [line for line in seen if line] == lines
        await pilot.press("end")
        await settled(pilot, app)
        assert unmarked(app) == pages[0]


async def test_both_ends_are_a_key_away_and_only_a_part_is_ever_held() -> None:
    turns = long(1_000)
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        source = await open_paged(app, turns)
        await settled(pilot, app)
        for key, question in (("home", "Question 0?"), ("G", "Question 999?"), ("g", "Question 0?")):
            await pilot.press(key)
            await settled(pilot, app)
            assert question in app.screen_text()
        for _ in range(40):
            await pilot.press("pagedown")
        await settled(pilot, app)
        assert len(app.transcript.turns) <= 200
        assert source.read < 60


async def test_a_key_waits_for_its_turns_and_those_after_it_wait_behind_it() -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        source = await open_paged(app, short(100))
        await settled(pilot, app)
        source.free.clear()
        before = app.screen_lines()
        await pilot.press("home", "pagedown")
        assert app.screen_lines() == before
        source.free.set()
        await settled(pilot, app)
        assert "Question 0?" not in app.screen_text()
        assert "Question 4?" in app.screen_text()


async def test_what_is_read_ahead_moves_nothing() -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        source = PagedTurns(short(200), 20)
        page = await source.newest()
        source.free.clear()
        app.transcript.open(page, source)
        await pilot.press("pageup")
        before, current = app.screen_lines(), app.transcript.current
        source.free.set()
        await settled(pilot, app)
        assert len(app.transcript.turns) > 20
        assert app.screen_lines() == before
        assert app.transcript.current == current


async def test_a_turn_that_is_not_held_can_be_jumped_to() -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        await open_paged(app, long(600))
        assert await app.transcript.jump_to("turn123", 0)
        await settled(pilot, app)
        current = app.transcript.current
        assert current is not None
        assert (current.turn.id, current.message_index) == ("turn123", 0)
        assert not await app.transcript.jump_to("gone")


async def test_words_are_found_in_turns_that_are_not_held() -> None:
    app = Host()
    turns = [*short(100), turn(100, "needle?"), *short(300)[101:], turn(300, "a needle", program("needle = 1\n" * 20))]
    async with app.run_test(size=SIZE) as pilot:
        await open_paged(app, turns)
        assert await app.transcript.find("needle") == 22
        await settled(pilot, app)
        numbers = []
        for key in ("N", "N", "n", "n"):
            await pilot.press(key)
            await settled(pilot, app)
            numbers.append(app.last(Found).number)
        assert numbers == [1, 22, 1, 2]
        await pilot.press("N")
        await settled(pilot, app)
        assert "needle?" in app.screen_text()
        current = app.transcript.current
        assert current is not None
        assert current.turn.id == "turn100"


async def test_the_scrollbar_reaches_what_is_not_held() -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        await open_paged(app, long(600))
        await settled(pilot, app)
        app.transcript.scroll_to(y=app.transcript.max_scroll_y // 2, animate=False)
        await settled(pilot, app)
        middle = app.transcript.current
        assert middle is not None
        assert 150 < middle.turn.position < 450
        app.transcript.scroll_to(y=0, animate=False)
        await settled(pilot, app)
        assert "Question 0?" in app.screen_text()


async def test_an_answer_comes_while_the_end_is_not_held() -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        source = await open_paged(app, short(200))
        await pilot.press("home")
        await settled(pilot, app)
        before = app.screen_lines()
        source.turns = short(201)
        app.transcript.update_turn(source.turns[-1])
        await settled(pilot, app)
        assert app.screen_lines() == before
        assert app.last(NewBelow).count == 1
        await pilot.press("end")
        await settled(pilot, app)
        assert "Answer 200." in app.screen_lines()[-1]
        assert app.last(NewBelow).count == 0


async def test_a_place_far_from_the_end_is_found_again() -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        source = await open_paged(app, long(400))
        await app.transcript.jump_to("turn99")
        await pilot.press("pagedown")
        await settled(pilot, app)
        before, place = app.screen_lines(), app.transcript.place
        assert place is not None
        app.transcript.show([turn(0, "Another?")])
        await settled(pilot, app)
        app.transcript.open(await source.around(place.position), source, place)
        await settled(pilot, app)
        assert app.screen_lines() == before


async def test_a_conversation_that_is_opened_while_the_start_of_another_is_read_stays() -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        source = await open_paged(app, short(100))
        await settled(pilot, app)
        source.free.clear()
        await pilot.press("home")
        app.transcript.open(TurnPage(tuple(long(30))), None)
        await pilot.pause()
        before = app.screen_lines()
        source.free.set()
        await settled(pilot, app)
        assert app.screen_lines() == before


LIST = "- one **two** `three`\n" * 1_500


async def test_what_takes_long_to_draw_is_drawn_in_a_thread_before_it_comes_into_sight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawing: list[bool] = []

    def draw(source: str, width: int, palette: Palette) -> Drawing:
        if source == LIST:
            drawing.append(current_thread() is main_thread())
        return draw_markdown(source, width, palette)

    monkeypatch.setattr(response, "draw_markdown", draw)
    response.drawn_once.cache_clear()
    turns = short(40)
    for at in (0, 33):
        turns[at] = turn(at, "Which?", ResponseMessage(content=LIST))
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        await open_paged(app, turns)
        for _ in range(3):
            await pilot.press("pageup")
        await settled(pilot, app)
        assert "• one two" in app.screen_text()
        await pilot.press("home", "pagedown")
        await settled(pilot, app)
        assert "• one two" in app.screen_text()
        assert drawing
        assert not any(drawing)

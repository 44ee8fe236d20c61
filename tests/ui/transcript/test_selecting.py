"""Selecting by mouse: what is copied reads as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from copilot_tui.domain.message import ResponseMessage
from copilot_tui.ui.widgets.transcript.messages import SelectionTaken
from tests.ui.transcript.conversation import PROGRAM, program, turn
from tests.ui.transcript.host import Host

if TYPE_CHECKING:
    from textual.pilot import Pilot

SIZE = (60, 40)
LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"


def position(app: Host, words: str, *, after: bool = False) -> tuple[int, int]:
    """The cell where words start, or their last one."""
    for y, line in enumerate(app.screen_lines()):
        if words in line:
            return line.index(words) + (len(words) - 1 if after else 0), y
    raise AssertionError(words)


async def drag(pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]) -> None:
    """Presses at one cell, moves to another and lets go."""
    await pilot._post_mouse_events([events.MouseMove, events.MouseDown], offset=start, button=1)
    await pilot._post_mouse_events([events.MouseMove], offset=end, button=1)
    await pilot._post_mouse_events([events.MouseUp], offset=end, button=1)
    await pilot.pause()


async def selected(app: Host, pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]) -> str | None:
    await drag(pilot, start, end)
    return app.screen.get_selected_text()


async def test_words_of_a_line() -> None:
    app = Host([turn(0, "Why did it fail?")])
    async with app.run_test(size=SIZE) as pilot:
        text = await selected(app, pilot, position(app, "did"), position(app, "fail", after=True))
        assert text == "did it fail"
        assert await selected(app, pilot, position(app, "fail", after=True), position(app, "did")) == "did it fail"


async def test_what_is_selected_can_be_read() -> None:
    app = Host([turn(0, "Why did it fail?")])
    async with app.run_test(size=SIZE) as pilot:
        await selected(app, pilot, position(app, "did"), position(app, "fail", after=True))
        drawn = [segment for strip in app.screen._compositor.render_strips() for segment in strip]
    marked = [segment.style for segment in drawn if segment.text == "did it fail"]
    assert [style is not None and style.color != style.bgcolor for style in marked] == [True]


async def test_wrapped_text_comes_without_its_breaks() -> None:
    app = Host([turn(0, "?", ResponseMessage(content=LONG))])
    async with app.run_test(size=SIZE) as pilot:
        text = await selected(app, pilot, position(app, "one two"), position(app, "sixteen", after=True))
        assert text == LONG


async def test_code_comes_without_numbers_bars_and_padding() -> None:
    app = Host([turn(0, "?", program(PROGRAM[:150], "ts"))])
    async with app.run_test(size=(90, 40)) as pilot:
        text = await selected(app, pilot, position(app, "import {"), position(app, '("app");', after=True))
        assert text == "\n".join(PROGRAM.split("\n")[:3])


async def test_a_selection_may_start_in_the_gutter_and_cross_blocks() -> None:
    app = Host([turn(0, "First question", ResponseMessage(content="- a\n- b\n  - c")), turn(1, "Second question")])
    async with app.run_test(size=SIZE) as pilot:
        y = position(app, "First question")[1]
        text = await selected(app, pilot, (1, y), position(app, "Second question", after=True))
        assert text == ("First question\n\ncopilot · 11.4 s\n• a\n• b\n  ◦ c\n\nyou · same context\nSecond question")


async def test_a_line_of_code_that_is_cut_comes_whole_where_its_end_is_selected() -> None:
    line = f"const name = {'part + ' * 20}end;"
    app = Host([turn(0, "?", program("\n".join([line] * 40)))])
    async with app.run_test(size=SIZE) as pilot:
        begin = position(app, "const name")
        end = app.screen_lines()[begin[1]].index("…")
        assert await selected(app, pilot, begin, (end, begin[1])) == line
        assert await selected(app, pilot, begin, (end - 1, begin[1])) == line[: end - begin[0]]


async def test_wide_characters_are_selected_whole() -> None:
    app = Host([turn(0, "日本語 and more")])
    async with app.run_test(size=SIZE) as pilot:
        x, y = position(app, "日本語")
        assert await selected(app, pilot, (x + 2, y), (x + 5, y)) == "本語"


async def test_a_double_click_selects_the_block_and_y_hands_it_over() -> None:
    app = Host([turn(0, "Why?", ResponseMessage(content=LONG))])
    async with app.run_test(size=SIZE) as pilot:
        x, y = position(app, "seven")
        await pilot.double_click(app.transcript, offset=(x, y))
        await pilot.press("y")
        assert app.last(SelectionTaken).text == f"copilot · 11.4 s\n{LONG}"


async def test_a_selection_is_seen_and_goes_with_a_click_or_another_width() -> None:
    app = Host([turn(0, "Why did it fail?")])
    async with app.run_test(size=SIZE) as pilot:
        plain = app.transcript.render_line(2)
        await drag(pilot, position(app, "did"), position(app, "fail"))
        assert app.transcript.render_line(2) != plain
        await pilot.click(offset=(20, 20))
        assert not app.screen.get_selected_text()
        await drag(pilot, position(app, "did"), position(app, "fail"))
        await pilot.resize_terminal(90, 40)
        await pilot.pause()
        assert not app.screen.get_selected_text()


async def test_a_selection_stays_when_something_is_added_below_it() -> None:
    app = Host([turn(0, "Why did it fail?"), turn(1, "And this?")])
    async with app.run_test(size=SIZE) as pilot:
        await drag(pilot, position(app, "did"), position(app, "fail"))
        app.transcript.update_turn(turn(2, "More?"))
        await pilot.pause()
        assert app.screen.get_selected_text() == "did it f"
        app.transcript.update_turn(turn(0, "Something else?"))
        await pilot.pause()
        assert not app.screen.get_selected_text()

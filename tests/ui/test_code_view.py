"""Code is read at once whatever its size, found in, gone through and copied exactly."""

from __future__ import annotations

import time

import pytest
from textual.geometry import Offset
from textual.selection import SELECT_ALL, Selection
from textual.widgets import Input

from copilot_tui.ui.widgets.code_pane import CodePane
from copilot_tui.ui.widgets.code_view import CodeView
from tests.ui.program_host import CODE, HOSTILE, Host, settle, shown

LONG = "\n".join(f"line {number} of many" for number in range(1, 2001))


class CodeHost(Host):
    """Shows nothing but code."""

    def __init__(self, code: str, language: str = "typescript", *, theme: str = "copilot-dark") -> None:
        super().__init__(theme=theme)
        self.pane = CodePane(code, language)

    async def on_mount(self) -> None:
        await self.screen.mount(self.pane)
        self.pane.view.focus()


async def test_lines_are_numbered_and_coloured() -> None:
    app = CodeHost(CODE)
    async with app.run_test(size=(60, 12)) as pilot:
        await settle(app, pilot)
        assert '  1  import * as aws from "@pulumi/aws";' in shown(app)
        assert "  5      forceDestroy: false," in shown(app)
        styles = [segment.style for segment in app.pane.view.render_line(0) if segment.style is not None]
        colours = {style.color.name for style in styles if style.color is not None}
        assert len(colours) > 3


async def test_a_long_program_is_in_colour_to_its_last_line() -> None:
    app = CodeHost(CODE * 600)  # 5,000 lines, far more than one lexer may have to do with
    async with app.run_test(size=(60, 12)) as pilot:
        await settle(app, pilot)
        await pilot.press("end")
        await settle(app, pilot)
        last = app.pane.view.render_line(app.pane.view.size.height - 1)
    assert "export const name" in last.text
    assert len({segment.style.color.name for segment in last if segment.style and segment.style.color}) > 2


async def test_the_first_picture_does_not_wait_for_the_colours() -> None:
    app = CodeHost(CODE, language="")
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        assert "import * as aws" in shown(app)


async def test_keys_go_through_the_code() -> None:
    app = CodeHost(LONG)
    async with app.run_test(size=(60, 10)) as pilot:
        view = app.pane.view
        for keys, top in (("end", 1991), ("home", 1), ("down", 2), ("j", 3), ("k", 2), ("G", 1991), ("g", 1)):
            await pilot.press(keys)
            assert view.top_line == top, keys
        await pilot.press("pagedown")
        assert view.top_line == 11
        await pilot.press("pageup")
        assert view.top_line == 1


async def test_finding_marks_counts_and_steps() -> None:
    app = CodeHost(LONG)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("slash", *"1999")
        await pilot.pause()
        assert "1 of 1" in shown(app)
        assert "line 1999" in shown(app)
        await pilot.press("ctrl+u", *"line 199", "enter")
        await pilot.pause()
        assert app.focused is app.pane.view
        assert "1 of 11" in shown(app)  # from where finding began, not from the last hit
        assert " 199  line 199 of many" in shown(app)
        await pilot.press("N")
        await pilot.pause()
        assert "11 of 11" in shown(app)
        assert "1999  line 1999 of many" in shown(app)
        await pilot.press("n", "n")
        await pilot.pause()
        assert "2 of 11" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "of 11" not in shown(app)


async def test_what_is_not_there_is_said() -> None:
    app = CodeHost(CODE)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("slash", *"[/foo]")
        await pilot.pause()
        assert "not found" in shown(app)


async def test_going_to_a_line_marks_its_number() -> None:
    app = CodeHost(LONG)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("colon", *"123", "enter")
        await pilot.pause()
        assert " 123  line 123 of many" in shown(app)
        await pilot.press("ctrl+l", *"9999", "enter")
        await pilot.pause()
        assert "2000  line 2000 of many" in shown(app)
        await pilot.press("colon", "x")
        await pilot.pause()
        assert "a number, please" in shown(app)
        await pilot.press("enter")
        assert isinstance(app.focused, Input)


async def test_wrapping_keeps_the_place_and_can_be_taken_back() -> None:
    app = CodeHost("\n".join(f"{number} " + "word " * 30 for number in range(100)))
    async with app.run_test(size=(60, 10)) as pilot:
        view = app.pane.view
        view.go_to_line(50)
        await pilot.pause()
        top = view.top_line
        assert "›" in shown(app)
        await pilot.press("w")
        await pilot.pause()
        assert view.top_line == top
        assert view.virtual_size.height == 300
        assert "›" not in shown(app)
        await pilot.press("w")
        await pilot.pause()
        assert (view.top_line, view.virtual_size.height) == (top, 100)


async def test_sideways_the_numbers_stay() -> None:
    app = CodeHost("abcdefghij" * 20)
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press("right", "right", "right")
        assert shown(app).startswith("  1  defghij")


async def test_a_hit_far_to_the_right_comes_into_sight() -> None:
    app = CodeHost("x" * 500 + "needle")
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press("slash", *"needle")
        await pilot.pause()
        assert "needle" in shown(app).splitlines()[0]


async def test_the_mouse_selects_exact_code() -> None:
    app = CodeHost("\tone\ntwo\nthree\n", language="")
    async with app.run_test(size=(40, 6)) as pilot:
        await pilot.pause()
        await pilot.mouse_down(offset=(0, 0))  # the number stands for the line's beginning
        await pilot.hover(offset=(7, 1))
        await pilot.mouse_up(offset=(7, 1))
        assert app.screen.get_selected_text() == "\tone\ntwo"
        app.screen.clear_selection()
        await pilot.mouse_down(offset=(6, 1))
        await pilot.hover(offset=(30, 2))  # beyond the line's end
        await pilot.mouse_up(offset=(30, 2))
        assert app.screen.get_selected_text() == "wo\nthree"


async def test_a_selection_has_no_wrapping_in_it() -> None:
    app = CodeHost("word " * 30 + "\r\nend")
    async with app.run_test(size=(30, 9)) as pilot:
        await pilot.press("w")
        view = app.pane.view
        assert view.get_selection(SELECT_ALL) == ("word " * 30 + "\r\nend", "\n")
        assert view.get_selection(Selection(Offset(145, 0), Offset(2, 1))) == ("word \r\nen", "\n")


async def test_hostile_code_shows_its_controls_and_styles_nothing() -> None:
    app = CodeHost(HOSTILE)
    async with app.run_test(size=(80, 4)) as pilot:
        await settle(app, pilot)
        assert "[/foo] [@click=app.exit]x[/] [b]␛]52;c;ZQ==␇‹RLO›" in shown(app)
        await pilot.click(offset=(30, 0))
        assert app.is_running


@pytest.mark.parametrize(
    "code",
    ["x" * 1_000_000, "漢字\t" * 300_000, "\n".join(f"line {number} é" for number in range(100_000))],
    ids=["a megabyte in a line", "a megabyte of wide characters", "a hundred thousand lines"],
)
async def test_size_freezes_nothing(code: str) -> None:
    app = CodeHost(code)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        started = time.monotonic()
        await pilot.press("end", "w", "end", "home", "w", "right")
        await settle(app, pilot)
        assert time.monotonic() - started < 5
        assert app.pane.view.find("\x00") == 0


@pytest.mark.parametrize("size", [(1, 1), (6, 2), (300, 80)])
async def test_any_size_of_screen_will_do(size: tuple[int, int]) -> None:
    app = CodeHost(CODE)
    async with app.run_test(size=size) as pilot:
        await pilot.press("slash", "a", "enter", "n", "w")
        await settle(app, pilot)
        assert app.is_running


async def test_other_code_starts_anew() -> None:
    app = CodeHost(LONG)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("end", "slash", *"line")
        app.pane.show("", "")
        await pilot.pause()
        assert (app.pane.view.top_line, app.pane.seeking, app.pane.view.code) == (1, "", "")
        app.pane.show("fresh", "python")
        await settle(app, pilot)
        assert "  1  fresh" in shown(app)


async def test_another_theme_colours_anew() -> None:
    app = CodeHost(CODE)
    async with app.run_test(size=(60, 12)) as pilot:
        await settle(app, pilot)

        def colours() -> set[str]:
            strip = app.query_one(CodeView).render_line(0)
            return {segment.style.color.name for segment in strip if segment.style and segment.style.color}

        before = colours()
        app.theme = "copilot-light"
        await settle(app, pilot)
        assert before.isdisjoint(colours())

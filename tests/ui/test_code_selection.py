"""Code is selected by keys as exactly as by the mouse, from wherever somebody reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset

from copilot_tui.ui.widgets.code_selection import CodeSelection, Spot, whole
from tests.ui.program_host import CODE, settle
from tests.ui.test_code_view import LONG, CodeHost

SOME = "first\n\tsecond\n\nlast"


async def selected_by(keys: list[str], code: str = SOME, *, size: tuple[int, int] = (60, 10)) -> str | None:
    app = CodeHost(code)
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        await pilot.press(*keys)
        await pilot.pause()
        return app.screen.get_selected_text()


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["J"], "first"),
        (["shift+down", "J"], "first\n\tsecond"),
        (["J", "J", "K"], "first"),
        (["J"] * 9, SOME),
        (["shift+right"] * 3, "fir"),
        (["shift+right"] * 3 + ["shift+left"], "fi"),
        (["shift+right"] * 7, "first\n\t"),  # a tab is one character, however wide it is shown
        (["shift+end"], "first"),
        (["J", "shift+end"], "first\n\tsecond"),
        (["ctrl+a"], SOME),
        (["ctrl+a", "K"], "first\n\tsecond"),
        (["colon", "2", "enter", "J"], "\tsecond"),
        (["slash", *"con", "enter", "shift+end"], "cond"),
        (["slash", *"con", "enter", "shift+home"], "\tse"),
        (["K"], None),
        (["J", "escape"], None),
    ],
)
async def test_keys_select(keys: list[str], text: str | None) -> None:
    assert (await selected_by(keys) or None) == text


async def test_it_begins_where_somebody_reads_and_stays_in_sight() -> None:
    app = CodeHost(LONG)
    async with app.run_test(size=(60, 10)) as pilot:
        await settle(app, pilot)
        app.pane.view.go_to_line(500)
        app.pane.view._marked_line = -1
        top = app.pane.view.top_line
        await pilot.press(*["J"] * 30)
        assert app.pane.view.top_line > top
        selected = app.screen.get_selected_text()
    assert selected == "\n".join(f"line {number} of many" for number in range(top, top + 30))


async def test_keys_go_on_from_what_the_mouse_has_selected() -> None:
    app = CodeHost(SOME)
    async with app.run_test(size=(60, 10)) as pilot:
        await settle(app, pilot)
        at = app.pane.view.region.offset + Offset(5, 0)  # beyond the numbers
        await pilot.mouse_down(offset=at)
        await pilot.hover(offset=at + Offset(1, 0))
        await pilot.mouse_up(offset=at + Offset(1, 0))
        assert app.screen.get_selected_text() == "fi"
        await pilot.press("shift+right", "shift+end")
        assert app.screen.get_selected_text() == "first"
        await pilot.click(offset=at + Offset(0, 3))
        await pilot.press("J")
        assert app.screen.get_selected_text() == "last"


@pytest.mark.parametrize("theme", ["copilot-dark", "copilot-light"])
async def test_what_is_selected_can_be_read(theme: str) -> None:
    app = CodeHost(CODE, theme=theme)
    async with app.run_test(size=(60, 10)) as pilot:
        await settle(app, pilot)
        before = [segment.style for segment in app.pane.view.render_line(0) if segment.style]
        await pilot.press("J")
        await settle(app, pilot)
        after = [segment.style for segment in app.pane.view.render_line(0) if segment.style]
    assert [style.color for style in before] == [style.color for style in after]  # the colours of the code stay
    assert {style.bgcolor for style in before} < {style.bgcolor for style in after}
    assert all(style.color != style.bgcolor for style in after)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ((0, 0), (1, 1), "first"),  # from number to number: the line between them
        ((5, 0), (0, 3), "first\n\tsecond\n"),  # up to the number, which stands before its line
        ((7, 0), (0, 0), "fir"),  # backwards into the number
    ],
)
async def test_the_number_of_a_line_is_its_beginning(start: tuple[int, int], end: tuple[int, int], text: str) -> None:
    app = CodeHost(SOME)
    async with app.run_test(size=(60, 10)) as pilot:
        await settle(app, pilot)
        origin = app.pane.view.region.offset
        await pilot.mouse_down(offset=origin + Offset(*start))
        await pilot.hover(offset=origin + Offset(*end))
        await pilot.mouse_up(offset=origin + Offset(*end))
        assert (app.screen.get_selected_text() or "").rstrip("\n") == text.rstrip("\n")


async def test_other_code_is_not_selected() -> None:
    app = CodeHost(SOME)
    async with app.run_test(size=(60, 10)) as pilot:
        await settle(app, pilot)
        await pilot.press("ctrl+a")
        app.pane.show("other", "")
        await settle(app, pilot)
        assert not app.screen.get_selected_text()


LINES = st.lists(st.text(alphabet="ab", max_size=4), min_size=1, max_size=5)
MOVES = st.lists(st.tuples(st.sampled_from(["by_lines", "by_characters", "to_edge"]), st.sampled_from([-1, 1])))


@given(LINES, MOVES)
def test_no_key_leads_out_of_the_code(lines: list[str], moves: list[tuple[str, int]]) -> None:
    selected = CodeSelection(Spot(0, 0), Spot(0, 0))
    for name, step in moves:
        selected = getattr(selected, name)(step, lines)
        assert 0 <= selected.head.line < len(lines)
        assert 0 <= selected.head.character <= len(lines[selected.head.line])
        assert selected.anchor == Spot(0, 0)
    assert whole(lines).ends >= selected.ends

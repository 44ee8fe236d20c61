from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip

from copilot_tui.ui.widgets.transcript.thumb import parts_of
from tests.ui.transcript.conversation import long
from tests.ui.transcript.host import Host

if TYPE_CHECKING:
    import pytest
    from rich.segment import Segment

CELLS, WINDOW = 33, 33


def drawn(rows: int, row: int) -> list[Segment]:
    """The scrollbar as Textual draws it."""
    return list(ScrollBarRender.render_bar(CELLS, rows, WINDOW, row).segments)


@given(st.integers(34, 50_000), st.integers(-40, 40), st.floats(0, 1), st.integers(-40, 40))
def test_a_scrollbar_with_the_same_thumb_looks_the_same(rows: int, more: int, place: float, further: int) -> None:
    other = max(WINDOW + 1, rows + more)
    row = int(place * (rows - WINDOW))
    moved = max(0, min(row + further, other - WINDOW))
    if parts_of(CELLS, rows, WINDOW, row) == parts_of(CELLS, other, WINDOW, moved):
        assert drawn(rows, row) == drawn(other, moved)


def test_a_thumb_moves_with_the_rows() -> None:
    starts = [parts_of(CELLS, 1_000, WINDOW, row)[0] for row in range(0, 967, 50)]
    assert starts == sorted(set(starts))


async def test_not_every_page_of_a_long_conversation_paints_the_scrollbar(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Host(long(1_000))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        bar = app.transcript.vertical_scrollbar
        painted: list[int] = []

        def paint(y: int) -> Strip:
            painted.append(y)
            return Strip.blank(1)

        monkeypatch.setattr(bar, "render_line", paint)
        row = app.transcript.scroll_y
        await pilot.press(*["pageup"] * 10)
        assert app.transcript.scroll_y < row - 100
        assert painted.count(0) <= 6
        before = painted.count(0)
        await pilot.press("home")
        assert app.transcript.scroll_y == 0
        assert painted.count(0) == before + 1

"""Of a list, pages near what is in sight are held, each asked for once; what is marked is as it was read last."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from copilot_tui.domain.listing import Summary
from copilot_tui.ui.widgets.held_pages import PAGE, HeldPages
from copilot_tui.ui.widgets.marked_rows import MarkedRows

NOW = datetime(2026, 10, 20, tzinfo=UTC)
TOTAL = 10 * PAGE


def row(number: int) -> Summary:
    return Summary(
        id=f"id{number}",
        service_id=None,
        title=f"Title {number}",
        org="acme",
        url="https://app.pulumi.com",
        created_at=NOW,
        updated_at=NOW,
        turns=1,
        programs=0,
        pinned=False,
        archived=False,
        unread=False,
        state=None,
        language="",
        has_draft=False,
    )


def page(number: int, rows: int = PAGE) -> list[Summary]:
    return [row(number * PAGE + at) for at in range(rows)]


def test_a_row_asks_for_its_page_and_the_nearest_one_beside_it_once() -> None:
    held = HeldPages(total=TOTAL)
    assert held.to_ask(3 * PAGE + 10) == (2, 3)
    assert held.to_ask(3 * PAGE + 90) == (4,)
    assert held.to_ask(3 * PAGE + 91) == ()


def test_nothing_before_the_list_or_behind_it_is_asked_for() -> None:
    assert HeldPages(total=TOTAL).to_ask(0) == (0,)
    assert HeldPages(total=TOTAL).to_ask(TOTAL - 1) == (9,)
    assert HeldPages(total=PAGE + 1).to_ask(PAGE - 1) == (0, 1)


def test_what_came_is_found_by_its_position_and_by_its_id() -> None:
    held = HeldPages({0: page(0)}, TOTAL)
    assert held.to_ask(PAGE) == (1,)
    assert held.at(PAGE + 2) is None
    held.take(1, page(1, rows=3))
    assert held.at(PAGE + 2) == row(PAGE + 2)
    assert held.at(PAGE + 3) is None
    assert held.at(-1) is None
    assert held.position(f"id{PAGE + 1}") == PAGE + 1
    assert held.position("id700") is None
    assert len(held) == PAGE + 3
    assert [one.id for one in held.rows] == [f"id{number}" for number in range(PAGE + 3)]


def test_marked_rows_are_in_the_order_of_marking_and_as_they_were_read_last() -> None:
    marked = MarkedRows()
    for number in (2, 1, 3, 1):
        marked.toggle(row(number))
    pinned = replace(row(3), pinned=True)
    marked.renew([row(1), pinned])
    assert marked.rows == (row(2), pinned)
    assert "id3" in marked
    assert "id1" not in marked
    marked.clear()
    assert not marked

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.ui.widgets.transcript.heights import Heights

heights_lists = st.lists(st.integers(0, 30), min_size=1, max_size=60)


@given(heights_lists, st.lists(st.tuples(st.integers(0, 59), st.integers(0, 30)), max_size=20), st.data())
def test_starts_and_finding_agree_with_plain_sums(
    heights: list[int], changes: list[tuple[int, int]], data: st.DataObject
) -> None:
    tree = Heights(heights)
    for index, height in changes:
        if index < len(heights):
            heights[index] = height
            tree.set(index, height)
    assert tree.total == sum(heights)
    assert [tree.start(index) for index in range(len(heights) + 1)] == [
        sum(heights[:index]) for index in range(len(heights) + 1)
    ]
    if tree.total:
        row = data.draw(st.integers(0, tree.total - 1))
        index, within = tree.find(row)
        assert 0 <= within < heights[index]
        assert sum(heights[:index]) + within == row


def test_rows_beyond_the_ends_belong_to_the_outer_blocks() -> None:
    tree = Heights([3, 4])
    assert tree.find(-5) == (0, 0)
    assert tree.find(99) == (1, 3)
    assert Heights().find(3) == (0, 0)

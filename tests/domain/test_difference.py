"""What changed between two versions is shown whole and counted right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.difference import compare

BEFORE = "".join(f"line {number}\n" for number in range(1, 21))
AFTER = BEFORE.replace("line 10\n", "line ten\nand a half\n").replace("line 20\n", "line 20")


def test_rows_stand_side_by_side() -> None:
    difference = compare(BEFORE, AFTER)
    changed = [pair for pair in difference.pairs if not pair.same and not pair.left_out]
    assert [(pair.left and pair.left.text, pair.right and pair.right.text) for pair in changed] == [
        ("line 10", "line ten"),
        (None, "and a half"),
        ("line 20", "line 20"),  # its end went
    ]
    assert (difference.added, difference.removed) == (3, 2)
    assert [pair.left_out for pair in difference.pairs if pair.left_out] == [6, 3]


def test_below_each_other_what_went_comes_first() -> None:
    lines = compare("a\nb\nc\n", "x\ny\nc\n").unified()
    assert [(line.mark, line.left, line.right, line.text) for line in lines] == [
        ("-", 1, None, "a"),
        ("-", 2, None, "b"),
        ("+", None, 1, "x"),
        ("+", None, 2, "y"),
        (" ", 3, 3, "c"),
    ]


def test_nothing_changed_is_nothing_to_show() -> None:
    difference = compare(BEFORE, BEFORE)
    assert (difference.pairs, difference.added, difference.removed) == ((), 0, 0)


texts = st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "\n", "d"]), max_size=12).map("".join)


@given(texts, texts)
def test_the_rows_hold_all_that_changed(before: str, after: str) -> None:
    difference = compare(before, after)
    marks = [line.mark for line in difference.unified()]
    assert (marks.count("+"), marks.count("-")) == (difference.added, difference.removed)
    shown = sum(1 for pair in difference.pairs if pair.left) + sum(pair.left_out for pair in difference.pairs)
    assert shown in {0, len(before.removesuffix("\n").split("\n")) if before else 0}
    assert bool(difference.pairs) == (before != after)

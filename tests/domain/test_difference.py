"""What changed between two versions is shown whole and counted right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.difference import changed_part, compare

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


@pytest.mark.parametrize(
    ("text", "other", "part"),
    [
        ("forceDestroy: true,", "forceDestroy: false,", "tru"),
        ('new aws.s3.Bucket("site")', 'new aws.s3.Bucket("site", args)', None),  # nothing of it went
        ('new aws.s3.Bucket("site", args)', 'new aws.s3.Bucket("site")', ", args"),
        ("    a = 1", "    zzzzz()", None),  # blanks are no likeness
        ("same", "same", None),
        ("", "x", None),
    ],
)
def test_what_changed_within_a_line(text: str, other: str, part: str | None) -> None:
    found = changed_part(text, other)
    assert (text[slice(*found)] if found else None) == part


def test_lines_below_each_other_know_what_they_replace() -> None:
    lines = compare("a 1\nb\n", "a 2\nb\nc\n").unified()
    assert [(line.text, line.other) for line in lines if line.mark != " "] == [
        ("a 1", "a 2"),
        ("a 2", "a 1"),
        ("c", ""),
    ]


texts = st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "\n", "d"]), max_size=12).map("".join)


@given(texts, texts)
def test_the_rows_hold_all_that_changed(before: str, after: str) -> None:
    difference = compare(before, after)
    marks = [line.mark for line in difference.unified()]
    assert (marks.count("+"), marks.count("-")) == (difference.added, difference.removed)
    shown = sum(1 for pair in difference.pairs if pair.left) + sum(pair.left_out for pair in difference.pairs)
    assert shown in {0, len(before.removesuffix("\n").split("\n")) if before else 0}
    assert bool(difference.pairs) == (before != after)


@given(st.text(alphabet="ab ", max_size=8), st.text(alphabet="ab ", max_size=8))
def test_what_is_left_of_the_changed_part_is_the_same(text: str, other: str) -> None:
    part = changed_part(text, other)
    if part is not None:
        start, end = part
        assert 0 <= start < end <= len(text)
        assert other.startswith(text[:start])
        assert other.endswith(text[end:])

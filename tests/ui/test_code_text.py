"""What is copied from code is what came; what is found and drawn stands where it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from copilot_tui.ui.widgets.code_text import MAX_HITS, CodeLayout, CodeText, Hit

odd = st.text(st.sampled_from("ab \t\n漢é\x1b\u202e\u0301\r"), max_size=60)


@given(odd)
def test_all_of_it_is_what_came(code: str) -> None:
    assert CodeText(code).exact(None, None) == code


@given(odd, st.data())
def test_two_parts_join_to_the_whole(code: str, data: st.DataObject) -> None:
    text = CodeText(code)
    line = data.draw(st.integers(0, len(text.lines) - 1))
    place = (line, data.draw(st.integers(0, len(text.lines[line]))))
    assert text.exact(None, place) + text.exact(place, None) == code


@pytest.mark.parametrize(
    ("code", "start", "end", "exact"),
    [
        ("\tif x:\n\t\treturn\n", (0, 4), (1, 14), "if x:\n\t\treturn"),
        ("a\x1b[31mb", (0, 0), (0, 2), "a\x1b"),
        ("user\u202eadmin", (0, 4), (0, 9), "\u202e"),
        ("one\r\ntwo\r\n", (0, 1), (1, 2), "ne\r\ntw"),
        ("one\ntwo", (0, 1), (0, 99), "ne"),
        ("one\ntwo", (9, 0), (9, 5), ""),
    ],
)
def test_what_is_shown_otherwise_is_copied_as_it_came(
    code: str, start: tuple[int, int], end: tuple[int, int], exact: str
) -> None:
    assert CodeText(code).exact(start, end) == exact


def test_finding_minds_case_only_when_asked_with_a_capital() -> None:
    text = CodeText("Bucket bucket\n[bucket]")
    assert text.find("bucket") == [Hit(0, 0, 6), Hit(0, 7, 13), Hit(1, 1, 7)]
    assert text.find("Bucket") == [Hit(0, 0, 6)]
    assert text.find("[b") == [Hit(1, 0, 2)]
    assert text.find("") == []


def test_finding_stops_before_it_costs_too_much() -> None:
    assert len(CodeText("a" * 50_000).find("a")) == MAX_HITS


@given(odd, st.integers(1, 12))
def test_rows_hold_the_code_in_order_and_fit(code: str, wrap: int) -> None:
    text = CodeText(code)
    layout = CodeLayout(text, wrap)
    rows = [layout.row(number) for number in range(layout.rows)]
    assert layout.row(layout.rows) is None
    parts: dict[int, str] = {}
    for number, row in enumerate(rows):
        assert row is not None
        part = text.lines[row.line][row.start : row.end]
        parts[row.line] = parts.get(row.line, "") + part
        assert cell_len(part) <= max(wrap, 2)
        assert layout.row_of(row.line, row.start) == number
    assert list(parts.values()) == text.lines


@given(odd, st.integers(0, 20), st.integers(1, 20))
def test_a_window_shows_what_stands_between_its_columns(code: str, left: int, width: int) -> None:
    text = CodeText(code)
    layout = CodeLayout(text, None)
    for number, line in enumerate(text.lines):
        row = layout.row(number)
        assert row is not None
        start, end, lead = layout.window(row, left, width)
        part = line[start:end]
        assert lead <= 1
        assert lead + cell_len(part) <= width
        if part:
            assert layout.cell_of(number, start) == left + lead


def test_a_line_is_as_wide_as_its_cells() -> None:
    assert CodeText("漢字\nab").widest == 4
    assert CodeText("abc\n\n").widest == 3

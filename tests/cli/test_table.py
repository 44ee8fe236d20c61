"""Columns that stay aligned whatever stands in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.cli.table import cell_width, fit, table


def test_columns_are_aligned_by_what_is_drawn_not_by_what_is_counted() -> None:
    lines = table([("表", "1m", "x"), ("ab", "12m", "y"), ("e\u0301", "2h", "z")], right={1}).splitlines()
    assert lines == ["表   1m  x", "ab  12m  y", "e\u0301    2h  z"]


def test_the_last_column_gives_way_to_the_width() -> None:
    assert table([("id", "a long title that does not fit")], width=16) == "id  a long titl…"
    assert table([("id", "a long title that does not fit")]) == "id  a long title that does not fit"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40), st.integers(1, 30))
def test_what_is_fitted_fits_and_is_cut_only_where_it_must_be(text: str, width: int) -> None:
    fitted = fit(text, width)
    assert cell_width(fitted) <= width
    assert fitted == text or fitted.endswith("…")
    if cell_width(text) <= width:
        assert fitted == text

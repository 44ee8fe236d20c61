from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from copilot_tui.ui.widgets.transcript.wrap import chop, slice_spans, wrap

texts = st.text(st.sampled_from("ab  日本é👩\u200d👧-./。」"), max_size=80)


@given(texts, st.integers(2, 40))
@example("\u200d\u200daaa", 2)
def test_wrapping_loses_only_white_space_and_fills_no_row_too_far(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert "".join("".join(text[start:end].split()) for start, end in rows) == "".join(text.split())
    assert all(cell_len(text[start:end].rstrip()) <= width for start, end in rows)
    assert all(before[1] <= after[0] for before, after in pairwise(rows))


@given(texts, st.integers(2, 40))
def test_chopping_code_loses_nothing(text: str, width: int) -> None:
    rows = [text[start:end] for start, end in chop(text, width)]
    assert "".join(rows) == text
    assert all(cell_len(row) <= width for row in rows)


def test_rows_end_between_words_and_between_cjk_characters() -> None:
    def rows(text: str, width: int) -> list[str]:
        return [text[start:end] for start, end in wrap(text, width)]

    assert rows("one two three", 8) == ["one two", "three"]
    assert rows("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]
    assert rows("日本語テキスト", 6) == ["日本語", "テキス", "ト"]


def test_a_full_stop_stands_alone_in_no_row() -> None:
    def rows(text: str, width: int) -> list[str]:
        return [text[start:end] for start, end in wrap(text, width)]

    assert rows("see https://example.com/a/bcd.", 25) == ["see", "https://example.com/a/bcd."[:22], "bcd."]
    assert rows("abcdefgh.", 4) == ["abcd", "efg", "h."]
    assert rows("abcdefgh).", 4) == ["abcd", "efg", "h)."]
    assert rows("日本語。テキスト", 6) == ["日本", "語。テ", "キスト"]
    assert rows("the API。 Then", 7) == ["the", "API。", "Then"]


def test_spans_are_sliced_by_characters() -> None:
    assert slice_spans([("abc", None), ("def", None)], 2, 5) == [("c", None), ("de", None)]

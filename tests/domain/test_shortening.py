"""Cutting the middle out of long input."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.attachment import shortened


@given(text=st.text(max_size=60), most=st.integers(2, 40))
def test_beginning_and_end_are_kept_and_the_rest_is_counted(text: str, most: int) -> None:
    kept, left_out = shortened(io.StringIO(text, newline=""), most)
    assert left_out == max(0, len(text) - most)
    if not left_out:
        assert kept == text
        return
    words = f"\n\n[… {left_out:,} characters left out here …]\n\n"
    assert kept == text[: most - most // 2] + words + text[-(most // 2) :]


def test_input_without_end_takes_no_more_memory_than_what_is_kept() -> None:
    class Long(io.StringIO):
        def __init__(self) -> None:
            super().__init__()
            self.left = 50_000_000

        def read(self, size: int | None = -1, /) -> str:
            taken = min(self.left, size or 0)
            self.left -= taken
            return "x" * taken

    kept, left_out = shortened(Long())
    assert len(kept) < 201_000
    assert left_out == 49_800_000

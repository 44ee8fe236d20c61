"""The last guard: what is drawn is harmless, and stands where it stood."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from copilot_tui.ui.terminal.guard import ControlGuard

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


def guarded(text: str) -> str:
    (segment,) = ControlGuard().apply([Segment(text)], Color(0, 0, 0))
    return segment.text


@pytest.mark.parametrize("text", ["plain", "中文", "👩🏽\u200d🚀", ENGLAND, f"a {ENGLAND}{ENGLAND} b"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("\x9b31m", "␛31m"),
        ("a\u202eb", "a‹b"),
        ("a\nb", "a␊b"),
        (f"{ENGLAND}\x07", f"{ENGLAND}␇"),
        (ENGLAND[:-1], "🏴‹‹‹‹‹"),  # without its end it is no flag
    ],
)
def test_what_is_not_is_shown(text: str, shown: str) -> None:
    assert guarded(text) == shown


def test_a_flag_moves_nothing_that_stands_behind_it() -> None:
    assert cell_len(guarded(f"{ENGLAND} x")) == cell_len(f"{ENGLAND} x")

"""Pastes are text, whatever they hold and however they are cut into reads."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from textual.events import Key, Paste

from copilot_tui.ui.terminal.pastes import PasteParser

if TYPE_CHECKING:
    from collections.abc import Iterable

BEGIN, END = "\x1b[200~", "\x1b[201~"
TEXT = st.text(
    alphabet=st.sampled_from("ab[~;201\x11\r\x1b\x9b中") | st.characters(exclude_categories=["Cs"]), max_size=60
)


def told(pieces: Iterable[str]) -> list[tuple[str, str]]:
    parser = PasteParser()
    events = [event for piece in pieces for event in parser.feed(piece)]
    return [
        ("paste", event.text) if isinstance(event, Paste) else ("key", event.key)
        for event in events
        if isinstance(event, Paste | Key)
    ]


@given(text=TEXT, cuts=st.lists(st.integers(0, 80), max_size=6))
def test_whatever_is_pasted_is_one_paste_and_no_key(text: str, cuts: list[int]) -> None:
    assume(END not in text)  # the paste ends there: nobody can tell
    data = f"{BEGIN}{text}{END}"
    ends = sorted({min(cut, len(data)) for cut in cuts} | {0, len(data)})
    pieces = [data[start:end] for start, end in pairwise(ends)]
    assert told(pieces) == [("paste", text.replace("\x1b", "␛").replace("\x00", ""))]


@pytest.mark.parametrize("size", [1, 2, 5, 6, 7, 100])
def test_keys_before_and_after_are_keys(size: int) -> None:
    data = f"a{BEGIN}x\x1b\x11\r{END}b\x1b[A{BEGIN}{END}\x11"
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert told(pieces) == [
        ("key", "a"), ("paste", "x␛\x11\r"), ("key", "b"), ("key", "up"), ("paste", ""), ("key", "ctrl+q")
    ]  # fmt: skip


def test_a_key_is_told_at_once() -> None:
    parser = PasteParser()
    assert [event.key for event in parser.feed("\x1b[B") if isinstance(event, Key)] == ["down"]
    assert list(parser.feed("\x1b")) == []
    assert [event.key for event in parser.feed("OP") if isinstance(event, Key)] == ["f1"]

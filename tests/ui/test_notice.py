"""The window's title and desktop notices: whatever a title holds, only our own sequences are written."""

from __future__ import annotations

import re

from copilot_tui.ui.terminal.notice import Notice
from tests.e2e.sequences import cut
from tests.hostile.corpus import CORPUS, LARGE

OWN = re.compile(r"\x1b\](2;|9;copilot-tui: answered · )[^\x00-\x1f\x7f-\x9f\u202a-\u202e]*\x1b\\")


def test_no_title_writes_a_sequence_of_its_own() -> None:
    for text in [*CORPUS, *LARGE.values()]:
        written: list[str] = []
        notice = Notice(written.append, "auto")
        notice.title(f"x{text}")
        notice.answered(f"x{text}")
        pieces = cut("".join(written).encode())
        assert [piece.kind for piece in pieces] == ["osc", "osc", "control"], repr(text[:40])
        for piece in pieces[:2]:
            assert OWN.fullmatch(piece.raw)
            assert len(piece.raw) < 140
        assert written[-1] == "\x07"

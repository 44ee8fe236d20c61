"""The last guard before the terminal: no control character leaves in what is drawn.

Foreign text has passed `copilot_tui.domain.text` before it is drawn; this stands behind it for what is decoded later
(entities in Markdown) or slipped through. Textual's own control sequences are made after this point.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from copilot_tui.domain import text

if TYPE_CHECKING:
    from textual.color import Color

_SUSPECT = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\U000e0000-\U000e0fff]")
_FLAG_OR_SUSPECT = re.compile(f"(?P<flag>{text.SUBDIVISION_FLAG.pattern})|{_SUSPECT.pattern}")


class ControlGuard(LineFilter):
    """Makes control characters in drawn segments visible, cell for cell where that can be."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """Returns the segments, those with a suspect character made harmless."""
        suspect = _SUSPECT.search
        for segment in segments:  # a loop, since it is gone through with every line of every frame
            if suspect(segment.text):
                break
        else:
            return segments
        return [segment if segment.control else Segment(_harmless(segment.text), segment.style) for segment in segments]


def _harmless(drawn: str) -> str:
    """The same, a flag left whole: a mark for each of its tags would push the end of the line out of sight."""
    return _FLAG_OR_SUSPECT.sub(lambda match: match[0] if match["flag"] else _shown(match[0]), drawn)


def _shown(suspect: str) -> str:
    return text.code(suspect)[:1].replace("\n", "␊").replace("\t", " ")

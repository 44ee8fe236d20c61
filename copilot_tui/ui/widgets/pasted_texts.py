"""Long texts that are pasted stand as one short label where they are typed, and are whole in what is sent and kept.

A text area wraps a text anew with every key: with a hundred kilobytes in it, each would be felt, and with a megabyte it
would stand still for seconds.
"""

from __future__ import annotations

import re
from typing import Final

from copilot_tui.ui.words import count

LONG: Final = 8_000
"""Characters from which on a text is folded."""
MANY_LINES: Final = 400
"""Lines from which on it is."""
_FULL: Final = 32_000
_SHORT: Final = 1_000
"""Where so much is typed already, shorter texts are folded too, but not shorter than this."""
_LABEL: Final = re.compile(r"\[pasted #\d+ · [^\[\]\n]*\]")


class Pasted:
    """The folded texts of one composer, by their labels."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def fold(self, text: str, typed: int = 0) -> str:
        """The text, or its label where it is too long to be typed in.

        Args:
            text: what is to stand in the text area.
            typed: how many characters stand there already.
        """
        long = len(text) > LONG or text.count("\n") > MANY_LINES
        if not long and not (typed + len(text) > _FULL and len(text) > _SHORT):
            return text
        from copilot_tui.domain.program import count_lines

        number = len(self._texts) + 1
        extent = f"{count(count_lines(text), 'line')}, {count(len(text), 'character')}"
        label = f"[pasted #{number} · {extent}]"
        self._texts[label] = text
        return label

    def unfold(self, text: str) -> str:
        """A text with all that its labels stand for."""
        if not self._texts or "[pasted #" not in text:
            return text
        return _LABEL.sub(lambda match: self._texts.get(match[0], match[0]), text)

    def spans(self, line: str) -> list[tuple[int, int]]:
        """Where labels stand in a line: first character, last (exclusive)."""
        if not self._texts or "[pasted #" not in line:
            return []
        return [match.span() for match in _LABEL.finditer(line) if match[0] in self._texts]

    def forget(self) -> None:
        """Nothing is folded any more."""
        self._texts.clear()

"""Making an answer known while the terminal is in the background: title, bell, desktop notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Callable

_ST = "\x1b\\"
_PUSH, _POP = "\x1b[22;2t", "\x1b[23;2t"  # xterm: keep the title that was there, and bring it back
_LONGEST = 80


@dataclass(slots=True)
class Notice:
    """Writes to the terminal.

    Args:
        write: writes an escape sequence, e.g. the driver's ``write``.
        way: "auto" for a desktop notice where the terminal can (OSC 9) and the bell; "bell"; "off".
    """

    write: Callable[[str], None]
    way: Literal["auto", "bell", "off"] = "auto"
    _title: str = ""

    def begin(self) -> None:
        """Keeps the terminal's own title."""
        self.write(_PUSH)

    def end(self) -> None:
        """Brings the terminal's own title back."""
        self.write(_POP)

    def title(self, words: str) -> None:
        """Sets the terminal's title, if it is another one than before."""
        shown = line(words, _LONGEST)
        if shown != self._title:
            self._title = shown
            self.write(f"\x1b]2;{shown}{_ST}")

    def answered(self, title: str) -> None:
        """Tells that an answer came; the caller knows that nobody is looking."""
        if self.way == "off":
            return
        if self.way == "auto":
            self.write(f"\x1b]9;copilot-tui: answered · {line(title, _LONGEST)}{_ST}")
        self.write("\x07")

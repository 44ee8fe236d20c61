"""Pastes taken as text, whatever they hold.

Terminals mark what is pasted (bracketed paste) and keep ESC out of it, or should. Textual takes what follows an ESC
within a paste for keys: one that holds ESC and ctrl+q ends the program, and the rest of it lands in the shell.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from textual._time import get_time
from textual._xterm_parser import XTermParser  # the only place where keys and pastes are told apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

_BEGIN: Final = "\x1b[200~"
_END: Final = "\x1b[201~"
_NOT_WHOLE: Final = len(_END) - 1  # characters of a mark whose rest may come with the next read
_ESC_SHOWN: Final = "␛"


class PasteParser(XTermParser):
    """Textual's parser, which is given a paste when it has come whole, every ESC of it as the picture of one."""

    _pasted: list[str] | None = None  # None outside a paste
    _last = ""  # the last characters, among which a mark may have begun

    @property
    def patience(self) -> float | None:
        """Seconds until `tick` has to decide whether an ESC was a key; None where none waits."""
        return None if self._timeout_time is None else max(0.0, self._timeout_time - get_time())

    def feed(self, data: str) -> Iterable[Message]:
        """Takes what was read; gives the events that it makes."""
        if not data:  # the end of the input
            yield from super().feed(data)
        while data:
            taken, data = self._until(_BEGIN if self._pasted is None else _END, data)
            if self._pasted is None:
                yield from super().feed(taken)
            else:
                self._pasted.append(taken)
            if self._last:
                continue  # the mark has not come
            yield from self._turn()

    def _until(self, mark: str, data: str) -> tuple[str, str]:
        """What comes up to and with a mark, and the rest; all of it where the mark is not there."""
        text = self._last + data
        at = text.find(mark)
        if at < 0:
            self._last = text[-_NOT_WHOLE:]
            return data, ""
        end = at + len(mark) - len(self._last)
        self._last = ""
        return data[:end], data[end:]

    def _turn(self) -> Iterable[Message]:
        """Goes into a paste, or out of it."""
        if self._pasted is None:
            self._pasted = []
            return
        content = "".join(self._pasted).removesuffix(_END)
        self._pasted = None
        yield from super().feed(content.replace("\x1b", _ESC_SHOWN) + _END)


def take_pastes_as_text() -> None:
    """Gives the drivers that are loaded this parser in the place of Textual's; to be called before one starts."""
    for name, module in list(sys.modules.items()):
        if name.startswith("textual.drivers.") and hasattr(module, XTermParser.__name__):
            setattr(module, XTermParser.__name__, PasteParser)

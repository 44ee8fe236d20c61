"""Reading the terminal's input without looking for it ten times a second.

Textual's thread wakes every tenth of a second to see whether a lone ESC has waited long enough, and whether it shall
end: half of all that an app at rest costs, and ESC may act a tenth of a second late. It reads UTF-8 strictly, too: a
single byte of another encoding, pasted or sent by an old mouse protocol, ends the program.
"""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from textual.drivers.linux_driver import LinuxDriver

from copilot_tui.ui.terminal.pastes import PasteParser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App
    from textual.driver import Driver
    from textual.message import Message

_READ_BYTES: Final = 4096


def resting(chosen: type[Driver]) -> type[Driver]:
    """The driver to take instead of Textual's choice: this one, where the choice fell on a terminal."""
    return TerminalDriver if chosen is LinuxDriver else chosen


class TerminalDriver(LinuxDriver):
    """Textual's driver, whose reading thread sleeps until there is something to read, to decide or to end."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._ended, self._end = os.pipe()  # what is written to the one ends the thread that waits for the other
        os.set_blocking(self._ended, False)

    def disable_input(self) -> None:
        """Reads no further; may be followed by a new start."""
        os.write(self._end, b"\0")
        super().disable_input()  # waits for the thread
        with suppress(BlockingIOError):
            while os.read(self._ended, _READ_BYTES):
                pass

    def run_input_thread(self) -> None:
        """Gives every event of the input to the app, until `disable_input` or the end of the terminal."""
        parser = PasteParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        while True:
            readable, _, _ = select.select([self.fileno, self._ended], [], [], parser.patience)
            if self.fileno in readable:
                try:
                    data = os.read(self.fileno, _READ_BYTES)
                except OSError:  # the terminal is gone
                    return
                if not data:
                    return
                if text := decode(data):
                    self._tell(parser.feed(text))
            self._tell(parser.tick())
            if self._ended in readable:
                return

    def _tell(self, events: Iterable[Message]) -> None:
        for event in events:
            self.process_message(event)

"""One start of the program: the wired rooms, and the common options as they were given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copilot_tui.service.options import Options

if TYPE_CHECKING:
    from copilot_tui.service.ports import Wiring


class Invocation:
    """What every command gets.

    Args:
        wiring: how to get at the rooms.
    """

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self._given: dict[str, Any] = {}

    def note(self, name: str, value: object) -> None:
        """Notes a common option; given before and after the command, the later one counts."""
        self._given[name] = value

    @property
    def options(self) -> Options:
        """The common options, wherever they stood."""
        return Options(**self._given)

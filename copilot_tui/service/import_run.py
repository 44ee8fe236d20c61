"""One import under way: worked off in a thread, looked at and stopped from another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from copilot_tui.service.importing import Stopped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from copilot_tui.domain.import_gain import ImportGain
    from copilot_tui.service.importing import ImportedFile, Importing


class ImportRun:
    """Files on their way into the history.

    Args:
        importing: takes them in.
        files: which, in order.
        total_bytes: how large they are together.
    """

    def __init__(self, importing: Importing, files: Sequence[Path], total_bytes: int) -> None:
        self.files = files
        self.total_bytes = total_bytes
        self.read_bytes = 0
        """How much was read so far."""
        self.taken: list[ImportedFile] = []
        """What became of each file so far."""
        self.is_stopped = False
        self._importing = importing

    def work(self) -> None:
        """Takes the files in; blocks until all are, or until it is stopped.

        Raises:
            CopilotError: the history cannot be opened.
        """
        try:
            for one in self._importing.run(self.files, self._passed):
                self.taken.append(one)
        except Stopped:
            pass

    def stop(self) -> None:
        """Leaves out the file at hand and those after it; those before it stay."""
        self.is_stopped = True

    @property
    def gains(self) -> Counter[ImportGain]:
        """How many conversations brought what, over all files."""
        total: Counter[ImportGain] = Counter()
        for one in self.taken:
            total.update(one.gains)
        return total

    @property
    def done(self) -> float:
        """How much of it is done, 0 to 1."""
        return min(1.0, self.read_bytes / self.total_bytes) if self.total_bytes else 0.0

    def _passed(self, further: int) -> None:
        self.read_bytes += further
        if self.is_stopped:
            raise Stopped

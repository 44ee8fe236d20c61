"""Taking in files: each one whole or not at all, a bad one named, the others all the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copilot_tui.domain.errors import CopilotError

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from copilot_tui.domain.errors import Failure
    from copilot_tui.domain.gain import Gain
    from copilot_tui.service.ports import History, Intake


@dataclass(frozen=True, slots=True)
class FileTaken:
    """What became of one file."""

    path: Path
    gains: dict[Gain, int] = field(default_factory=dict)
    """How many conversations brought what."""
    failure: Failure | None = None
    """Why nothing of it was taken in."""

    @property
    def total(self) -> int:
        """How many conversations it holds."""
        return sum(self.gains.values())


def take_in(
    history: History, intake: Intake, files: Iterable[Path], passed: Callable[[int], None]
) -> Iterator[FileTaken]:
    """Takes files in one by one; leaving off between two of them, or within one, leaves nothing half.

    Args:
        history: where to.
        intake: reads files.
        files: which.
        passed: told how many further bytes were read, again and again; what it raises ends the import.

    Yields:
        What became of each file.
    """
    for path in files:
        try:
            gains: Counter[Gain] = history.import_conversations(intake.read(path, passed))
        except CopilotError as error:
            yield FileTaken(path, failure=error.as_failure())
        else:
            yield FileTaken(path, dict(gains))

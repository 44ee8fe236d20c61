"""Taking in files: each one whole or not at all, a bad one named, the others all the same."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.errors import CopilotError

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from copilot_tui.domain.errors import Failure
    from copilot_tui.domain.import_gain import ImportGain
    from copilot_tui.service.ports import History, Imports, Intake

SUFFIXES: Final = (".json", ".jsonl", ".ndjson")
"""Of the files within a folder that are taken in; a file that is named may have any."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of one file."""

    path: Path
    gains: dict[ImportGain, int] = field(default_factory=dict)
    """How many conversations brought what."""
    failure: Failure | None = None
    """Why nothing of it was taken in."""

    @property
    def total(self) -> int:
        """How many conversations it holds."""
        return sum(self.gains.values())


def import_each(
    history: Imports, intake: Intake, files: Iterable[Path], passed: Callable[[int], None]
) -> Iterator[ImportedFile]:
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
            gains: Counter[ImportGain] = history.import_conversations(intake.read(path, passed))
        except CopilotError as error:
            yield ImportedFile(path, failure=error.as_failure())
        else:
            yield ImportedFile(path, dict(gains))


class Stopped(Exception):
    """The person stopped an import: to be raised by what is told of its progress. Nothing of the file at hand stays."""


@dataclass(frozen=True, slots=True)
class Importing:
    """Takes files in beside the session's own work; all of it blocks, and may run in any one thread.

    Reading and writing go through a connection of their own: what is asked, listed and searched meanwhile waits for no
    file. Only one can write at a time, so that a question may have to be kept in memory until a large file is in.
    """

    open_intake: Callable[[], Intake]
    open_history: Callable[[], History]

    def files(self, paths: Sequence[Path], *, most: int | None = None) -> list[Path]:
        """The files that are meant; see `Intake.files`.

        Raises:
            CopilotError: one of them cannot be read, or they are too many.
        """
        return self.open_intake().files(paths, most=most)

    def run(self, files: Iterable[Path], passed: Callable[[int], None]) -> Iterator[ImportedFile]:
        """See `import_each`.

        Raises:
            CopilotError: the history cannot be opened.
        """
        with closing(self.open_history()) as history:
            yield from import_each(history, self.open_intake(), files, passed)

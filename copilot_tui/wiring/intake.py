"""Files back into conversations: what this program exported, JSON Lines of it, and answers saved from the API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.errors import CopilotError, ExportTrouble
from copilot_tui.domain.text import line
from copilot_tui.export.document import Refusal, UnreadableDocument, read_document
from copilot_tui.service.importing import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.conversation import Conversation, Turn

_LARGEST: Final = 512 * 1024 * 1024
"""Bytes of one conversation; a file of many lines may have any size."""


class FileIntake:
    """Implements `copilot_tui.service.ports.Intake`.

    Args:
        context: where answers without a context of their own are taken as asked.
    """

    def __init__(self, context: CloudContext) -> None:
        self._context = context

    def files(self, paths: Sequence[Path], *, most: int | None = None) -> list[Path]:
        """See `Intake.files`."""
        found: list[Path] = []
        for path in paths:
            try:
                found += self._inside(path, most) if path.is_dir() else [path]
            except OSError as error:
                raise _unreadable(path, error) from error
            if not path.exists():
                raise ExportTrouble(f"There is no {line(str(path))}.")
        return list(dict.fromkeys(found))

    @staticmethod
    def _inside(folder: Path, most: int | None) -> list[Path]:
        found: list[Path] = []
        for number, one in enumerate(folder.rglob("*")):
            if number == most:
                raise ExportTrouble(f"There are too many files in {line(str(folder))}.", hint="Name a folder in it.")
            if one.suffix.lower() in SUFFIXES and one.is_file():
                found.append(one)
        return sorted(found)

    def read(self, path: Path, passed: Callable[[int], None]) -> Iterator[tuple[Conversation, list[Turn]]]:
        """See `Intake.read`."""
        try:
            at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            with path.open("rb") as file:
                first = file.readline(_LARGEST)
                if self._is_whole(first):
                    yield from self._lines(first, file, at, passed)
                else:
                    body = first + file.read(_LARGEST)
                    passed(len(body))
                    yield self._one(body, at)
        except OSError as error:
            raise _unreadable(path, error) from error

    def _lines(
        self, first: bytes, file: BinaryIO, at: datetime, passed: Callable[[int], None]
    ) -> Iterator[tuple[Conversation, list[Turn]]]:
        number, content = 1, first
        while content:
            if content.strip():
                try:
                    yield self._one(content, at)
                except UnreadableDocument as error:
                    raise ExportTrouble(f"Line {number}: {error.reason}.", hint=error.hint) from error
                except CopilotError as error:
                    raise ExportTrouble(f"Line {number}: {error.message}", hint=error.hint) from error
            passed(len(content))
            number, content = number + 1, file.readline(_LARGEST)

    def _one(self, body: bytes, at: datetime) -> tuple[Conversation, list[Turn]]:
        if body.startswith(b"HTTP/"):  # an answer with its headers
            return self._saved(body, at)
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self._saved(body, at)
        try:
            return read_document(text)
        except UnreadableDocument as error:
            if error.reason is not Refusal.NOT_OURS:
                raise
        return self._saved(body, at)

    def _saved(self, body: bytes, at: datetime) -> tuple[Conversation, list[Turn]]:
        from copilot_tui.api.saved import read_saved

        return read_saved(body, self._context, at)

    @staticmethod
    def _is_whole(first: bytes) -> bool:
        """Whether a file's first line holds a whole value: the others then do, too."""
        start, end = first.lstrip(b"\xef\xbb\xbf \t"), first.rstrip()
        return start.startswith(b"{") and end.endswith(b"}") and len(end) > 2


def _unreadable(path: Path, error: OSError) -> ExportTrouble:
    return ExportTrouble(f"{line(str(path))} cannot be read: {error.strerror or type(error).__name__}.")

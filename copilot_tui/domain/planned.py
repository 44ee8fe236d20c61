"""What an export will write, and what stands in its place, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from copilot_tui.domain.message import well_formed


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file that an export will write."""

    path: str
    """Relative to the chosen folder, with forward slashes, e.g. "src/main/java/App.java"."""
    text: str
    """The whole content; written as UTF-8, newlines as they are."""

    @property
    def content(self) -> bytes:
        """The bytes that will be written."""
        return well_formed(self.text).encode()


class Standing(Enum):
    """What stands where a planned file will go."""

    NEW = "new"
    SAME = "same"
    """A file with the same content."""
    DIFFERENT = "different"
    """A file with another content: replaced only when told."""
    BLOCKED = "blocked"
    """A folder, a link, a device, or a path that leads through one: never replaced."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One planned file beside what is there."""

    file: PlannedFile
    standing: Standing
    existing: str | None = None
    """The text that is there, for a diff; None where there is none or it is no text of a reasonable size."""

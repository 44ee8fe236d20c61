"""The state of the store itself, and what the program remembers in it."""

from __future__ import annotations

from typing import Protocol


class Upkeep(Protocol):
    """How the store does."""

    @property
    def notice(self) -> str:
        """What the person should know about how it was opened, e.g. that a damaged file was set aside; or ""."""
        ...

    def retry(self) -> tuple[int, str]:
        """Tries to write what is only in memory because the store could not be written.

        Returns:
            How many conversations still are, and why, as a sentence; 0 and "" where everything is stored.
        """
        ...

    def data_version(self) -> int:
        """Changes when another process has committed something."""
        ...

    def close(self) -> None:
        """Closes the store."""
        ...


class Remembered(Protocol):
    """What the next session begins with."""

    def last_open(self) -> str | None:
        """The conversation that the last session was in, if that left an interrupted question, a line or a draft."""
        ...

    def set_last_open(self, conversation_id: str | None) -> None:
        """Remembers which conversation is open."""
        ...

    def recent_folders(self) -> list[str]:
        """The folders that things were exported to, the last one first."""
        ...

    def remember_folder(self, folder: str) -> None:
        """Puts a folder first among them."""
        ...

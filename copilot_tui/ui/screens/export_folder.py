"""The folder field of the export dialog: recent folders, and completion."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.suggester import Suggester

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.ui.screens.export_form import FileDoor


class RecentFolders(Suggester):
    """Goes on with a folder's path, a recent one first; right or end takes it.

    Args:
        door: knows the recent folders, and what folders there are.
    """

    def __init__(self, door: FileDoor) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._door = door
        self._folders: Sequence[Path] = ()
        self._at = -1

    @property
    def known(self) -> bool:
        """Whether there are recent ones."""
        return bool(self._folders)

    async def load(self, first: Path) -> None:
        """Asks for the recent ones.

        Args:
            first: where the dialog begins; stepping through comes back to it in the end.
        """
        others = [folder for folder in await self._door.recent_folders() if folder != first]
        self._folders = [*others, first] if others else ()

    def step(self) -> Path:
        """The next recent folder; after the last comes the first again."""
        self._at = (self._at + 1) % len(self._folders)
        return self._folders[self._at]

    async def get_suggestion(self, value: str) -> str | None:
        """The path that goes on from what is typed."""
        if not value.strip():
            return None
        for folder in self._folders:
            for path in (shortened(folder), str(folder)):
                if path.startswith(value) and path != value:
                    return path
        return await self._door.complete(value)


def shortened(folder: Path) -> str:
    """A folder's path with ~ for the person's own."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)

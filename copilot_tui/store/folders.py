"""The folders that things were exported to."""

from __future__ import annotations

import json
from typing import Final

from copilot_tui.store.part import Part

MOST: Final = 10
_KEY: Final = "recent_folders"


class Folders(Part):
    """Remembers where things were taken to, the last one first."""

    def recent_folders(self) -> list[str]:
        """See `copilot_tui.service.ports.History`."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (_KEY,)).fetchone()
        return _read(row["value"]) if row is not None else []

    def remember_folder(self, folder: str) -> None:
        """See `copilot_tui.service.ports.History`."""
        with self._database.writing() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (_KEY,)).fetchone()
            others = [known for known in _read(row["value"]) if known != folder] if row is not None else []
            connection.execute(
                "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (_KEY, json.dumps([folder, *others][:MOST])),  # ASCII: a path may hold what no encoding takes
            )


def _read(value: object) -> list[str]:
    """What was written; nothing where another program wrote something else."""
    try:
        found = json.loads(str(value))
    except ValueError:
        return []
    return [folder for folder in found if isinstance(folder, str)] if isinstance(found, list) else []

"""A process that imports files; each line on stdout is one that is in, and must never be lost.

Usage: ``python -m tests.store.importer DATA_DIR FILE...``
"""

from __future__ import annotations

import sys
from pathlib import Path

from copilot_tui.domain.context import CloudContext
from copilot_tui.service.importing import import_each
from copilot_tui.store.history import SqliteHistory
from copilot_tui.wiring.intake import FileIntake


def main(data_dir: str, *files: str) -> None:
    history = SqliteHistory(Path(data_dir))
    for taken in import_each(history, FileIntake(CloudContext(org="acme")), map(Path, files), lambda _: None):
        assert taken.failure is None, taken.failure
        sys.stdout.write(f"{taken.path.name}\n")
        sys.stdout.flush()
    history.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

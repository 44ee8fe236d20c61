"""A folder without the right to write."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOBODY = 65534


@contextmanager
def read_only(data_dir: Path) -> Iterator[None]:
    """Takes the right to write from the folder of a store; who has it all the same, root, is nobody meanwhile."""
    store = data_dir / "history.db"
    store.chmod(0o644)
    data_dir.parent.chmod(0o755)
    data_dir.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.chown(data_dir, _NOBODY, _NOBODY)
        os.chown(store, _NOBODY, _NOBODY)
        for folder in data_dir.parents:  # those that pytest made for its own user only
            if not folder.stat().st_mode & stat.S_IXOTH:
                folder.chmod(0o755)
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)

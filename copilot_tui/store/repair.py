"""Mending a store on demand: what can be made anew is, what cannot be trusted is read into a new store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.errors import StoreTrouble
from copilot_tui.store.history import FILE_NAME, SqliteHistory
from copilot_tui.store.occupancy import is_in_use
from copilot_tui.store.trouble import suspicion, translated

if TYPE_CHECKING:
    from pathlib import Path


def repair(data_dir: Path) -> str:
    """Looks through a store and mends it; a copy goes to the folder `backups` before anything is changed.

    Returns:
        What was found and done, in a sentence or two.

    Raises:
        StoreTrouble: another process has it open, or it can only be read, or it could not be written.
    """
    path = data_dir / FILE_NAME
    if is_in_use(path):
        raise StoreTrouble(
            "Another copy of copilot-tui has the history open.", hint="Quit it first. Nothing was changed."
        )
    if path.exists():
        with translated(path):
            suspicion(path).touch(mode=0o600)  # so that opening it looks through it
    history = SqliteHistory(data_dir)
    try:
        if history.read_only or history.notice:
            return history.notice
        problems = history.check(thorough=True)
        if not problems:
            return "The history is sound."
        copy = history.back_up()
        history.make_anew()
        left = history.check(thorough=True)
    finally:
        history.close()
    found = f"{len(problems)} problems were found; a copy from before is {copy.name} in {copy.parent}."
    return f"{found} {f'{len(left)} are left: {left[0]}.' if left else 'All of them were mended.'}"

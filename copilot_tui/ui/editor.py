"""The person's own editor: the screen steps aside for it and comes back, whatever it does."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from copilot_tui.domain.environment import without_token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App


@dataclass(frozen=True, slots=True)
class Edited:
    """What came out of the editor."""

    text: str | None = None
    """The text as it is now; None where it could not be edited."""
    problem: str = ""
    """What went wrong, as a sentence."""


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """The editor's command line: VISUAL, else EDITOR, else what the system usually has.

    Raises:
        ValueError: it has quotes that do not end.
    """
    named = (environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    chosen = next(filter(None, named), "notepad" if os.name == "nt" else "vi")
    return shlex.split(chosen, posix=os.name != "nt")


def edit_text(app: App[object], text: str, *, suffix: str = ".md") -> Edited:
    """Lets the person edit a text in a temporary file that nobody else may read, and removes it afterwards."""
    handle, name = tempfile.mkstemp(prefix="copilot-tui-", suffix=suffix)
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        problem = run_editor(app, path)
        if problem:
            return Edited(problem=problem)
        return Edited(text=path.read_text(encoding="utf-8", errors="replace").removesuffix("\n"))
    except OSError as error:
        return Edited(problem=f"The text could not be given to the editor: {error.strerror}.")
    finally:
        path.unlink(missing_ok=True)


def run_editor(app: App[object], path: Path) -> str:
    """Runs the editor on a file with the screen out of its way; returns what went wrong, "" if nothing did."""
    try:
        command = [*editor_command(os.environ), str(path)]
    except ValueError:
        return "The editor that VISUAL or EDITOR names has quotes that do not end."
    environment = without_token(os.environ)
    try:
        with app.suspend():
            done = subprocess.run(command, env=environment, check=False)  # noqa: S603 — the person's own editor
    except SuspendNotSupported:
        return "An editor cannot be opened here."
    except OSError as error:
        return f"{command[0]} could not be started: {error.strerror}. Set VISUAL or EDITOR."
    return f"{command[0]} ended with status {done.returncode}; the text is as it was." if done.returncode else ""
